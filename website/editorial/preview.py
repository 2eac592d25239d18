"""An entry as the chat shows it, before anybody else can read it.

The page uses the widget's own modules and look, so a preview cannot differ from the chat.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from pydantic import ValidationError

from knowledge.contact import to_contact
from knowledge.model import Answer, Entry, Fact, InterfaceText, RiskCard, Service
from knowledge.opening_hours import PARIS
from knowledge.persons import MINOR, OTHER, SELF
from knowledge.ruling import public_service, tasks_for
from knowledge.selection import card_text, for_answer
from website.editorial.entries import to_entry
from website.editorial.models import KnowledgeEntry
from website.published.current import PUBLISHED

Message = dict[str, Any]
_READER = {"helping": OTHER, "minor": MINOR}


def preview(request: HttpRequest, row: KnowledgeEntry, mode: str) -> HttpResponse:
    """Return the page that shows *row* in one of its modes."""
    try:
        messages, note = messages_of(to_entry(row), mode)
    except ValidationError:
        messages, note = [], "Il manque encore une information obligatoire."
    context = {"messages": messages, "note": note, "plain": mode == "plain"}
    return render(request, "editorial/preview.html", context)


def messages_of(entry: Entry, mode: str) -> tuple[list[Message], str]:
    """Return the messages that the chat would send for *entry*, and a remark for the editor."""
    if isinstance(entry, Answer):
        return _answer(entry, mode), ""
    if isinstance(entry, RiskCard):
        text = card_text(entry, _READER.get(mode, SELF))
        services = PUBLISHED.snapshot().services
        contacts = [_contact(services[id_]) for id_ in entry.services if id_ in services]
        return [{"type": "urgent", "risk": entry.id, "text": text, "contacts": contacts}], ""
    if isinstance(entry, Service):
        return _service(entry)
    if isinstance(entry, InterfaceText | Fact):
        return [{"type": "text", "text": entry.text}], ""
    return [], "Rien de cette fiche n'est montré dans le dialogue."


def _answer(answer: Answer, mode: str) -> list[Message]:
    snapshot = PUBLISHED.snapshot()
    bubbles, steps = answer.bubbles, answer.steps
    if mode == "helping":
        bubbles, steps = answer.bubbles_helping or bubbles, answer.steps_helping or steps
    elif mode == "minor":
        bubbles = answer.bubbles_minor or bubbles
    messages: list[Message] = [{"type": "text", "text": bubble} for bubble in bubbles]
    if steps:
        title = answer.steps_title or PUBLISHED.snapshot().text("steps.title")
        messages.append({"type": "steps", "title": title, "steps": list(steps)})
    services = for_answer(snapshot, answer, None, datetime.now(PARIS))
    if services:
        messages.append({"type": "contacts", "contacts": [_contact(service) for service in services]})
    related = [snapshot.by_topic[topic] for topic in answer.related if topic in snapshot.by_topic]
    if related:
        choices = [{"id": a.id, "title": a.choice} for a in related]
        messages.append({"type": "choices", "choices": choices})
    return messages


def _service(service: Service) -> tuple[list[Message], str]:
    shown = public_service(service)
    held = " ".join(f"{task.what}." for task in tasks_for(service) if "non publié" in task.what)
    if shown is None:
        return [], f"Ce service n'est pas montré : rien de sûr ne permet de le joindre. {held}"
    return [{"type": "contacts", "contacts": [_contact(shown)]}], held


def _contact(service: Service) -> dict[str, Any]:
    return to_contact(service, datetime.now(PARIS))
