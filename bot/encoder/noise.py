"""French as it is misspelt: letters heard but not written, letters that a hurried thumb swaps or forgets.

While the encoder is tuned, a part of the readings goes through this, so that a word in a spelling that nobody
wrote down still lies near the right one. The phrases themselves are not changed, and none is added.
"""

from __future__ import annotations

import random
import re

_HEARD: list[tuple[re.Pattern[str], tuple[str, ...]]] = [
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"qu", ("k",)),
        (r"eau|au", ("o",)),
        (r"ph", ("f",)),
        (r"(?:er|ez|e|ai|ais|ait|aient)$", ("e", "er", "ai", "ait", "é")),
        (r"(?<=..)(?:s|t|e|x|d|p|nt|es|ent)$", ("",)),
        (r"ai|ei", ("e", "é")),
        (r"(?:an|en)(?=[^aeiouy])", ("an", "en", "am")),
        (r"ain|ein|in", ("in", "un", "ain")),
        (r"oi", ("wa", "oi")),
        (r"ss", ("s", "c")),
        (r"c(?=[eiy])", ("s",)),
        (r"g(?=[ei])", ("j",)),
        (r"h", ("",)),
        (r"(?P<twice>[a-z])(?P=twice)", (r"\g<twice>",)),
        (r"(?<=[aeiouy])s(?=[aeiouy])", ("z",)),
        (r"ou", ("u", "o")),
        (r"(?<=[a-z])[aeiouy](?=[a-z])", ("",)),
    )
]
_JOINED = 2
"""A word of that many letters is sometimes written together with the next."""


def misspelt(text: str, chance: random.Random, share: float) -> str:
    """Return *text* with about a *share* of its words misspelt."""
    words: list[str] = []
    for word in text.split():
        if words and len(words[-1]) <= _JOINED and chance.random() < share / 2:
            words[-1] += word
        else:
            words.append(word)
    return " ".join(_misspelt_word(word, chance) if chance.random() < share else word for word in words)


def _misspelt_word(word: str, chance: random.Random) -> str:
    if len(word) < 3:
        return word
    if chance.random() < 0.6:
        pattern, heard = chance.choice([entry for entry in _HEARD if entry[0].search(word)] or [_HEARD[-1]])
        return pattern.sub(chance.choice(heard), word, count=1) or word
    at = chance.randrange(len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[: at + 1] + word[at] + word[at + 1 :],
        )
    )
