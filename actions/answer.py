"""The answer to a topic: the published words, their services, and what may be asked next."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.turn import MAX_CHOICES, Turn
from knowledge.persons import AUTHOR, MINOR, OTHER
from knowledge.taxonomy import TOPICS

# From this probability on, another topic is offered beside the answer: several needs, or a doubt.
WORTH_OFFERING = 0.02
# « Je suis violent, je veux arrêter » hurts a victim who reads it: only offered where it is likely.
WORTH_ACCUSING = 0.35
TOPICS_KEPT = 5
# Topics that tell who is writing.
_TELLS_WHO = {"aider-une-proche": OTHER, "temoin": OTHER, "professionnel": OTHER, "auteur": AUTHOR}


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
    if topic in _TELLS_WHO and turn.concerned != MINOR:
        events.append(SlotSet("concerned", _TELLS_WHO[topic]))
    return events


def leave_form(turn: Turn) -> list[EventType]:
    """A person who changes the subject is not asked the form's question again."""
    if not turn.in_form:
        return []
    return [ActiveLoop(None), SlotSet("requested_slot", None)]
