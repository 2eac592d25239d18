"""Text is only text, and a choice is only data."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot.channel import ArianeChannel, _keep_minor, as_text
from bot.choices import parse_choice


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("/restart", "restart"),
        ("//x", "x"),
        ("  /faq{}", "faq{}"),
        ("bonjour", "bonjour"),
        ("/", "?"),
        ("", "?"),
        ("1/2", "1/2"),
    ],
)
def test_no_text_can_be_a_command(typed: str, read: str) -> None:
    assert as_text(typed) == read


def test_a_choice_is_the_parse_it_stands_for() -> None:
    assert parse_choice("faq/preuves")["topic"] == "preuves"
    assert parse_choice("need/hebergement")["entities"][0]["value"] == "hebergement"
    assert parse_choice("skip")["intent"]["name"] == "skip"


@pytest.mark.parametrize("choice", ["", "faq/", "x/y", "restart", "/restart"])
def test_an_unknown_choice_is_refused(choice: str) -> None:
    with pytest.raises(ValueError):
        parse_choice(choice)


def test_the_channel_does_not_start_without_a_secret() -> None:
    with pytest.raises(ValueError, match="INTERNAL_SECRET"):
        ArianeChannel("")


@pytest.mark.parametrize(
    ("known", "told", "kept"),
    [
        ("minor", "self", ["melun"]),
        ("minor", "other", ["melun"]),
        ("other", "self", ["self", "melun"]),
        (None, "self", ["self", "melun"]),
    ],
)
def test_a_minor_who_goes_on_about_itself_is_still_a_minor(
    known: str | None, told: str, kept: list[str]
) -> None:
    class Store:
        async def retrieve(self, sender: str) -> Any:
            return SimpleNamespace(get_slot={"concerned": known}.get) if known else None

    agent: Any = SimpleNamespace(tracker_store=Store())
    parsed = {"entities": [{"entity": "concerned", "value": told}, {"entity": "commune", "value": "melun"}]}
    asyncio.run(_keep_minor(agent, "sender", parsed))
    assert [entity["value"] for entity in parsed["entities"]] == kept
