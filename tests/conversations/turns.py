"""What every turn must hold to, whatever it is about."""

from __future__ import annotations

from typing import Any


def numbers(turn: dict[str, Any]) -> set[str]:
    """Return every number a visitor can tap in a turn."""
    contacts = [c for m in turn["messages"] for c in m.get("contacts", [])]
    return {p["number"] for c in contacts for p in c["phones"]} | {c["sms"] for c in contacts if c["sms"]}


def titles(turn: dict[str, Any]) -> list[str]:
    """Return the titles of the choices of a turn."""
    return [c["title"] for m in turn["messages"] if m["type"] == "choices" for c in m["choices"]]


def check_turn(turn: dict[str, Any]) -> None:
    """Assert what the requirements ask of every turn."""
    kinds = [m["type"] for m in turn["messages"]]
    texts = [m["text"] for m in turn["messages"] if m["type"] == "text"]
    assert kinds, "an empty turn"
    assert titles(turn), "a dead end: nothing to do next"
    assert any("personne" in title.lower() for title in titles(turn)), "no person to talk to"
    assert len(titles(turn)) <= 5
    assert len(texts) <= 3
    assert all(len(text.split()) <= 60 for text in texts)
    assert sum(text.count("?") for text in texts) <= 2
    if turn["risks"]:
        assert kinds[0] == "urgent"
        assert [m["risk"] for m in turn["messages"] if m["type"] == "urgent"][: len(turn["risks"])] == turn[
            "risks"
        ]
    else:
        assert turn["risks"] == []
    assert turn["knowledge"] and turn["language"]
