"""Demonstration accounts: one a role, in DEBUG only, and named for what they are."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from website.accounts import roles

PASSWORD = "demo-not-secret"
ACCOUNTS = {
    "demo-admin": roles.ADMINISTRATION,
    "demo-redaction": roles.EDITOR,
    "demo-test": roles.TESTER,
    "demo-accueil": roles.DUTY,
}


def create_demo_accounts() -> list[str]:
    """Create the accounts that do not exist yet; return their names. The administrator is a superuser."""
    users = get_user_model().objects
    created = []
    for name, role in ACCOUNTS.items():
        if users.filter(username=name).exists():
            continue
        create = users.create_superuser if role == roles.ADMINISTRATION else users.create_user
        user = create(name, password=PASSWORD, first_name=f"Compte {role}", last_name="(démonstration)")
        user.groups.add(Group.objects.get_or_create(name=role)[0])
        created.append(name)
    return created
