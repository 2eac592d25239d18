"""Editing without JSON or ids: what is shown is what is stored, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.website.editorial_cast import filled, url
from website.editorial.entries import to_entry
from website.editorial.forms.service import duplicates
from website.editorial.models import MODELS, Answer, Commune, Fact, RiskCard, Service
from website.published.current import PUBLISHED

pytestmark = pytest.mark.django_db


def publish(client: Client, address: str, **changes: Any) -> Any:
    return client.post(address, {**filled(client, address), **changes, "action-publish": "1"})


def draft(client: Client, address: str, **changes: Any) -> Any:
    return client.post(address, {**filled(client, address), **changes})


@pytest.mark.parametrize("model", MODELS)
def test_saving_a_form_untouched_changes_nothing(approver: Client, model: Any) -> None:
    for row in model.objects.order_by("?")[:4]:
        before = to_entry(row)
        form = approver.get(url(row)).context["form"]
        sent = filled(approver, url(row))
        again = type(form)(_query(sent), instance=row, for_user=form.for_user)
        assert again.is_valid(), (row, again.errors)
        assert again.changed_data == []
        assert to_entry(again.save(commit=False)) == before


def _query(sent: dict[str, Any]) -> Any:
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    for name, value in sent.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


@pytest.mark.parametrize("model", MODELS)
def test_no_form_asks_for_an_id_or_json(approver: Client, model: Any) -> None:
    row = model.objects.first()
    page = approver.get(url(row))
    assert "id" not in page.context["form"].fields
    assert "[{" not in page.content.decode().split("<main")[1].split('type="application/json"')[0]


def test_a_number_is_checked_and_written_the_french_way(approver: Client) -> None:
    row = Service.objects.get(pk="camvs")
    publish(approver, url(row), **{"phones-number": ["0164792526"]})
    assert PUBLISHED.snapshot().services["camvs"].phones[0].number == "01 64 79 25 26"


def test_a_wrong_number_is_told_on_the_page_and_nothing_typed_is_lost(approver: Client) -> None:
    row = Service.objects.get(pk="camvs")
    page = publish(approver, url(row), name="Nouveau nom", **{"phones-number": ["01 64 79"]})
    text = page.content.decode()
    assert "n&#x27;est pas un numéro français" in text
    assert "Nouveau nom" in text and "01 64 79" in text
    assert PUBLISHED.snapshot().version == "1"


def test_a_draft_is_kept_whatever_is_still_wrong(approver: Client) -> None:
    row = Service.objects.get(pk="camvs")
    draft(approver, url(row), **{"phones-number": ["01 64"]})
    row.refresh_from_db()
    assert row.get_latest_revision_as_object().phones[0]["number"] == "01 64"
    assert row.phones[0]["number"] == "01 64 79 25 25"


def test_a_week_of_hours_is_stored_in_the_common_syntax(approver: Client) -> None:
    row = Service.objects.get(pk="camvs")
    opens = ["09:00", ""] * 5 + [""] * 4
    closes = ["17:00", ""] * 5 + [""] * 4
    publish(approver, url(row), **{"opening_hours-opens": opens, "opening_hours-closes": closes})
    assert PUBLISHED.snapshot().services["camvs"].opening_hours == "Mo-Fr 09:00-17:00"


def test_a_service_closed_for_holidays_reaches_the_visitor_as_closed(
    approver: Client, client: Client
) -> None:
    row = Service.objects.get(pk="camvs")
    closure = {"closures-closed_from": ["2020-01-01"], "closures-closed_until": ["2099-12-31"]}
    publish(approver, url(row), **closure, **{"closures-reason": ["travaux"]})
    contacts = client.get("/api/services?kind=collectivite").json()["services"]
    (found,) = [contact for contact in contacts if contact["id"] == "camvs"]
    assert found["open_now"] is False and "fermé jusqu'au 31 décembre inclus (travaux)" in found["hours"]


def test_an_answer_keeps_the_order_of_what_was_chosen(approver: Client) -> None:
    row = Answer.objects.get(pk="preuves")
    order = list(reversed(row.services.splitlines()))
    publish(approver, url(row), services=order)
    assert list(PUBLISHED.snapshot().answers["preuves"].services) == order


def test_a_postcode_gives_its_commune_or_asks_which(approver: Client) -> None:
    row = Service.objects.get(pk="camvs")
    draft(approver, url(row), postcode="77190", commune="")
    page = publish(approver, url(row), postcode="77000", commune="")
    assert "Choisissez la commune : " in page.content.decode()
    told = approver.get("/admin/connaissances/communes/?postcode=77240").json()
    assert told == {"communes": [Commune.objects.get(postcodes="77240").name]}


@pytest.mark.parametrize("field", ["text", "text_helping", "text_minor"])
def test_a_danger_card_of_more_than_60_words_is_refused(approver: Client, field: str) -> None:
    row = RiskCard.objects.get(pk="danger-immediat")
    page = draft(approver, url(row), **{field: "mot " * 61})
    assert "61 mots : 60 au plus sur une carte" in page.content.decode()


def test_a_danger_card_says_tu_to_a_minor_and_the_form_asks_for_it(approver: Client) -> None:
    row = RiskCard.objects.get(pk="danger-immediat")
    page = approver.get(url(row)).content.decode()
    assert "Texte pour une personne mineure" in page and "Vide : le texte ordinaire est montré." in page
    draft(approver, url(row), text_minor="Appelle le 17.")
    row.refresh_from_db()
    assert row.get_latest_revision_as_object().text_minor == "Appelle le 17."
    refused = publish(approver, url(row), text_minor="Vous appelez le 17.").content.decode()
    assert "on dit « tu » à une personne mineure" in refused


def test_hints_and_hours_are_told_while_typing(approver: Client) -> None:
    told = approver.post("/admin/connaissances/conseils/", {"text": "Vous devez partir."}).json()["hints"]
    assert told == ["« Vous devez » : « vous devez » met la pression."]
    sent = {"opening_hours-mode": "always"}
    hours = approver.post("/admin/connaissances/horaires/", sent).json()
    assert "ouvert 24 h/24" in hours["words"] and len(hours["days"]) == 7


def test_a_new_entry_gets_its_id_from_its_name(editor: Client) -> None:
    sent = filled(editor, "/admin/snippets/editorial/service/add/")
    sent |= {"name": "Maison de l'écoute", "service_kind": "association", "what": "Écouter."}
    sent |= {"confidence": "low", "sources-url": ["https://example.org"], "sources-seen": [""]}
    sent |= {"sources-says": [""], "sources-official": ["false"]}
    editor.post("/admin/snippets/editorial/service/add/", sent)
    row = Service.objects.get(pk="maison-de-lecoute")
    assert not row.live and row.sources[0]["url"] == "https://example.org"
    assert Fact.objects.filter(pk="preuves-01").exists()


def test_doubles_are_noticed_by_number_and_by_name(knowledge_base: None) -> None:
    row = Service.objects.get(pk="camvs")
    same_number = Service(id="x", name="Autre", phones=row.phones)
    assert any("même numéro" in why for why in duplicates(same_number))
    same_name = Service(
        id="x", name="MELUN VAL DE SEINE (CAMVS) Communauté d'agglomération", commune=row.commune
    )
    assert any("presque le même nom" in why for why in duplicates(same_name))
