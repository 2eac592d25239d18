"""Finding a service: what is needed, where, and who answers now. Each question can be skipped."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import after_answer, answer_topic
from actions.turn import Turn
from knowledge.moments import LATER, NOW
from knowledge.selection import NEEDS, for_need

_ASKED_NEEDS = ("hebergement", "ecoute", "droits")


class ActionAskNeed(Action):
    def name(self) -> str:
        return "action_ask_find_service_form_need"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        turn.say("form.need")
        choices = [(f"need/{need}", turn.text_of(f"need.{need}")) for need in _ASKED_NEEDS]
        turn.send_choices([*choices, ("skip", turn.text_of("choice.skip"))])
        turn.send_meta(["contacts-locaux"])
        return [SlotSet("risks", turn.all_risks)]


class ActionAskCommune(Action):
    def name(self) -> str:
        return "action_ask_find_service_form_commune"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        turn.say("form.commune")
        turn.send_choices([("skip", turn.text_of("choice.skip"))])
        turn.send_meta(["contacts-locaux"])
        return [SlotSet("risks", turn.all_risks)]


class ActionAskWhen(Action):
    def name(self) -> str:
        return "action_ask_find_service_form_when"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        # A third question in a row would be an interrogation: one number first.
        turn.say("form.first")
        turn.send_contacts(for_need(turn.snapshot, _need(turn), turn.here, turn.now, limit=1))
        turn.say("form.when")
        choices = [(f"when/{when}", turn.text_of(f"when.{when}")) for when in (NOW, LATER)]
        turn.send_choices([*choices, ("skip", turn.text_of("choice.skip"))])
        turn.send_meta(["contacts-locaux"])
        return [SlotSet("risks", turn.all_risks)]


class ActionShowServices(Action):
    def name(self) -> str:
        return "action_show_services"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        return show_services(turn, _need(turn))


class ActionInform(Action):
    """A commune or a need on its own: used for what was asked before."""

    def name(self) -> str:
        return "action_inform"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        topics = turn.slot("topics") or []
        if turn.slot("need") or not topics:
            return show_services(turn, _need(turn))
        return answer_topic(turn, topics[0])


def show_services(turn: Turn, need: str) -> list[EventType]:
    """Show who answers *need*, near the commune and at the moment, as far as they are known."""
    services = for_need(turn.snapshot, need, turn.here, turn.now, when=turn.slot("when") or "")
    if turn.here:
        turn.say("services.near", commune=turn.here.name)
    else:
        turn.say("services.anywhere")
    turn.send_contacts(services)
    turn.send_choices([(f"need/{n}", turn.text_of(f"need.{n}")) for n in _ASKED_NEEDS if n != need])
    turn.send_meta(["contacts-locaux"])
    return after_answer(turn, "contacts-locaux", [s.id for s in services])


def _need(turn: Turn) -> str:
    return str(turn.slot("need")) if turn.slot("need") in NEEDS else "ecoute"
