"""« Êtes-vous en sécurité pour écrire ? »: asked once at most, never in the way of an answer."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn
from knowledge.selection import card_text

_ANSWERS = ("yes", "no", "unknown", "skip")


class ActionSafety(Action):
    def name(self) -> str:
        return "action_safety"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        given = [e["value"] for e in turn.message.get("entities", []) if e["entity"] == "safe"]
        return safety_answer(turn, given[0] if given and given[0] in _ANSWERS else "unknown")


def ask_safety(turn: Turn) -> list[EventType]:
    """Ask, with a way to skip."""
    turn.say("safety.ask")
    turn.send_choices(
        [(f"safety/{answer}", turn.text_of(f"safety.choice.{answer}")) for answer in ("yes", "no", "skip")]
    )
    return [SlotSet("safety_asked", "pending")]


def safety_answer(turn: Turn, answer: str) -> list[EventType]:
    """Answer what was said: in danger, the urgent card; else what may help next."""
    if answer in ("no", "unknown"):
        card = turn.snapshot.risk_cards["danger-immediat"]
        services = [turn.snapshot.services[id_] for id_ in card.services]
        turn.send(
            {
                "type": "urgent",
                "risk": card.id,
                "text": card_text(card, turn.concerned),
                "contacts": [turn.contact(s) for s in services],
            }
        )
        turn.say("safety.no")
        turn.send_choices(turn.choices_of(["plan-de-securite", "hebergement-urgence"]))
        turn.send_meta(["urgence"])
        risks = list(dict.fromkeys([*turn.all_risks, "danger-immediat"]))
        return [SlotSet("safety_asked", "done"), SlotSet("risks", risks)]
    turn.say(f"safety.{answer}")
    turn.send_choices(
        [
            *turn.choices_of(["violences-conjugales", "soutien-psychologique"]),
            ("find-service", turn.text_of("menu.find-service")),
        ]
    )
    turn.send_meta([])
    return [SlotSet("safety_asked", "done")]
