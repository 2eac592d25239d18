"""« Publication » in /admin: who sees it, who decides, and what it says."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from website.editorial.entries import live_entries
from website.published import candidates
from website.published.current import PUBLISHED
from website.published.models import Candidate, Version
from website.published.publication import publish

State = Candidate.State


def member(group: str) -> Client:
    user = User.objects.create_user(f"{group}-1", password="x")
    user.groups.add(Group.objects.get(name=group))
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(db: None) -> Client:
    return member("administration")


@pytest.fixture
def stopped(db: None) -> Candidate:
    """A candidate that waits for a reason."""
    first = live_entries()
    made = candidates.propose(first, "amina", "titre plus clair")
    Candidate.objects.filter(pk=made.pk).update(
        state=State.TO_CONFIRM,
        problems=[{"id": 1, "title": "Trois lettres", "message": "Thème attendu : urgence.", "case": True}],
        changes=[
            {
                "kind": "réponse",
                "id": "preuves",
                "title": "Garder des preuves",
                "what": "modification",
                "fields": [{"name": "titre", "before": "Ancien", "after": "Nouveau"}],
            }
        ],
    )
    return made


def second_version() -> None:
    entries = [
        e.copy(update={"title": "Autre"}) if getattr(e, "id", "") == "preuves" else e for e in live_entries()
    ]
    publish(entries, "x", "seconde")


def test_the_list_shows_publications_versions_and_history(admin: Client, stopped: Candidate) -> None:
    page = admin.get("/admin/publication/").content.decode()
    for text in ("à confirmer", "titre plus clair", "Versions", "Mises en ligne", "en ligne"):
        assert text in page


def test_the_page_of_one_shows_problems_and_what_changes(admin: Client, stopped: Candidate) -> None:
    page = admin.get(f"/admin/publication/{stopped.pk}/").content.decode()
    for text in ("Trois lettres", "Thème attendu", "Ancien", "Nouveau", "Mettre en ligne", "Abandonner"):
        assert text in page


def test_a_confirmation_without_a_reason_changes_nothing(admin: Client, stopped: Candidate) -> None:
    reply = admin.post(f"/admin/publication/{stopped.pk}/decision/", {"reason": " "}, follow=True)
    assert "Écrivez pourquoi" in reply.content.decode()
    stopped.refresh_from_db()
    assert stopped.state == State.TO_CONFIRM


def test_abandoning_is_one_click(admin: Client, stopped: Candidate) -> None:
    admin.post(f"/admin/publication/{stopped.pk}/decision/", {"abandon": "1"})
    stopped.refresh_from_db()
    assert stopped.state == State.ABANDONED and "administration-1" in stopped.note


def test_going_back_is_one_click(admin: Client) -> None:
    second_version()
    assert PUBLISHED.snapshot().version == "2"
    page = admin.get("/admin/publication/").content.decode()
    assert "Revenir à la version 1" in page
    admin.post("/admin/publication/version/1/")
    assert PUBLISHED.snapshot().version == "1"


@pytest.mark.parametrize("group", ["redaction", None])
def test_only_administration_decides(group: str | None, stopped: Candidate, client: Client) -> None:
    asking: Any = member(group) if group else client
    second_version()
    assert asking.post(f"/admin/publication/{stopped.pk}/decision/", {"reason": "x"}).status_code == 302
    assert asking.post("/admin/publication/version/1/").status_code == 302
    stopped.refresh_from_db()
    assert stopped.state == State.TO_CONFIRM and Version.objects.count() == 2
    assert PUBLISHED.snapshot().version == "2"
    seen = asking.get("/admin/publication/")
    assert seen.status_code == (200 if group else 302)
    if group:
        assert "Revenir à la version" not in seen.content.decode()
