"""By the clock: scheduled publications, expiries, links."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from django.core.management import call_command
from django.utils import timezone as django_timezone
from wagtail.models import ModelLogEntry

from website.editorial.calendar import night_work, publish_due
from website.editorial.links import addresses, check_links
from website.editorial.models import Answer, LinkCheck, Service
from website.published.current import PUBLISHED

pytestmark = pytest.mark.django_db


def _schedule(row: Answer | Service) -> None:
    row.go_live_at = django_timezone.now() + timedelta(hours=1)
    row.save_revision().publish()


def _let_time_pass(row: Answer | Service, **content: str) -> None:
    revision = row.revisions.order_by("created_at").last()
    past = django_timezone.now() - timedelta(minutes=1)
    revision.content = {**revision.content, "go_live_at": past.isoformat(), **content}
    revision.approved_go_live_at = past
    revision.save()


def test_a_scheduled_change_goes_live_at_its_time_and_not_before(knowledge_base: None) -> None:
    row = Service.objects.get(pk="camvs")
    row.name = "Agglomération (bientôt)"
    _schedule(row)
    assert publish_due() == []
    assert PUBLISHED.snapshot().version == "1"
    _let_time_pass(row)
    publish_due()
    assert PUBLISHED.snapshot().services["camvs"].name == "Agglomération (bientôt)"


def test_a_scheduled_change_that_is_not_fit_by_then_stays_a_draft_and_says_why(knowledge_base: None) -> None:
    row = Answer.objects.get(pk="preuves")
    row.title = "Prévu"
    _schedule(row)
    _let_time_pass(row, facts="")
    assert publish_due() == []
    assert Answer.objects.get(pk="preuves").title != "Prévu"
    entry = ModelLogEntry.objects.get(action="editorial.refused")
    assert "aucun fait" in entry.data["problems"][0]
    assert publish_due() == []
    assert ModelLogEntry.objects.filter(action="editorial.refused").count() == 1


def test_what_expires_leaves_unless_visitors_need_it(knowledge_base: None) -> None:
    past = django_timezone.now() - timedelta(minutes=1)
    Service.objects.filter(pk__in=("bav-melun", "police-secours-17")).update(expire_at=past)
    call_command("calendar", verbosity=0)
    assert not Service.objects.get(pk="bav-melun").live
    assert Service.objects.get(pk="police-secours-17").live
    assert "bav-melun" not in PUBLISHED.snapshot().services


def test_links_are_tried_and_the_last_result_is_kept(knowledge_base: None) -> None:
    first, second = addresses()[:2]
    night = datetime(2026, 11, 25, 2, 30, tzinfo=timezone.utc)
    check_links(lambda url: "page introuvable (404)" if url == first else "", night)
    assert LinkCheck.objects.get(works=False).url == first
    assert LinkCheck.objects.count() == len(addresses())
    later = night + timedelta(days=1)
    check_links(lambda url: "page introuvable (404)" if url in (first, second) else "", later)
    assert LinkCheck.objects.get(url=first).broken_since == night
    assert LinkCheck.objects.get(url=second).broken_since == later
    check_links(lambda url: "", later)
    assert not LinkCheck.objects.filter(works=False).exists()


def test_links_are_tried_at_night_only_and_once(knowledge_base: None) -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)
    night = datetime(2026, 11, 25, 2, 30, tzinfo=timezone.utc)
    tried: list[str] = []

    def fetch(url: str) -> str:
        tried.append(url)
        return ""

    assert not night_work(noon, fetch) and tried == []
    assert night_work(night, fetch) and sorted(tried) == sorted(addresses())
    assert not night_work(night + timedelta(minutes=1), fetch) and len(tried) == len(addresses())
