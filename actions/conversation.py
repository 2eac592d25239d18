"""What people say about the conversation itself: greetings, anonymity, distress, insults…"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import leave_form, other_topics
from actions.follow_up import answer_about_shown
from actions.languages import answer_in
from actions.safety import ask_safety, safety_answer
from actions.turn import MAX_CHOICES, Turn
from knowledge.languages import asked_for

# Short questions that are about the services just shown, when there are some.
_ABOUT_SHOWN = {"gratuit", "anonymat", "langue"}
_SHORT = 8
_MENU = ("faq/urgence", "faq/violences-conjugales", "find-service")


class ActionConversation(Action):
    def name(self) -> str:
        return "action_conversation"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        short = len(turn.text.split()) <= _SHORT and not turn.is_choice
        language = asked_for(turn.text) if turn.topic == "langue" and not turn.is_choice else None
        if language:
            return answer_in(turn, language)
        if turn.topic in _ABOUT_SHOWN and turn.shown and short:
            return answer_about_shown(turn, turn.topic)
        if turn.topic in ("affirmer", "refuser"):
            return self._yes_or_no(turn)
        return say_conversation(turn, turn.topic)

    def _yes_or_no(self, turn: Turn) -> list[EventType]:
        if turn.slot("safety_asked") == "pending":
            return safety_answer(turn, "yes" if turn.topic == "affirmer" else "no")
        turn.say(f"conversation.{turn.topic}")
        send_menu(turn)
        turn.send_meta([])
        return leave_form(turn)


def say_conversation(turn: Turn, topic: str) -> list[EventType]:
    """Send the entry of a conversation topic, and choices that lead on."""
    answer = turn.snapshot.by_topic[topic]
    services = turn.send_answer(answer)
    events: list[EventType] = [SlotSet("shown", [s.id for s in services]), SlotSet("misses", 0)]
    others = other_topics(turn, topic)
    if topic == "detresse" and not turn.all_risks and not turn.slot("safety_asked"):
        events += ask_safety(turn)
        others = []
    elif answer.related or others:
        turn.send_choices(turn.choices_of([*others, *answer.related])[:MAX_CHOICES])
    else:
        send_menu(turn)
    turn.send_meta([topic], others)
    return [*events, SlotSet("risks", turn.all_risks), *leave_form(turn)]


def send_menu(turn: Turn) -> None:
    """Offer the ways to begin."""
    turn.send_choices([(id_, turn.text_of(f"menu.{id_}")) for id_ in _MENU])
