"""Short follow-ups about what was just shown: « c'est gratuit ? », « et le week-end ? », « c'est où ? »."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn
from knowledge.model import Service
from knowledge.opening_hours import status
from knowledge.selection import for_need
from knowledge.taxonomy import CONVERSATION

_SPOKEN = 4


class ActionFollowUp(Action):
    def name(self) -> str:
        return "action_follow_up"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        if turn.topic == "autres" or not turn.shown:
            return show_others(turn)
        return answer_about_shown(turn, turn.topic)


def answer_about_shown(turn: Turn, aspect: str) -> list[EventType]:
    """Tell one aspect of each service just shown; what is not known is said to be so."""
    lines = [_line(turn, service, aspect) for service in turn.shown[:_SPOKEN]]
    turn.say(f"follow_up.{aspect}")
    turn.send({"type": "steps", "title": turn.text_of("follow_up.title"), "steps": lines})
    turn.send_contacts(turn.shown[:_SPOKEN])
    topics = turn.slot("topics") or []
    related = turn.snapshot.by_topic[topics[0]].related if topics else ()
    turn.send_choices(turn.choices_of(list(related)))
    turn.send_meta([aspect] if aspect in CONVERSATION else topics[:1])
    return [SlotSet("misses", 0)]


def _line(turn: Turn, service: Service, aspect: str) -> str:
    known = {
        "gratuit": _yes_no(turn, service.free, "gratuit"),
        "anonymat": _yes_no(turn, service.anonymous, "anonymat"),
        "horaires": _hours(turn, service),
        "lieu": turn.contact(service)["address"],
        "langue": service.languages,
        "telephone": ", ".join(p.number for p in service.phones) or None,
    }.get(aspect)
    return f"{service.name} : {known or turn.text_of('follow_up.unknown')}"


def _yes_no(turn: Turn, value: bool | None, aspect: str) -> str | None:
    if value is None:
        return None
    return turn.text_of(f"follow_up.{aspect}.{'yes' if value else 'no'}")


def _hours(turn: Turn, service: Service) -> str | None:
    """Tell the hours, and the weekend if that is what was asked."""
    words = [_closed(service, turn.now) or service.hours or status(service.opening_hours, turn.now).words]
    if "week" in turn.text.lower() and service.opening_hours:
        saturday = turn.now + timedelta(days=(5 - turn.now.weekday()) % 7)
        noon = saturday.replace(hour=11, minute=0)
        days = [noon, noon + timedelta(days=1)]
        is_open = any(_open(service, day) for day in days)
        words.append(turn.text_of(f"follow_up.weekend.{'yes' if is_open else 'no'}"))
    return " — ".join(word for word in words if word) or None


def _closed(service: Service, now: datetime) -> str | None:
    """Tell that the service is closed for some days, which its usual hours do not say."""
    today = [c for c in service.closures if c.closed_from <= now.date() <= c.closed_until]
    return status(service.opening_hours, now, today).words if today else None


def _open(service: Service, moment: datetime) -> bool:
    return bool(status(service.opening_hours, moment, service.closures).open_now)


def show_others(turn: Turn) -> list[EventType]:
    """Show services that were not shown yet, or the listening lines when all were."""
    seen = {service.id for service in turn.shown}
    topics = turn.slot("topics") or []
    need = turn.slot("need") or "ecoute"
    found = turn.services_of(turn.snapshot.by_topic[topics[0]]) if topics else []
    found = [*found, *for_need(turn.snapshot, need, turn.here, turn.now, limit=8)]
    fresh = list({s.id: s for s in found if s.id not in seen}.values())[:_SPOKEN]
    turn.say("follow_up.autres" if fresh else "follow_up.no_others")
    turn.send_contacts(fresh or turn.shown)
    turn.send_choices([("find-service", turn.text_of("menu.find-service"))])
    turn.send_meta(topics[:1])
    return [SlotSet("shown", [s.id for s in fresh or turn.shown]), SlotSet("misses", 0)]
