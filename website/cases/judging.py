"""Does an answer hold what a test case asks? Each thing it does not is a sentence for staff."""

from __future__ import annotations

from typing import Any

from website.assistant.probe import Probed
from website.cases.models import TestCase

# What a message holds for the page, not for the eye.
_UNSEEN = {"type", "risk", "id", "kind", "tel", "url", "form"}


def problems_of(case: TestCase, probed: list[Probed]) -> list[str]:
    """Return what is wrong with the answers to *case*, in French; nothing when it passes.

    Topics, dangers, services and words are expected of the last answer; what must not be is sought in all of them.
    """
    turns = [p.turn for p in probed]
    last = turns[-1]
    risks, shown = set(last["risks"]), shown_in(last)
    problems = []
    if case.topics and not set(last["topics"]) & set(case.topics):
        got = ", ".join(last["topics"]) or "aucun"
        problems.append(f"Thème attendu : {' ou '.join(case.topics)}. Thème donné : {got}.")
    for risk in case.risks:
        if risk not in risks:
            problems.append(f"Le danger « {risk} » n'est pas vu.")
    if case.no_risk:
        seen = dict.fromkeys(risk for turn in turns for risk in turn["risks"])
        problems += [f"Un danger est vu à tort : « {risk} »." for risk in seen]
    for service in case.services_shown:
        if service not in shown:
            problems.append(f"Le service « {service} » n'est pas montré.")
    read = words_in(last).casefold()
    for word in case.words_expected:
        if word.casefold() not in read:
            problems.append(f"« {word} » n'est pas dit.")
    everywhere = {id_ for turn in turns for id_ in shown_in(turn)}
    for service in case.services_hidden:
        if service in everywhere:
            problems.append(f"Le service « {service} » ne doit pas être montré.")
    words = " ".join(words_in(turn) for turn in turns).casefold()
    for word in case.words_forbidden:
        if word.casefold() in words:
            problems.append(f"« {word} » ne doit pas être dit.")
    return problems


def shown_in(turn: dict[str, Any]) -> set[str]:
    """Return the ids of the services that a turn shows, urgent cards included."""
    return {contact["id"] for message in turn["messages"] for contact in message.get("contacts", [])}


def words_in(turn: dict[str, Any]) -> str:
    """Return everything that a turn makes a visitor read."""
    return " ".join(_texts(turn["messages"]))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in value.items() if key not in _UNSEEN for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []
