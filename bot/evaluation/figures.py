"""Figures of understanding: how often right, with 95 % intervals, and whether one fell for certain."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.evaluation.messages import Message
from knowledge.taxonomy import RISKS

OFFERED = 3
"""How many topics a visitor is shown: an answer and two choices, or three choices."""
_Z = 1.96


@dataclass(frozen=True)
class Understood:
    """What the assistant made of a message: topics with probabilities, most probable first, and risks."""

    ranking: tuple[tuple[str, float], ...]
    risks: dict[str, str]

    @property
    def topics(self) -> list[str]:
        return [topic for topic, _ in self.ranking]


@dataclass(frozen=True)
class Rate:
    """*hits* of *of*."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval (Wilson, « Probable inference », 1927)."""
        if not self.of:
            return 0.0, 1.0
        n, p = self.of, self.value
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n)) / (1 + _Z**2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    @classmethod
    def of_all(cls, outcomes: Iterable[bool]) -> Rate:
        listed = list(outcomes)
        return cls(sum(listed), len(listed))


Pair = tuple[Message, Understood]


def topic_first(pairs: Iterable[Pair]) -> Rate:
    """How often the most probable topic is a right one, of the messages whose topic is judged."""
    return Rate.of_all(u.topics[0] in m.topics for m, u in pairs if m.topics)


def topic_offered(pairs: Iterable[Pair]) -> Rate:
    """How often a right topic is the answer or among what is offered."""
    return Rate.of_all(bool(set(u.topics[:OFFERED]) & set(m.topics)) for m, u in pairs if m.topics)


def noticed(pairs: Iterable[Pair], risk: str) -> Rate:
    """How often *risk* is noticed, of the messages that hold it."""
    return Rate.of_all(risk in u.risks for m, u in pairs if risk in m.risks)


def false_alarms(pairs: Iterable[Pair]) -> Rate:
    """How often any alarm is raised, of the messages that hold no danger: less is better."""
    return Rate.of_all(bool(u.risks) for m, u in pairs if not m.risks)


def by_topic(pairs: Iterable[Pair]) -> dict[str, Rate]:
    """Return ``topic_first`` for each topic, by the best topic of each message."""
    outcomes: dict[str, list[bool]] = {}
    for m, u in pairs:
        if m.topics:
            outcomes.setdefault(m.topics[0], []).append(u.topics[0] in m.topics)
    return {topic: Rate.of_all(found) for topic, found in sorted(outcomes.items())}


def confusions(pairs: Iterable[Pair]) -> list[tuple[str, str, int]]:
    """Return (right topic, topic understood instead, how often), most frequent first."""
    counts = Counter((m.topics[0], u.topics[0]) for m, u in pairs if m.topics and u.topics[0] not in m.topics)
    return [(right, instead, n) for (right, instead), n in counts.most_common()]


def calibration(pairs: Iterable[Pair], bins: int = 10) -> list[tuple[float, float, int]]:
    """Return (mean probability, share that was right, messages) for each tenth of probability."""
    rows: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for m, u in pairs:
        if m.topics:
            topic, probability = u.ranking[0]
            rows[min(int(probability * bins), bins - 1)].append((probability, topic in m.topics))
    return [
        (sum(p for p, _ in row) / len(row), sum(right for _, right in row) / len(row), len(row))
        for row in rows
        if row
    ]


def summary(pairs: list[Pair]) -> dict[str, Rate]:
    """Return the figures that are guarded, by name."""
    return {
        "topic_first": topic_first(pairs),
        "topic_offered": topic_offered(pairs),
        **{f"noticed:{risk}": noticed(pairs, risk) for risk in RISKS},
        "false_alarms": false_alarms(pairs),
    }


def as_plain(rates: dict[str, Rate]) -> dict[str, dict[str, int]]:
    """Return rates as JSON-ready values."""
    return {name: {"hits": rate.hits, "of": rate.of} for name, rate in rates.items()}


def from_plain(raw: dict[str, dict[str, Any]]) -> dict[str, Rate]:
    """Return what ``as_plain`` was given."""
    return {name: Rate(int(r["hits"]), int(r["of"])) for name, r in raw.items()}


def worse(now: dict[str, Rate], before: dict[str, Rate]) -> list[str]:
    """Return the names of the figures that got worse by more than the interval of the earlier one."""
    found = []
    for name, rate in before.items():
        low, high = rate.interval
        value = now[name].value if name in now else -1.0
        if value > high if name == "false_alarms" else value < low:
            found.append(name)
    return found
