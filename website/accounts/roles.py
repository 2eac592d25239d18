"""The roles of staff and the rights of each: the least that its work needs.

A role is a Django group; views ask for permissions, never for a role. Rights are added after each
migration and never taken back: what a superuser grants besides stays. Accounts themselves are a
superuser's work (`make admin`), since who may change accounts may become one.
"""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS

ADMINISTRATION, EDITOR, TESTER, DUTY = "administration", "redaction", "test", "accueil"

_TEST = (
    "console.use_bench",
    "console.add_judgement",
    "console.view_judgement",
    "console.view_task",
    "console.view_campaign",
    "console.add_assessment",
    "figures.view_count",
    "cases.view_testcase",
    "cases.add_testcase",
    "cases.change_testcase",
    "cases.view_run",
    "cases.add_run",
    "cases.change_run",
)
_EDIT = (
    *_TEST,
    "wagtailadmin.access_admin",
    "console.change_task",
    "console.add_campaign",
    "console.change_campaign",
    "unanswered.view_keptmessage",
    "unanswered.change_keptmessage",
)
RIGHTS: dict[str, tuple[str, ...]] = {
    ADMINISTRATION: (*_EDIT, "console.delete_campaign", "cases.delete_testcase", "unanswered.delete_keptmessage"),
    EDITOR: _EDIT,
    TESTER: _TEST,
    # Hand-off brings this role its own rights; until then it reads the day's figures.
    DUTY: ("figures.view_count",),
}  # fmt: skip


def grant_rights(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Make sure that each role exists and has its rights; a receiver of post_migrate."""
    from django.contrib.auth.models import Group, Permission

    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role, rights in RIGHTS.items():
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.add(*(known[right] for right in rights if right in known))
