"""Not understood: choices in people's words and a person; the second time, people to call. Never a loop."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import WORTH_ACCUSING, answer_topic, leave_form
from actions.turn import MAX_CHOICES, Turn
from knowledge.selection import for_need
from knowledge.taxonomy import TOPICS


class ActionUnsure(Action):
    def name(self) -> str:
        return "action_unsure"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return offer_guesses(Turn(dispatcher, tracker))


def offer_guesses(turn: Turn) -> list[EventType]:
    """Offer what was perhaps meant, and people to call after a danger or the second time."""
    if turn.topic_of_staff and turn.topic_of_staff != "contacts-locaux":
        return answer_topic(turn, turn.topic_of_staff)
    misses = int(turn.slot("misses") or 0) + 1
    guesses = guess_topics(turn)
    if turn.all_risks or misses > 1:
        turn.say("unsure.again" if misses > 1 else "unsure.risk")
        turn.send_contacts(for_need(turn.snapshot, "ecoute", turn.here, turn.now, limit=3))
    else:
        turn.say("unsure.first")
    turn.send_choices(turn.choices_of(guesses))
    turn.send_meta([], guesses)
    return [
        SlotSet("misses", misses),
        SlotSet("risks", turn.all_risks),
        *leave_form(turn),
    ]


def guess_topics(turn: Turn) -> list[str]:
    """Return up to three topics: the classifier's best, then what the search finds by words.

    An author's topic is only among them where it is likely: it hurts a victim who reads it.
    """
    ranked = [label.partition("/")[2] for label, _ in turn.ranking if label.startswith("faq/")]
    found = [hit.entry.topic for hit in turn.index.search(turn.text, MAX_CHOICES)]
    if dict(turn.ranking).get("faq/auteur", 0.0) < WORTH_ACCUSING:
        ranked, found = ([t for t in topics if t != "auteur"] for topics in (ranked, found))
    mixed = [*ranked[:2], *found, *ranked[2:]]
    return [t for t in dict.fromkeys(mixed) if t in TOPICS][:MAX_CHOICES]
