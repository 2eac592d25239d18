"""An answer in another language: what to do in danger, who helps, and a way on in simple French."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import leave_form
from actions.turn import PERSON, Turn
from knowledge.languages import bubbles_in, texts_in

TOPIC = "langue"
MENU = "conversation/aide"
_SERVICES = (
    "police-secours-17",
    "urgence-europe-112",
    "urgence-114",
    "violences-femmes-info-3919",
    "tchat-police-gendarmerie",
)


class ActionOtherLanguage(Action):
    def name(self) -> str:
        return "action_other_language"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        return answer_in(turn, str(turn.message.get("language") or ""))


def answer_in(turn: Turn, language: str) -> list[EventType]:
    """Send the texts in *language*, the numbers and the choices; the choices stay in French too."""
    for bubble in bubbles_in(turn.snapshot, language):
        turn.send(bubble)
    services = [turn.snapshot.services[id_] for id_ in _SERVICES if id_ in turn.snapshot.services]
    turn.send_contacts(services)
    texts = texts_in(turn.snapshot, language)
    offered = {MENU: texts.get("french"), PERSON: texts.get("person")}
    turn.send_choices([(id_, title) for id_, title in offered.items() if title])
    turn.send_meta([TOPIC])
    return [
        SlotSet("shown", [service.id for service in services]),
        SlotSet("misses", 0),
        SlotSet("risks", turn.all_risks),
        *leave_form(turn),
    ]
