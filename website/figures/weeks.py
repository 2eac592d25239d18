"""The figures as they may be shown: whole weeks, small numbers hidden.

A week is shown once it is over, and never changes then. Weeks do not overlap and no other total is
shown, so that no difference between two pages or two days gives a hidden number away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from knowledge.taxonomy import CONVERSATION, RISKS, TOPICS
from website.figures.models import Count
from website.figures.suppression import Table, suppress

USE = {
    "conversations": "Conversations",
    "unsure": "Messages non compris",
    "handoffs": "Demandes à parler à une personne",
    "reduced": "Messages sans le programme (mode réduit)",
}
SECTIONS = (("topic", "Thèmes"), ("risk", "Dangers vus"), ("language", "Messages par langue"))
_ORDER = {name: n for n, name in enumerate((*RISKS, *TOPICS, *CONVERSATION))}


@dataclass(frozen=True)
class Section:
    """One table of the page: what it counts, its rows by name, and what may be shown of it."""

    title: str
    names: list[str]
    table: Table

    @property
    def rows(self) -> list[tuple[str, list[int | None], int | None]]:
        return list(zip(self.names, self.table.cells, self.table.row_totals, strict=True))


@dataclass(frozen=True)
class Week:
    """Seven days, Monday first."""

    monday: date
    sections: list[Section]

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=n) for n in range(7)]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def last_whole_monday() -> date:
    """Return the Monday of the last week that is over."""
    return monday_of(timezone.localdate()) - timedelta(weeks=1)


def mondays() -> list[date]:
    """Return the weeks that are over and have figures, newest first."""
    end = last_whole_monday() + timedelta(days=7)
    days = Count.objects.filter(day__lt=end).values_list("day", flat=True).distinct()
    return sorted({monday_of(day) for day in days}, reverse=True)


def week(monday: date) -> Week:
    """Return what may be shown of a week that is over."""
    counted: dict[str, list[int]] = {}
    rows = Count.objects.filter(day__range=(monday, monday + timedelta(days=6)))
    for day, name, value in rows.values_list("day", "name", "value"):
        counted.setdefault(name, [0] * 7)[(day - monday).days] = value
    use = [counted.get(name, [0] * 7) for name in USE]
    sections = [Section("Utilisation", list(USE.values()), suppress(use, with_column_totals=False))]
    for kind, title in SECTIONS:
        found = {n.partition(":")[2]: v for n, v in counted.items() if n.startswith(f"{kind}:")}
        names = sorted(found, key=lambda name: (_ORDER.get(name, 0), name))
        if names:
            sections.append(Section(title, names, suppress([found[name] for name in names])))
    return Week(monday, sections)


def conversations_by_week(number: int) -> list[tuple[date, int | None]]:
    """Return the total of conversations of the last *number* weeks that are over, oldest first."""
    last = last_whole_monday()
    found = [last - timedelta(weeks=n) for n in reversed(range(number))]
    return [(monday, week(monday).sections[0].table.row_totals[0]) for monday in found]
