"""Which words are ordinary French, and which are names.

A word is ordinary when spaCy's French lookup tables or our own training phrases and sheets know it. spaCy itself is not
imported: it would bring TensorFlow, ten seconds and hundreds of megabytes into the website.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import yaml
from spacy_lookups_data import fr

from knowledge.text import normalise

_DATA = Path(__file__).resolve().parents[2] / "data"
_WORD = re.compile(r"[a-z]+")


def plain(word: str) -> str:
    """Return *word* without case, accents and apostrophes."""
    word = word.lower().replace("œ", "oe").replace("æ", "ae")
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word)
    return "".join(_WORD.findall(word))


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Return common first names, also those that are ordinary words too (« Rose », « Claire »)."""
    lines = (Path(__file__).parent / "first_names.txt").read_text("utf-8").split()
    return frozenset(plain(line) for line in lines)


@lru_cache(maxsize=1)
def communes() -> frozenset[str]:
    """Return the words of the names of communes: a commune may stay."""
    rows = yaml.safe_load((_DATA / "knowledge" / "communes.yml").read_text("utf-8"))
    names = [name for row in rows for name in (row["name"], *row["aliases"])]
    return frozenset(word for name in names for word in _WORD.findall(normalise(name)))


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Return ordinary words, as ``plain`` writes them."""
    words: set[str] = set()
    for table in ("lemma_lookup", "lemma_index"):
        with gzip.open(f"{fr[table]}.gz", "rt", encoding="utf-8") as file:
            content = json.load(file)
        known = content if table == "lemma_lookup" else [w for kind in content.values() for w in kind]
        words.update(plain(word) for word in known if word.islower())
    for folder in ("nlu", "knowledge/answers"):
        for path in sorted((_DATA / folder).rglob("*.yml")):
            # Our own phrases, as people write: « jsp », « chui ». First names are told apart before these words are asked.
            found = set(re.findall(r"[^\W\d_]+", path.read_text("utf-8")))
            words.update(plain(word) for word in found if word.islower())
    return frozenset(words - {""})


@lru_cache(maxsize=1)
def by_shape() -> dict[tuple[str, int], list[str]]:
    """Return ordinary words by first letter and length, to find near ones quickly."""
    shapes: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in ordinary():
        shapes[word[0], len(word)].append(word)
    return shapes
