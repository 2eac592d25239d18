"""Opening hours in OpenStreetMap syntax, told in French words.

French public holidays count as closed unless the hours name them (PH) or the service never closes.
Days that staff declare closed (closures) win over everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours

from knowledge.model import Closure

PARIS = ZoneInfo("Europe/Paris")

ALWAYS = "24/7"
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
# Written as OpenStreetMap's syntax wants them, whatever the language of the machine.
_OSM_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment_of(text: str) -> datetime:
    """Return the moment written as ISO date and time, in Paris unless it says otherwise; now for « »."""
    if not text:
        return datetime.now(PARIS)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(PARIS) if moment.tzinfo else moment.replace(tzinfo=PARIS)


class BadHours(ValueError):
    """The text is not opening hours that OpenStreetMap's syntax knows."""


@dataclass(frozen=True)
class HoursStatus:
    """``open_now`` is None when nothing is known; ``words`` and ``next_open`` are French."""

    open_now: bool | None
    words: str | None
    next_open: str | None


@lru_cache(maxsize=512)
def _parse(spec: str) -> OpeningHours:
    try:
        return OpeningHours(spec, timezone=PARIS, country="FR")
    except Exception as error:  # the library raises its own classes, which differ by version
        raise BadHours(f"Horaires non reconnus : « {spec} »") from error


def _with_holidays(spec: str) -> str:
    return spec if spec == ALWAYS or "PH" in spec else f"{spec}; PH off"


def check_hours(spec: str) -> None:
    """Raise BadHours when *spec* is not understood."""
    _parse(spec)


def clock(moment: datetime) -> str:
    """Tell an hour the French way: « 9 h », « 17 h 30 »."""
    return f"{moment.hour} h" + (f" {moment.minute:02d}" if moment.minute else "")


def day(moment: datetime, now: datetime) -> str:
    """Tell a day as people say it from *now*: « aujourd'hui », « demain », « lundi », « le 5 mai »."""
    days = (moment.date() - now.date()).days
    if days == 0:
        return "aujourd'hui"
    if days == 1:
        return "demain"
    if days < 7:
        return _DAYS[moment.weekday()]
    return f"le {moment.day} {_MONTHS[moment.month - 1]}"


def status(spec: str | None, now: datetime, closures: Iterable[Closure] = ()) -> HoursStatus:
    """Tell whether a service with hours *spec* is open at *now* (any time zone, or Paris if none)."""
    now = now.astimezone(PARIS) if now.tzinfo else now.replace(tzinfo=PARIS)
    closures = [closure for closure in closures if closure.closed_until >= now.date()]
    closed = next((c for c in closures if c.closed_from <= now.date()), None)
    if not spec:
        return HoursStatus(False, _closed(closed, now), None) if closed else HoursStatus(None, None, None)
    if spec == ALWAYS and not closed:
        return HoursStatus(True, "ouvert 24 h/24, 7 j/7", None)
    hours = _parse("; ".join([_with_holidays(spec), *map(_rule, closures)]))
    change = hours.next_change(now)
    if change is not None:
        change = change.astimezone(PARIS)
    if hours.is_open(now):
        if change is None or change - now > timedelta(days=2):
            return HoursStatus(True, "ouvert", None)
        until = clock(change)
        if change.date() != now.date():
            until = f"{day(change, now)} à {until}" if change.hour >= 6 else until
        return HoursStatus(True, f"ouvert jusqu'à {until}", None)
    opening = f"{day(change, now)} à {clock(change)}" if change else None
    if closed:
        return HoursStatus(False, _closed(closed, now), opening)
    return HoursStatus(False, f"fermé, rouvre {opening}" if opening else "fermé", opening)


def days_ahead(
    spec: str | None, start: date, closures: Iterable[Closure] = (), days: int = 7
) -> list[tuple[date, str]]:
    """Return each of the next *days* with its hours in words: « 9 h à 12 h, 14 h à 17 h », « fermé ».

    Raises:
        BadHours: the hours are not understood.
    """
    if not spec:
        return []
    hours = _parse("; ".join([_with_holidays(spec), *map(_rule, closures)]))
    found = []
    for number in range(days):
        today = start + timedelta(days=number)
        begin = datetime.combine(today, time(), PARIS)
        spans = [
            f"{clock(opens)} à {clock(closes) if closes.date() == today else 'minuit'}"
            for opens, closes, state, _ in hours.intervals(begin, begin + timedelta(days=1))
            if str(state) == "open"
        ]
        words = ", ".join(spans) or "fermé"
        found.append((today, "jour et nuit" if words == "0 h à minuit" else words))
    return found


def _rule(closure: Closure) -> str:
    first, last = (
        f"{d.year} {_OSM_MONTHS[d.month - 1]} {d.day:02d}"
        for d in (closure.closed_from, closure.closed_until)
    )
    return f"{first} off" if first == last else f"{first}-{last} off"


def _closed(closure: Closure, now: datetime) -> str:
    last = datetime.combine(closure.closed_until, time(), PARIS)
    until = (
        "aujourd'hui"
        if last.date() == now.date()
        else f"jusqu'au {last.day} {_MONTHS[last.month - 1]} inclus"
    )
    return f"fermé {until}" + (f" ({closure.reason})" if closure.reason else "")
