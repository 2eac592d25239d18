"""Many entries at once: one check, one version, one way back."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from website.editorial import bulk
from website.editorial.calendar import publish_due
from website.editorial.confirming import confirm
from website.editorial.models import Answer, Service
from website.editorial.together import publish_together
from website.published.models import Candidate
from website.published.publication import NotFit

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(knowledge_base: None, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Who proposed a version and why, without checking any."""
    found: list[tuple[str, str]] = []

    def propose(entries: Any, author: str, why: str) -> None:
        found.append((author, why))

    monkeypatch.setattr("website.editorial.together.propose", propose)
    monkeypatch.setattr("website.editorial.signals.propose", propose)
    return found


def chosen(client: Client, action: str, ids: list[str], model: str = "service", **given: str) -> str:
    """Choose entries in a list, ask for *action*, say yes, and return the page after it."""
    query = "&".join(f"id={pk}" for pk in ids)
    address = f"/admin/bulk/editorial/{model}/{action}/?next=/admin/snippets/editorial/{model}/&{query}"
    asked = client.get(address)
    assert asked.status_code == 200, asked
    return client.post(address, given, follow=True).content.decode()


def way_back(page: str) -> str:
    found = re.search(r"/admin/connaissances/lots/[0-9a-f-]+/", page)
    assert found, "no way back is offered"
    return found.group()


def two() -> list[str]:
    """Two services that no answer, danger card or commune needs."""
    return ["adil-77", "avimej"]


def test_several_services_are_confirmed_today_and_taken_back(
    editor: Client, proposed: list[tuple[str, str]]
) -> None:
    ids = two()
    Service.objects.filter(pk=ids[0]).update(confirmed_on=date(2020, 1, 1))
    page = chosen(editor, "confirm", ids)
    today = timezone.localdate()
    assert {s.confirmed_on for s in Service.objects.filter(pk__in=ids)} == {today}
    address = way_back(page)
    assert "Tout remettre comme avant" in editor.get(address).content.decode()
    editor.post(address)
    assert [s.confirmed_on for s in Service.objects.filter(pk__in=ids).order_by("pk")] == [
        date(2020, 1, 1),
        None,
    ]
    assert "annulé" in editor.get(address).content.decode()
    editor.post(address)
    assert ModelLogEntry.objects.filter(action=bulk.UNDO).count() == 2, "undone once"
    assert proposed == [], "visitors see no change"


def test_a_confirmation_is_not_lost_when_the_entry_is_edited_next(
    editor: Client, proposed: list[tuple[str, str]]
) -> None:
    service = Service.objects.get(pk=two()[0])
    service.save_revision().publish()
    service.refresh_from_db()
    confirm(service, None)
    service.refresh_from_db()
    assert service.get_latest_revision_as_object().confirmed_on == timezone.localdate()
    assert not service.has_unpublished_changes and service.live_revision_id == service.latest_revision_id


def test_several_entries_become_drafts_as_one_version_and_come_back(
    approver: Client, proposed: list[tuple[str, str]]
) -> None:
    ids = two()
    page = chosen(approver, "draft", ids)
    rows = Service.objects.filter(pk__in=ids)
    assert [row.live for row in rows] == [False, False], page
    [(author, why)] = proposed
    assert author == "claire-demonstration" and why.startswith("2 fiches : ")
    approver.post(way_back(page))
    assert [row.live for row in Service.objects.filter(pk__in=ids)] == [True, True]
    assert len(proposed) == 2


def test_what_visitors_need_is_not_taken_away_and_nothing_else_either(
    approver: Client, proposed: list[tuple[str, str]]
) -> None:
    ids = ["police-secours-17", two()[0]]
    page = chosen(approver, "draft", ids)
    assert "Rien n&#x27;a été changé" in page.replace("'", "&#x27;")
    assert Service.objects.filter(pk__in=ids, live=True).count() == 2 and proposed == []
    assert not ModelLogEntry.objects.filter(action=bulk.TO_DRAFT).exists()


def test_the_review_date_is_published_where_nothing_else_waits(
    approver: Client, proposed: list[tuple[str, str]]
) -> None:
    ids = two()
    waits = Service.objects.get(pk=ids[1])
    waits.what = "Un brouillon."
    waits.save_revision()
    day = timezone.localdate() + timedelta(days=90)
    page = chosen(approver, "review", ids, review_by=day.isoformat())
    alone, waits = Service.objects.filter(pk__in=ids).order_by("pk")
    assert alone.review_by == day and not alone.has_unpublished_changes
    assert waits.review_by != day and waits.get_latest_revision_as_object().review_by == day
    assert waits.what != "Un brouillon." and len(proposed) == 1
    approver.post(way_back(page))
    alone.refresh_from_db()
    assert alone.review_by != day and len(proposed) == 2


def test_a_review_date_that_does_not_suit_changes_nothing(
    approver: Client, proposed: list[tuple[str, str]]
) -> None:
    far = timezone.localdate() + timedelta(days=4000)
    chosen(approver, "review", ["preuves"], "answer", review_by=far.isoformat())
    answer = Answer.objects.get(pk="preuves")
    assert answer.review_by != far and answer.latest_revision is None and proposed == []


