"""Somebody who is not safe sees the urgent card, in words that fit."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.safety import ActionSafety
from actions.turn import STORE
from knowledge.search import answer_index
from knowledge.snapshot import Snapshot


@pytest.mark.parametrize(
    ("who", "field"), [("self", "text"), ("other", "text_helping"), ("minor", "text_minor"), (None, "text")]
)
def test_who_is_not_safe_is_spoken_to_as_who_it_is(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, who: str | None, field: str
) -> None:
    monkeypatch.setattr(STORE, "named", lambda reference: (snapshot, answer_index(snapshot)))
    message: dict[str, Any] = {"text": "", "entities": [{"entity": "safe", "value": "no"}]}
    tracker = Tracker("sender", {"concerned": who}, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    ActionSafety().run(dispatcher, tracker, {})
    card = dispatcher.messages[0]["custom"]
    assert card["text"] == getattr(snapshot.risk_cards["danger-immediat"], field)
    assert {phone["number"] for contact in card["contacts"] for phone in contact["phones"]} >= {"17", "112"}
