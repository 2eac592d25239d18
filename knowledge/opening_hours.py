"""Opening hours in OpenStreetMap syntax, told in French words.

French public holidays count as closed unless the hours name them (PH) or the service never closes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours

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
    if spec != ALWAYS and "PH" not in spec:
        spec = f"{spec}; PH off"
    try:
        return OpeningHours(spec, timezone=PARIS, country="FR")
    except Exception as error:  # the library raises its own classes, which differ by version
        raise BadHours(f"Horaires non reconnus : « {spec} »") from error


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


def status(spec: str | None, now: datetime) -> HoursStatus:
    """Tell whether a service with hours *spec* is open at *now* (any time zone, or Paris if none)."""
    if not spec:
        return HoursStatus(None, None, None)
    now = now.astimezone(PARIS) if now.tzinfo else now.replace(tzinfo=PARIS)
    if spec == ALWAYS:
        return HoursStatus(True, "ouvert 24 h/24, 7 j/7", None)
    hours = _parse(spec)
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
    if change is None:
        return HoursStatus(False, "fermé", None)
    opening = f"{day(change, now)} à {clock(change)}"
    return HoursStatus(False, f"fermé, rouvre {opening}", opening)
