"""Communes: recognising one in what people type, and how far apart two are."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

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


def find_communes(text: str, communes: Iterable[Commune]) -> list[Place]:
    """Return the communes named in *text*, longest name first, each once.

    Tolerates misspelling in names of seven letters or more. « jhabitedammarie » written in one word is found too.
    """
    words = plain(text).split()
    names = sorted(
        ((plain(alias), c) for c in communes for alias in {c.name, *c.aliases, *c.postcodes[1:]}),
        key=lambda pair: -len(pair[0]),
    )
    taken: set[int] = set()
    found: dict[str, Place] = {}
    for close in (False, True):
        for name, commune in names:
            span = _locate(name, words, taken, close)
            if span:
                taken.update(span)
                found.setdefault(commune.id, Place(commune, " ".join(words[i] for i in span)))
    return list(found.values())


def _locate(name: str, words: list[str], taken: set[int], close: bool) -> range | None:
    size = len(name.split())
    for start in range(len(words) - size + 1):
        span = range(start, start + size)
        if taken.intersection(span):
            continue
        candidate = " ".join(words[i] for i in span)
        if not close and candidate == name and _is_place(name, start, words):
            return span
        if close and len(name) >= _MISSPELT_FROM and len(candidate) >= _MISSPELT_FROM - 1:
            glued = size == 1 and candidate.endswith(name)
            if glued or fuzz.ratio(name, candidate) >= _CLOSE_ENOUGH:
                return span
    return None


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
