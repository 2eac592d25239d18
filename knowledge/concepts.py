"""The concepts a message speaks of: a reviewed lexicon, read once, looked up in plain text.

A concept is a thing people say in many ways (slang, verlan, Creole, Maghrebi and African turns,
euphemisms); a classifier takes the concepts as features. Nothing here decides anything.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

import yaml


class Lexicon(NamedTuple):
    """The variants, sorted by the way they are found; a phrase stands under its first words."""

    ids: tuple[str, ...]
    words: dict[str, tuple[int, ...]]
    prefixes: dict[str, tuple[int, ...]]
    lengths: tuple[int, ...]
    phrases: dict[str, tuple[tuple[str, int], ...]]


def variants() -> dict[str, list[str]]:
    """Return the variants of every concept as the file states them, in its order."""
    raw = yaml.safe_load(resources.files("knowledge").joinpath("concepts.yml").read_text("utf-8"))
    return {str(concept): [str(variant) for variant in listed] for concept, listed in raw.items()}


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    """Return the lexicon indexed: single words, prefixes, and phrases by their first two whole words."""
    words: dict[str, tuple[int, ...]] = {}
    prefixes: dict[str, tuple[int, ...]] = {}
    phrases: dict[str, tuple[tuple[str, int], ...]] = {}
    listed = variants()
    for rank, concept in enumerate(listed):
        for variant in listed[concept]:
            stem = variant.removesuffix("*")
            if " " in stem:
                whole = stem.split(" ")[: -1 if variant.endswith("*") else None]
                needle = f" {stem}" if variant.endswith("*") else f" {stem} "
                start = " ".join(whole[:2])
                phrases[start] = (*phrases.get(start, ()), (needle, rank))
            elif variant.endswith("*"):
                prefixes[stem] = (*prefixes.get(stem, ()), rank)
            else:
                words[stem] = (*words.get(stem, ()), rank)
    lengths = tuple(sorted({len(stem) for stem in prefixes}))
    return Lexicon(tuple(listed), words, prefixes, lengths, phrases)


def concepts_of(plain: str) -> list[str]:
    """Return the concepts found in *plain*, a text as `normalise` leaves it.

    Each concept comes once, in the order of the file.
    """
    lexicon = _lexicon()
    tokens = plain.split()
    padded = f" {' '.join(tokens)} "
    starts = {*tokens, *map(" ".join, pairwise(tokens))} & lexicon.phrases.keys()
    found = {rank for start in starts for needle, rank in lexicon.phrases[start] if needle in padded}
    for token in set(tokens):
        found.update(lexicon.words.get(token, ()))
        for length in lexicon.lengths:
            if length > len(token):
                break
            if token[:length] in lexicon.prefixes:
                found.update(lexicon.prefixes[token[:length]])
    return [lexicon.ids[rank] for rank in sorted(found)]
