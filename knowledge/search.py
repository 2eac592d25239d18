"""Search over the published answers and services by words (Okapi BM25).

What still works when the classifier has never seen the words, or when Rasa is down: an answer is
found the second it is published. Robertson & Zaragoza (2009), with the usual k1 and b.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from knowledge.model import Answer, Service
from knowledge.snapshot import Snapshot
from knowledge.text import words_of

T = TypeVar("T")
_K1, _B = 1.4, 0.6
# Words that say nothing of the subject, in their normalised form.
_EMPTY = frozenset(
    [
        "a",
        "ai",
        "au",
        "aux",
        "avec",
        "ce",
        "ces",
        "cette",
        "chez",
        "comment",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "elles",
        "en",
        "est",
        "et",
        "etre",
        "eu",
        "il",
        "ils",
        "je",
        "la",
        "le",
        "les",
        "leur",
        "lui",
        "ma",
        "mais",
        "me",
        "mes",
        "moi",
        "mon",
        "ne",
        "nos",
        "notre",
        "nous",
        "on",
        "ou",
        "par",
        "pas",
        "peut",
        "peux",
        "plus",
        "pour",
        "qu",
        "que",
        "quel",
        "quelle",
        "quels",
        "qui",
        "quoi",
        "sa",
        "sans",
        "se",
        "ses",
        "si",
        "son",
        "sont",
        "suis",
        "sur",
        "ta",
        "te",
        "tes",
        "toi",
        "ton",
        "tu",
        "un",
        "une",
        "va",
        "vais",
        "veut",
        "veux",
        "vos",
        "votre",
        "vous",
        "y",
        "ont",
        "fait",
        "faire",
        "c",
        "j",
        "l",
        "s",
        "d",
        "n",
        "t",
        "m",
        "e",
    ]
)


def stem(word: str) -> str:
    """Return a rough stem: enough to bring « plaintes » to « plainte » and « frappée » to « frappe »."""
    for ending in ("ements", "ement", "ations", "ation", "issant", "eront", "aient", "erait", "ees", "ent",
                   "ais", "ait", "ant", "ers", "es", "er", "ee", "ez", "e", "s", "x"):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def terms(text: str) -> list[str]:
    """Return the stems of the words that carry meaning."""
    return [stem(word) for word in words_of(text) if word not in _EMPTY]


@dataclass(frozen=True)
class Hit(Generic[T]):
    """A found entry and its score; scores compare within one search only."""

    entry: T
    score: float


class Index(Generic[T]):
    """An inverted index over (entry, text) pairs; built once for a snapshot, read-only after."""

    def __init__(self, documents: Iterable[tuple[T, str]]) -> None:
        self._entries: list[T] = []
        self._lengths: list[int] = []
        self._postings: dict[str, dict[int, int]] = {}
        for number, (entry, text) in enumerate(documents):
            found = terms(text)
            self._entries.append(entry)
            self._lengths.append(len(found))
            for term, count in Counter(found).items():
                self._postings.setdefault(term, {})[number] = count
        self._mean = (sum(self._lengths) / len(self._lengths)) if self._lengths else 1.0

    def search(self, query: str, limit: int = 5) -> list[Hit[T]]:
        """Return the best entries for *query*, best first; none when no word is known."""
        scores: dict[int, float] = {}
        for term in set(terms(query)):
            postings = self._postings.get(term, {})
            weight = math.log(1 + (len(self._entries) - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, count in postings.items():
                norm = _K1 * (1 - _B + _B * self._lengths[number] / self._mean)
                scores[number] = scores.get(number, 0.0) + weight * count * (_K1 + 1) / (count + norm)
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
        return [Hit(self._entries[number], score) for number, score in best]


def answer_index(snapshot: Snapshot) -> Index[Answer]:
    """Index every answer; its title and choice count three times, the phrases of staff twice."""
    return Index(
        (
            answer,
            " ".join(
                [*([answer.title, answer.choice] * 3), *(answer.phrases * 2), *answer.bubbles, *answer.steps]
            ),
        )
        for answer in snapshot.answers.values()
    )


def service_index(snapshot: Snapshot) -> Index[Service]:
    """Index every service by its name, kind, purpose and commune."""
    return Index(
        (service, " ".join([service.name, service.name, service.kind, service.what, service.commune or ""]))
        for service in snapshot.services.values()
    )
