"""Communes: recognising one in what people type, and how far apart two are."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from knowledge.model import Commune
from knowledge.text import fold

# A short name is matched to the letter: « lissy » must not be read in « lisse ».
_MISSPELT_FROM = 7
_CLOSE_ENOUGH = 88
_NOT_WORD = re.compile(r"[^a-z0-9]+")
# Names that are also ordinary words or people's names count only after a word of place.
_NEEDS_PLACE_WORD = frozenset(
    {"vaux", "villiers", "aubigny", "livry", "rubel", "mincy", "melin", "boissise", "almont", "rochette"}
)
_PLACE_WORDS = frozenset({"a", "au", "sur", "vers", "de", "habite", "ville", "commune", "dans", "en"})


@dataclass(frozen=True)
class Place:
    """A commune found in a text, with the words that named it."""

    commune: Commune
    words: str


def plain(text: str) -> str:
    """Return *text* folded, with anything but letters and digits as one space; « st » is « saint »."""
    words = _NOT_WORD.sub(" ", fold(text)).split()
    return " ".join("saint" if word in ("st", "ste") else word for word in words)


def names_of(communes: Iterable[Commune]) -> list[tuple[str, Commune]]:
    """Return every (name, commune), longest name first: what ``find_communes`` looks for, prepared once."""
    return sorted(
        ((plain(alias), c) for c in communes for alias in {c.name, *c.aliases, *c.postcodes[1:]}),
        key=lambda pair: -len(pair[0]),
    )


def find_communes(text: str, names: list[tuple[str, Commune]]) -> list[Place]:
    """Return the communes named in *text*, longest name first, each once.

    Tolerates misspelling in names of seven letters or more. « jhabitedammarie » written in one word is found too.
    *names* come from ``names_of``.
    """
    words = plain(text).split()
    padded = f" {' '.join(words)} "
    taken: set[int] = set()
    found: dict[str, Place] = {}

    def take(span: range, commune: Commune) -> None:
        if not taken.intersection(span):
            taken.update(span)
            found.setdefault(commune.id, Place(commune, " ".join(words[i] for i in span)))

    for name, commune in names:
        if f" {name} " in padded:
            for span in _exact(name, words, taken):
                take(span, commune)
                break
    for span, commune in _misspelt(names, words):
        take(span, commune)
    return list(found.values())


def _exact(name: str, words: list[str], taken: set[int]) -> Iterator[range]:
    size = len(name.split())
    for start in range(len(words) - size + 1):
        span = range(start, start + size)
        named = " ".join(words[i] for i in span) == name and _is_place(name, start, words)
        if named and not taken.intersection(span):
            yield span


def _misspelt(names: list[tuple[str, Commune]], words: list[str]) -> Iterator[tuple[range, Commune]]:
    """Yield the words that come close to a long name, in the order of *names*."""
    long_names = [(name, commune) for name, commune in names if len(name) >= _MISSPELT_FROM]
    for size in sorted({len(name.split()) for name, _ in long_names}, reverse=True):
        spans = [range(start, start + size) for start in range(len(words) - size + 1)]
        near = [(span, " ".join(words[i] for i in span)) for span in spans]
        near = [(span, candidate) for span, candidate in near if len(candidate) >= _MISSPELT_FROM - 1]
        wanted = [(name, commune) for name, commune in long_names if len(name.split()) == size]
        if not near or not wanted:
            continue
        candidates = [candidate for _, candidate in near]
        scores = process.cdist(
            [name for name, _ in wanted], candidates, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH
        )
        for row, (name, commune) in enumerate(wanted):
            for column, (span, candidate) in enumerate(near):
                if scores[row, column] or (size == 1 and candidate.endswith(name)):
                    yield span, commune


def _is_place(name: str, start: int, words: list[str]) -> bool:
    if name not in _NEEDS_PLACE_WORD:
        return True
    return len(words) == 1 or (start > 0 and words[start - 1] in _PLACE_WORDS)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in kilometres between two points in degrees (haversine)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((phi2 - phi1) / 2) ** 2
        + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def mask_communes(text: str, places: Iterable[Place]) -> str:
    """Return *text* folded, each found commune replaced by « ville »: where is not what."""
    masked = f" {plain(text)} "
    for place in places:
        masked = masked.replace(f" {place.words} ", " ville ")
    return masked.strip()
