"""Who may publish: the rights of the groups on publications, given after each migration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions

SEE = ["view_candidate", "view_version"]
DECIDE = ["decide_candidate", "return_version", "view_trainedmodel", "use_trainedmodel", "add_training"]
RIGHTS = {"administration": [*SEE, *DECIDE], "redaction": SEE}


def grant(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Give each group its rights on publications; what else a group may do is left alone."""
    # Django makes permissions after the same signal, in an order that is not ours.
    create_permissions(sender, using=using, verbosity=0)
    from django.contrib.auth.models import Group, Permission

    for name, codenames in RIGHTS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        rights = Permission.objects.using(using).filter(
            content_type__app_label=sender.label, codename__in=codenames
        )
        group.permissions.add(*rights)
