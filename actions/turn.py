"""One turn as an action sees it: what is known of the conversation, and the messages it answers with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.knowledge_store import STORE
from knowledge.contact import to_contact
from knowledge.model import Answer, Commune, Service
from knowledge.opening_hours import moment_of
from knowledge.persons import AUTHOR, MINOR, OTHER
from knowledge.search import Index
from knowledge.selection import for_answer
from knowledge.sheet_address import sheet_address
from knowledge.snapshot import Snapshot
from knowledge.taxonomy import TOPICS
from knowledge.text import normalise

MAX_CHOICES = 3
PERSON = "faq/parler-a-une-personne"


class Turn:
    """Reads the tracker once, builds the messages of contract.md, remembers what to set."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        self._dispatcher = dispatcher
        self._tracker = tracker
        self.message: dict[str, Any] = tracker.latest_message or {}
        # Set by staff who try things out, never by a visitor: another knowledge, another moment.
        metadata = self.message.get("metadata") or {}
        self.snapshot: Snapshot
        self.index: Index[Answer]
        self.snapshot, self.index = STORE.named(metadata.get("knowledge") or "")
        self.now: datetime = moment_of(metadata.get("moment") or "")

    # What is known

    def slot(self, name: str) -> Any:
        return self._tracker.get_slot(name)

    @property
    def in_form(self) -> bool:
        return bool(self._tracker.active_loop.get("name"))

    @property
    def topic(self) -> str:
        """The topic of this message, without its theme, e.g. « preuves »."""
        return str(self.message.get("topic") or "")

    @property
    def topic_of_staff(self) -> str:
        """The topic that staff gave to just these words, if any: right before the classifier learns them."""
        known = self.snapshot.by_phrase.get(normalise(self.text), "")
        return known if known in TOPICS else ""

    @property
    def text(self) -> str:
        return str(self.message.get("text") or "")

    @property
    def is_choice(self) -> bool:
        return bool(self.message.get("choice"))

    @property
    def ranking(self) -> list[tuple[str, float]]:
        """Labels with their probability, most probable first; empty for a choice."""
        return [(r["name"], r["confidence"]) for r in self.message.get("intent_ranking") or []]

    @property
    def risks(self) -> list[str]:
        """The risks of this message."""
        return [risk["name"] for risk in self.message.get("risks") or []]

    @property
    def all_risks(self) -> list[str]:
        """The risks of this message and of the conversation before it."""
        return list(dict.fromkeys([*self.risks, *(self.slot("risks") or [])]))

    @property
    def here(self) -> Commune | None:
        return self.snapshot.communes.get(self.slot("commune") or "")

    @property
    def concerned(self) -> str:
        return str(self.slot("concerned") or "self")

    @property
    def shown(self) -> list[Service]:
        """The services shown just before this message."""
        services = self.snapshot.services
        return [services[id_] for id_ in self.slot("shown") or [] if id_ in services]

    # What is said

    def text_of(self, key: str, **values: object) -> str:
        """Return an interface text with its values filled in."""
        text = self.snapshot.text(key)
        return text.format(**values) if values else text

    def say(self, key: str, **values: object) -> None:
        self.send({"type": "text", "text": self.text_of(key, **values)})

    def send(self, message: dict[str, Any]) -> None:
        self._dispatcher.utter_message(json_message=message)

    def send_contacts(self, services: list[Service]) -> None:
        if services:
            self.send({"type": "contacts", "contacts": [self.contact(s) for s in services]})

    def contact(self, service: Service) -> dict[str, Any]:
        where = self.snapshot.commune_by_name.get(service.commune or "")
        return to_contact(service, self.now, self.here, where)

    def send_choices(self, choices: list[tuple[str, str]], person: bool = True) -> None:
        """Offer (id, title) pairs, and a person unless that is one of them."""
        offered = list(dict(choices).items())[: MAX_CHOICES + 1]
        if person and PERSON not in dict(offered):
            offered.append((PERSON, self.text_of("choice.person")))
        self.send({"type": "choices", "choices": [{"id": i, "title": t} for i, t in offered]})

    def send_meta(self, topics: list[str], alternatives: list[str] | None = None) -> None:
        """Tell the website what this turn was about; visitors see it as ``topics`` and ``alternatives``."""
        self.send(
            {
                "type": "meta",
                "topics": topics,
                "alternatives": alternatives or [],
                "knowledge": self.snapshot.version,
                "concerned": self.concerned,
            }
        )

    # An answer, whole

    def wording(self, answer: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the bubbles and the steps that fit the person concerned."""
        if self.concerned == MINOR and answer.bubbles_minor:
            return answer.bubbles_minor, answer.steps
        if self.concerned in (OTHER, AUTHOR) and answer.bubbles_helping and answer.topic != "auteur":
            helping = answer.bubbles_helping if self.concerned == OTHER else answer.bubbles
            return helping, (
                answer.steps_helping or answer.steps
            ) if self.concerned == OTHER else answer.steps
        return answer.bubbles, answer.steps

    def services_of(self, answer: Answer) -> list[Service]:
        return for_answer(self.snapshot, answer, self.here, self.now)

    def send_answer(self, answer: Answer) -> list[Service]:
        """Send bubbles, steps, contacts and source of an answer; return the services shown."""
        bubbles, steps = self.wording(answer)
        for bubble in bubbles:
            self.send({"type": "text", "text": bubble})
        if steps:
            title = answer.steps_title or self.text_of("steps.title")
            self.send({"type": "steps", "title": title, "steps": list(steps)})
        services = self.services_of(answer)
        self.send_contacts(services)
        if answer.facts:
            page = answer.guide_page
            url = f"/guide#page={page}" if page else sheet_address(answer.id)
            checked = answer.reviewed_on.strftime("%d/%m/%Y")
            title = self.text_of("source.title", title=answer.title, date=checked)
            self.send({"type": "source", "title": title, "page": page, "url": url})
        return services

    def choices_of(self, topics: list[str]) -> list[tuple[str, str]]:
        """Return (id, title) of the answers to *topics*, in the words people think in.

        A minor is offered what is written for a minor, not what a parent fears.
        """
        answers = [self.snapshot.by_topic[topic] for topic in topics if topic in self.snapshot.by_topic]
        if self.concerned == MINOR:
            answers = [answer for answer in answers if answer.bubbles_minor]
        return [(f"faq/{answer.topic}", answer.choice) for answer in answers]
