"""The ids of choices, and what choosing one means to the assistant.

An id is « kind/value ». The website accepts only the ids that it offered in this conversation.
"""

from __future__ import annotations

from typing import Any

_INTENTS = {
    "need": ("inform_need", "need"),
    "commune": ("inform", "commune"),
    "when": ("inform", "when"),
    "safety": ("safety", "safe"),
    "for": ("inform_need", "concerned"),
}
_PLAIN = {"find-service": "find_service", "skip": "skip"}


def parse_choice(choice: str) -> dict[str, Any]:
    """Return the parse of a choice, in the form of Rasa's own NLU output.

    Raises:
        ValueError: the id is of no known kind.
    """
    kind, _, value = choice.partition("/")
    if kind in ("faq", "conversation", "follow_up") and value:
        return _parse(choice, kind, topic=value)
    if kind in _INTENTS and value:
        intent, entity = _INTENTS[kind]
        return _parse(choice, intent, entities=[{"entity": entity, "value": value}])
    if choice in _PLAIN:
        return _parse(choice, _PLAIN[choice])
    raise ValueError(f"unknown kind of choice: {kind!r}")


def _parse(
    choice: str,
    intent: str,
    topic: str | None = None,
    entities: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    return {
        "text": choice,
        "intent": {"name": intent, "confidence": 1.0},
        "intent_ranking": [],
        "entities": [{"start": 0, "end": len(choice), **e} for e in entities or []],
        "topic": topic,
        "risks": [],
        "choice": choice,
    }
