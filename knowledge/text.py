"""Plain text the way a machine compares it: French as people type it, folded to a common form.

Used by the search, by the recognition of communes and by the classifiers, so that a word is the
same word everywhere. Nothing here understands anything; it only removes what does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources

import yaml

_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0xAD]
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "œ": "oe", "æ": "ae"})
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_ELISION = re.compile(r"\b(j|t|s|l|d|m|n|c|qu|jusqu|lorsqu|puisqu)'(?=[a-z])")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]|_")


def fold(text: str) -> str:
    """Return lower-case text without accents, invisible characters or odd apostrophes."""
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).lower().translate(_APOSTROPHES)
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn")


@lru_cache(maxsize=1)
def _spellings() -> tuple[dict[str, str], dict[str, str]]:
    """Return the spellings of single words, and the emojis that mean something."""
    raw = yaml.safe_load(resources.files("knowledge").joinpath("spellings.yml").read_text("utf-8"))
    words = {fold(str(wrong)): right for right, wrongs in raw["words"].items() for wrong in wrongs}
    return words, {str(k): v for k, v in raw["emojis"].items()}


def normalise(text: str) -> str:
    """Return *text* as plain unaccented French words separated by one space.

    SMS and phonetic spellings, missing apostrophes, stretched letters, capitals, emojis that mean
    something and zero-width characters are brought to one form; unknown words stay as they are.
    """
    words, emojis = _spellings()
    for emoji, meaning in emojis.items():
        if emoji in text:
            text = text.replace(emoji, f" {meaning} ")
    text = _STRETCHED.sub(r"\1", fold(text))
    tokens: list[str] = []
    for raw in _WORD.findall(text):
        if not raw[0].isalnum():
            if raw in "?!":
                tokens.append(raw)
            continue
        known = words.get(raw)
        if known is None:
            known = _ELISION.sub(r"\1e ", raw).replace("'", " ").replace("-", " ")
            known = " ".join(words.get(part, part) for part in known.split())
        tokens.append(known)
    return " ".join(tokens)


def words_of(text: str) -> list[str]:
    """Return the normalised words of *text*, punctuation left out."""
    return [word for word in normalise(text).split() if word.isalnum()]
