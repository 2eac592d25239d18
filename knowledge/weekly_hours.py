"""Opening hours as a week of mornings and afternoons, to and from OpenStreetMap's syntax.

What a week cannot say (« 08:00-26:00 », seasons, « Mo[1] ») stays in that syntax: ``to_week`` returns None.
"""

from __future__ import annotations

import re
from itertools import groupby

Span = tuple[str, str]
"""Opening and closing time, e.g. ("09:00", "12:30")."""
Week = list[list[Span]]
"""The spans of each day, Monday first."""

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MAX_SPANS = 2
_RULE = re.compile(r"([A-Za-z,-]+) ([\d:,-]+)")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


def to_week(spec: str) -> Week | None:
    """Return the week of *spec*, or None when it says more than a week of two spans a day."""
    week: Week = [[] for _ in DAYS]
    for rule in filter(None, (part.strip() for part in spec.split(";"))):
        found = _RULE.fullmatch(rule)
        days = _days(found.group(1)) if found else None
        spans = _spans(found.group(2)) if found else None
        if days is None or spans is None:
            return None
        for day in days:
            week[day] = spans
    return week


def from_week(week: Week) -> str:
    """Return the shortest ordinary way to write *week*; empty when it never opens."""
    rules = []
    for spans, numbers in groupby(range(len(DAYS)), key=lambda number: week[number]):
        run = list(numbers)
        if spans:
            days = DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}"
            rules.append(f"{days} {','.join('-'.join(span) for span in spans)}")
    return "; ".join(rules)


def _days(text: str) -> list[int] | None:
    days: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            return None
        start, end = DAYS.index(first), DAYS.index(last or first)
        if end < start:
            return None
        days += range(start, end + 1)
    return days


def _spans(text: str) -> list[Span] | None:
    spans: list[Span] = []
    for part in text.split(","):
        if not _SPAN.fullmatch(part):
            return None
        start, end = part.split("-")
        if end <= start:
            return None
        spans.append((start, end))
    return spans if len(spans) <= MAX_SPANS else None
