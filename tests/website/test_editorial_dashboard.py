"""What waits for somebody, and where each entry is used."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.website.editorial_cast import person
from website.assistant import client as assistant_client
from website.editorial import due
from website.editorial.models import MODELS, Answer, Fact, Service
from website.editorial.usage import used_by
from website.published.models import Version

pytestmark = pytest.mark.django_db
DUE = "/admin/connaissances/a-faire/"


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    class Down:
        def state(self) -> str:
            return "down"

    monkeypatch.setattr(assistant_client, "ASSISTANT", Down())
    monkeypatch.setattr(assistant_client, "actions_state", lambda: "ready")


def test_the_first_page_says_what_waits_what_is_live_and_what_is_down(approver: Client) -> None:
    page = approver.get("/admin/").content.decode()
    assert "Version 1, publiée le" in page and "Rien n&#x27;a changé depuis" in page.replace("'", "&#x27;")
    assert "Assistant : <strong>ne répond pas</strong>" in page
    assert "services à confirmer" in page


def test_what_is_not_online_yet_is_told(approver: Client) -> None:
    Service.objects.filter(pk="camvs").update(what="Autre chose.")
    page = approver.get("/admin/").content.decode()
    assert "Service « Communauté d’agglomération Melun Val de Seine (CAMVS) » : modifié" in page


def test_past_review_and_six_months_without_a_call_are_listed(knowledge_base: None) -> None:
    today = timezone.localdate()
    Answer.objects.filter(pk="preuves").update(review_by=today - timedelta(days=1))
    assert [item.pk for item in due.past_review()] == ["preuves"]
    Service.objects.update(confirmed_on=today)
    assert due.to_confirm() == []
    Service.objects.filter(pk="camvs").update(confirmed_on=date(2020, 1, 1))
    assert [item.pk for item in due.to_confirm()] == ["camvs"]


def test_confirmed_today_is_one_click_and_publishes_nothing(editor: Client) -> None:
    draft = Service.objects.get(pk="camvs")
    draft.name = "Brouillon"
    draft.save_revision()
    editor.post("/admin/connaissances/confirmer/camvs/")
    row = Service.objects.get(pk="camvs")
    assert row.confirmed_on == timezone.localdate() and row.name != "Brouillon"
    assert row.get_latest_revision_as_object().confirmed_on == timezone.localdate()
    assert row.get_latest_revision_as_object().name == "Brouillon"
    assert Version.objects.count() == 1
    assert (
        "Confirmé par un appel"
        in editor.get("/admin/snippets/editorial/service/history/camvs/").content.decode()
    )


def test_numbers_held_back_are_calls_to_make(approver: Client) -> None:
    page = approver.get(DUE).content.decode()
    assert "Confirmer par un appel" in page and "(non publié)" in page
    assert "service-social" in page


def test_a_tester_reads_and_confirms_nothing_and_a_duty_officer_does_not_enter(knowledge_base: None) -> None:
    tester, officer = person("tess-demonstration", "test"), person("dominique-demonstration", "accueil")
    assert "Confirmé aujourd'hui<" not in tester.get(DUE).content.decode()
    assert tester.post("/admin/connaissances/confirmer/camvs/").status_code in (302, 403)
    assert Service.objects.get(pk="camvs").confirmed_on is None
    assert officer.get(DUE).status_code in (302, 403)
    assert Client().get(DUE).status_code == 302


def test_where_an_entry_is_used_is_told(knowledge_base: None) -> None:
    service = Service.objects.get(pk="violences-femmes-info-3919")
    answers = [a for a in Answer.objects.all() if service.pk in a.services.splitlines()]
    titles = {usage.title for usage in used_by(service)}
    assert answers and {answer.title for answer in answers} <= titles
    fact = Fact.objects.get(pk=Answer.objects.get(pk="preuves").facts.splitlines()[0])
    assert "Garder des preuves" in {usage.title for usage in used_by(fact)}


@pytest.mark.parametrize("model", MODELS)
def test_every_list_filters_searches_and_exports(approver: Client, model: Any) -> None:
    address = f"/admin/snippets/editorial/{model._meta.model_name}/"
    assert approver.get(address).status_code == 200
    assert approver.get(address + "?q=violences").status_code == 200
    csv = b"".join(approver.get(address + "?export=csv").streaming_content).decode()
    assert csv.count("\n") > model.objects.count()
    assert approver.get(address + "?export=xlsx").status_code == 200
