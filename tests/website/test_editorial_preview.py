"""A draft as the chat shows it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.website.editorial_cast import filled, url
from website.editorial.models import Answer, RiskCard, Service
from website.published.current import PUBLISHED

pytestmark = pytest.mark.django_db


def preview(client: Client, row: Any, mode: str, **changes: Any) -> tuple[list[dict[str, Any]], str]:
    client.post(url(row, "preview"), {**filled(client, url(row)), **changes})
    page = client.get(f"{url(row, 'preview')}?mode={mode}").content.decode()
    found = re.search(r'<script id="messages"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found, page
    return json.loads(found.group(1)), page


def test_what_is_typed_is_shown_before_it_is_saved(approver: Client) -> None:
    row = Answer.objects.get(pk="preuves")
    messages, page = preview(approver, row, "phone", bubbles=["Un texte neuf."])
    assert messages[0] == {"type": "text", "text": "Un texte neuf."}
    assert [m["type"] for m in messages[1:]] == ["steps", "contacts", "choices"]
    assert "editorial/preview.js" in page
    assert PUBLISHED.snapshot().answers["preuves"].bubbles[0] != "Un texte neuf."


def test_each_mode_speaks_to_its_reader(approver: Client) -> None:
    row = Answer.objects.exclude(bubbles_minor="").exclude(bubbles_helping="").first()
    assert row is not None
    for mode, field in (("phone", "bubbles"), ("helping", "bubbles_helping"), ("minor", "bubbles_minor")):
        messages, _ = preview(approver, row, mode)
        assert messages[0]["text"] == getattr(row, field).splitlines()[0]
    assert "data-plain" in preview(approver, row, "plain")[1]


def test_a_danger_card_shows_its_numbers(approver: Client) -> None:
    (card,), _ = preview(approver, RiskCard.objects.get(pk="danger-immediat"), "phone")
    assert card["type"] == "urgent"
    assert [c["id"] for c in card["contacts"]][:2] == ["police-secours-17", "urgence-europe-112"]


def test_each_mode_of_a_danger_card_speaks_to_its_reader(approver: Client) -> None:
    row = RiskCard.objects.get(pk="enfant-en-danger")
    for mode, field in (("phone", "text"), ("helping", "text_helping"), ("minor", "text_minor")):
        (card,), _ = preview(approver, row, mode)
        assert card["text"] == getattr(row, field)
    (card,), _ = preview(approver, row, "minor", text_minor="")
    assert card["text"] == row.text, "without its own words, the ordinary ones"


def test_a_number_that_is_held_back_is_not_shown_and_the_editor_is_told(approver: Client) -> None:
    row = Service.objects.get(pk="camvs")
    messages, page = preview(approver, row, "phone", confidence="low", **{"confidence_fields-field": []})
    assert messages == [] or messages[0]["contacts"][0]["phones"] == []
    assert "non publié" in page
