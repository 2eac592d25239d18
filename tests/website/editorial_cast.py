"""What the tests of the knowledge base share: the seed in the database, and who works on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Group, User
from django.test import Client

from website.editorial.forms.widgets import HoursWidget, LinesWidget, PickWidget, RowsWidget
from website.editorial.models import KnowledgeEntry
from website.published.current import PUBLISHED


@pytest.fixture
def knowledge_base(db: None) -> Iterator[None]:
    """The seed of django_db_setup; what a test changes is undone."""
    # Each test has its own version 2: what was read under that number before is another one.
    PUBLISHED._snapshot = None
    PUBLISHED.forget()
    yield
    PUBLISHED._snapshot = None
    PUBLISHED.forget()


def person(name: str, group: str) -> Client:
    """Return a browser in which *name*, of a group, is logged in."""
    user = User.objects.create_user(name, f"{name}@example.org", "x")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def approver(knowledge_base: None) -> Client:
    return person("claire-demonstration", "administration")


@pytest.fixture
def editor(knowledge_base: None) -> Client:
    return person("sam-demonstration", "redaction")


def url(row: KnowledgeEntry, action: str = "edit") -> str:
    return f"/admin/snippets/editorial/{row._meta.model_name}/{action}/{quote(row.pk)}/"


def filled(client: Client, address: str) -> dict[str, Any]:
    """Return what the form at *address* would send if nothing was touched."""
    form = client.get(address).context["form"]
    sent: dict[str, Any] = {}
    for bound in form:
        value, widget, name = bound.value(), bound.field.widget, bound.html_name
        if isinstance(widget, LinesWidget | PickWidget):
            sent[name] = value.splitlines() if isinstance(value, str) else list(value or [])
        elif isinstance(widget, RowsWidget):
            rows = widget.get_context(name, value, {})["widget"]["rows"]
            for column in widget.row_form.base_fields:
                sent[f"{name}-{column}"] = [row[column].value() or "" for row in rows]
        elif isinstance(widget, HoursWidget):
            hours = widget.get_context(name, value, {})["widget"]["sent"]
            sent |= {f"{name}-{key}": part for key, part in hours.items()}
        elif value is True:
            sent[name] = "on"
        elif value not in (None, False, ""):
            sent[name] = value if isinstance(value, list) else widget.format_value(value)
    return sent