def test_who_may_not_publish_changes_drafts_alone(editor: Client, proposed: list[tuple[str, str]]) -> None:
    day = timezone.localdate() + timedelta(days=90)
    chosen(editor, "review", two(), review_by=day.isoformat())
    row = Service.objects.get(pk=two()[0])
    assert row.review_by != day and row.get_latest_revision_as_object().review_by == day and proposed == []
    page = chosen(editor, "draft", two())
    assert (
        "Votre rôle ne permet pas"
        in editor.get(f"/admin/bulk/editorial/service/draft/?next=/admin/&id={two()[0]}").content.decode()
    )
    assert Service.objects.filter(pk__in=two(), live=True).count() == 2, page


def test_whoever_may_not_do_it_may_not_undo_it(
    approver: Client, editor: Client, proposed: list[tuple[str, str]]
) -> None:
    address = way_back(chosen(approver, "draft", two()))
    before = Service.objects.filter(live=True).count()
    assert editor.post(address).status_code in (302, 403)
    assert Service.objects.filter(live=True).count() == before


def test_what_somebody_changed_since_stays(approver: Client, proposed: list[tuple[str, str]]) -> None:
    ids = two()
    address = way_back(chosen(approver, "confirm", ids))
    Service.objects.filter(pk=ids[0]).update(confirmed_on=date(2026, 1, 2))
    page = approver.post(address, follow=True).content.decode()
    assert "a changé depuis" in page
    assert Service.objects.get(pk=ids[0]).confirmed_on == date(2026, 1, 2)
    assert Service.objects.get(pk=ids[1]).confirmed_on is None


def test_drafts_are_published_as_one_version_and_come_back_as_drafts(
    approver: Client, proposed: list[tuple[str, str]]
) -> None:
    ids = two()
    for service in Service.objects.filter(pk__in=ids):
        service.what = "Nouveau."
        service.save_revision()
    page = chosen(
        approver, "publish", [*ids, "camvs-inconnu", Service.objects.exclude(pk__in=ids).first().pk]
    )
    assert Service.objects.filter(what="Nouveau.").count() == 2 and len(proposed) == 1
    assert "n&#x27;a pas de brouillon" in page.replace("'", "&#x27;")
    approver.post(way_back(page))
    rows = list(Service.objects.filter(pk__in=ids))
    assert all(row.what != "Nouveau." for row in rows)
    assert all(row.get_latest_revision_as_object().what == "Nouveau." for row in rows)


def test_a_number_that_one_changed_alone_waits_for_a_second_reader(
    approver: Client, editor: Client, proposed: list[tuple[str, str]]
) -> None:
    User.objects.create_superuser("une-autre")
    service = Service.objects.exclude(phones=[]).get(pk="camvs")
    service.phones = [{"number": "01 64 79 25 26"}]
    service.save_revision(user=User.objects.get(username="claire-demonstration"))
    page = chosen(approver, "publish", ["camvs"])
    assert "seconde personne" in page and proposed == []


def test_twenty_entries_are_published_in_the_time_of_a_few(
    proposed: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    revisions = []
    for service in Service.objects.filter(live=True)[:20]:
        service.what += " Et plus."
        revisions.append(service.save_revision())
    before = time.monotonic()
    revisions[0].publish()
    one = time.monotonic() - before
    before = time.monotonic()
    publish_together(revisions[1:])
    assert time.monotonic() - before < 6 * one
    assert len(proposed) == 2 and "19 fiches" in proposed[-1][1] and "et 14 autres" in proposed[-1][1]


def test_together_is_all_or_nothing(proposed: list[tuple[str, str]]) -> None:
    good, bad = Service.objects.get(pk=two()[0]), Service.objects.get(pk="police-secours-17")
    good.what, bad.phones = "Bien.", [{"number": "18"}]
    with pytest.raises(NotFit, match="police-secours-17"):
        publish_together([good.save_revision(), bad.save_revision()])
    assert not Service.objects.filter(what="Bien.").exists() and proposed == []


def test_what_is_scheduled_for_the_same_minute_is_one_version(proposed: list[tuple[str, str]]) -> None:
    past = timezone.now() - timedelta(minutes=1)
    for service in Service.objects.filter(pk__in=two()):
        service.what = "À l'heure dite."
        service.save_revision(approved_go_live_at=past)
    assert len(publish_due()) == 2
    assert len(proposed) == 1 and Service.objects.filter(what="À l'heure dite.").count() == 2


def test_the_version_of_many_is_checked_like_any_other(knowledge_base: None, monkeypatch: Any) -> None:
    service = Service.objects.get(pk=two()[0])
    service.what = "Bien."
    publish_together([service.save_revision()], author="amina")
    candidate = Candidate.objects.latest("pk")
    assert candidate.author == "amina" and len(candidate.changes) == 1
