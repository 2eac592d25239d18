"""A message about a topic: what is said to it, or asked first."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import answer_topic, leave_form
from actions.services import show_services
from actions.turn import Turn
from actions.unsure import offer_guesses
from knowledge.persons import AUTHOR, MINOR

# An author's answer hurts a victim who reads it: only given where it is more likely than not.
SURE_TO_ACCUSE = 0.5


class ActionAnswer(Action):
    def name(self) -> str:
        return "action_answer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        topic = turn.topic_of_staff or turn.topic
        if topic == "contacts-locaux" and turn.concerned == MINOR:
            # A child is not asked what it needs: whom it can tell, at once.
            events = show_services(turn, "enfants")
            return [*events, SlotSet("need", "enfants"), *leave_form(turn)]
        if topic == "contacts-locaux" and not (turn.here and turn.slot("need")):
            return [FollowupAction("find_service_form")]
        if topic == "auteur" and not turn.is_choice and not _likely_author(turn):
            return offer_guesses(turn)
        return answer_topic(turn, topic)


def _likely_author(turn: Turn) -> bool:
    """Tell whether the message is by an author: reviewed patterns say so, staff, or the classifier."""
    said = turn.concerned == AUTHOR or turn.topic_of_staff == "auteur"
    return said or dict(turn.ranking).get("faq/auteur", 1.0) >= SURE_TO_ACCUSE
