"""Answering a topic: the published answer, its services, and what may be asked next."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import MAX_CHOICES, Turn
from knowledge.persons import AUTHOR, MINOR, OTHER
from knowledge.taxonomy import TOPICS

# From this probability on, another topic is offered beside the answer: several needs, or a doubt.
WORTH_OFFERING = 0.02
# « Je suis violent, je veux arrêter » hurts a victim who reads it: only offered where it is likely,
# and the answer only given where it is more likely than not.
WORTH_ACCUSING = 0.35
SURE_TO_ACCUSE = 0.5
TOPICS_KEPT = 5
# Topics that tell who is writing.
_TELLS_WHO = {"aider-une-proche": OTHER, "temoin": OTHER, "professionnel": OTHER, "auteur": AUTHOR}


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
            return [SlotSet("need", "enfants"), FollowupAction("action_show_services")]
        if topic == "contacts-locaux" and not (turn.here and turn.slot("need")):
            return [FollowupAction("find_service_form")]
        if (
            topic == "auteur"
            and not turn.is_choice
            and dict(turn.ranking).get("faq/auteur", 1.0) < SURE_TO_ACCUSE
        ):
            return [FollowupAction("action_unsure")]
        return answer_topic(turn, topic)


def answer_topic(turn: Turn, topic: str) -> list[EventType]:
    """Send the answer of *topic*; the caller knows that the topic is one of the taxonomy."""
    answer = turn.snapshot.by_topic[topic]
    services = turn.send_answer(answer)
    others = other_topics(turn, topic)
    related = [t for t in answer.related if t != topic]
    turn.send_choices(turn.choices_of([*others, *related])[:MAX_CHOICES])
    turn.send_meta([topic], others)
    return [*after_answer(turn, topic, [s.id for s in services]), *leave_form(turn)]


def other_topics(turn: Turn, topic: str) -> list[str]:
    """Return the other topics this message may be about, most probable first, as many as are offered."""
    found = [
        label.partition("/")[2]
        for label, probability in turn.ranking
        if label.startswith("faq/")
        and probability >= (WORTH_ACCUSING if label == "faq/auteur" else WORTH_OFFERING)
    ]
    return [t for t in found if t != topic and t in TOPICS][:MAX_CHOICES]


def after_answer(turn: Turn, topic: str, shown: list[str]) -> list[EventType]:
    """Return what to remember after an answer."""
    events: list[EventType] = [
        SlotSet("topics", [topic, *(t for t in turn.slot("topics") or [] if t != topic)][:TOPICS_KEPT]),
        SlotSet("shown", shown),
        SlotSet("misses", 0),
        SlotSet("risks", turn.all_risks),
    ]
    if topic in _TELLS_WHO:
        events.append(SlotSet("concerned", _TELLS_WHO[topic]))
    return events


def leave_form(turn: Turn) -> list[EventType]:
    """A person who changes the subject is not asked the form's question again."""
    if not turn.in_form:
        return []
    return [ActiveLoop(None), SlotSet("requested_slot", None)]
