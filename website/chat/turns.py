"""Making a turn of the assistant's reply: the urgent card first, whatever else follows.

The cards are put here, not in the dialogue, so that a danger noticed in a message leads whatever
the dialogue was doing, and even when no dialogue answers (reduced mode).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from knowledge import foreign_risks
from knowledge.contact import to_contact
from knowledge.languages import FRENCH, bubbles_in, detect
from knowledge.model import Service
from knowledge.opening_hours import PARIS, moment_of
from knowledge.persons import concerned, looks_for_her
from knowledge.risk_patterns import matches
from knowledge.search import Index
from knowledge.selection import card_text, for_need
from knowledge.sheet_address import sheet_address
from knowledge.snapshot import Snapshot
from knowledge.taxonomy import RISKS
from knowledge.text import normalise
from website.assistant.client import Reply
from website.published.current import PUBLISHED

_FOUND = 3
_MENU = ("faq/urgence", "faq/violences-conjugales", "find-service", "faq/aider-une-proche")


def welcome() -> list[dict[str, Any]]:
    """Return the first messages: what this is, what it keeps, how to leave, how to begin."""
    snapshot = PUBLISHED.snapshot()
    texts = [{"type": "text", "text": snapshot.text(f"welcome.{n}")} for n in (1, 2, 3)]
    choices = [{"id": id_, "title": snapshot.text(f"menu.{id_}")} for id_ in _MENU]
    return [*texts, {"type": "choices", "choices": choices}]


def make_turn(reply: Reply, snapshot: Snapshot | None = None, moment: str = "") -> dict[str, Any]:
    """Return the turn of contract.md for a reply of the assistant.

    Args:
        reply: what the assistant answered.
        snapshot: the knowledge it answered from, when that is not what is live (staff only).
        moment: the moment it answered for, ISO, when that is not now (staff only).
    """
    snapshot = snapshot or PUBLISHED.snapshot()
    now = moment_of(moment)
    risks = [risk["name"] for risk in reply.risks]
    cards = _cards(snapshot, risks, reply.meta.get("concerned", ""), now)
    shown = set(risks)
    rest = [m for m in reply.messages if m.get("risk") not in shown]
    return {
        "messages": [*cards, *rest],
        "topics": reply.meta.get("topics", []),
        "alternatives": reply.meta.get("alternatives", []),
        "risks": risks,
        "language": reply.language,
        "knowledge": reply.meta.get("knowledge", snapshot.version),
    }


def offered_in(messages: list[dict[str, Any]]) -> list[str]:
    """Return the ids of all choices in *messages*."""
    return [c["id"] for m in messages if m["type"] == "choices" for c in m["choices"]]


def _cards(snapshot: Snapshot, risks: list[str], who: str, now: datetime) -> list[dict[str, Any]]:
    cards = []
    for risk in risks:
        card = snapshot.risk_cards.get(risk)
        if card is None:
            continue
        services = [snapshot.services[id_] for id_ in card.services if id_ in snapshot.services]
        contacts = [to_contact(service, now) for service in services]
        cards.append({"type": "urgent", "risk": risk, "text": card_text(card, who), "contacts": contacts})
    return cards


def reduced(text: str, choice: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Return what can be said without the assistant, and the dangers that the patterns notice.

    The emergency card if there is one, people to call, and the published pages that the words find.
    """
    snapshot = PUBLISHED.snapshot()
    now = datetime.now(PARIS)
    language = detect(text)
    noticed = matches(normalise(text))
    if language != FRENCH:
        noticed = {**foreign_risks.matches(text), **noticed}
    risks = [risk for risk in RISKS if risk in noticed]
    messages = _cards(snapshot, risks, concerned(text) or "", now)
    if language != FRENCH:
        messages += bubbles_in(snapshot, language)
    messages.append({"type": "text", "text": snapshot.text("reduced.intro")})
    lines = [*snapshot.emergency[:1], *for_need(snapshot, "ecoute", None, now, limit=2)]
    messages.append({"type": "contacts", "contacts": [to_contact(s, now) for s in lines]})
    if looks_for_her(text):
        # Nothing may help to find a woman who left: no page and no address that his words find.
        text = ""
    found = PUBLISHED.answers().search(text, _FOUND * 2) if text else []
    answers = [hit.entry for hit in found if hit.entry.facts][:_FOUND]
    topic = choice.partition("/")[2]
    if topic in snapshot.by_topic:
        answers = [snapshot.by_topic[topic]]
    for answer in answers[:1] if choice else []:
        messages += [{"type": "text", "text": bubble} for bubble in answer.bubbles]
    messages += [
        {"type": "source", "title": answer.title, "page": None, "url": sheet_address(answer.id)}
        for answer in answers
    ]
    services = _directory(PUBLISHED.services(), text)
    if services:
        messages.append({"type": "contacts", "contacts": [to_contact(s, now) for s in services]})
    messages.append({"type": "text", "text": snapshot.text("reduced.retry")})
    return messages, risks


def _directory(index: Index[Service], text: str) -> list[Service]:
    return [hit.entry for hit in index.search(text, _FOUND)] if text else []
