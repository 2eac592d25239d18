"""Which language a message is written in, also when it is two words long.

Scripts first, then a few words that tell a language (knowledge/languages.yml), and only for what is
longer and has hardly a French word a statistical detector (lingua). In doubt it is French: a French
message taken for another language costs the visitor the answer, the opposite costs a detour.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from knowledge.snapshot import Snapshot
from knowledge.text import fold, normalise

FRENCH = "fr"
ANSWERED = ("en", "es", "pt", "ar", "tr", "ro", "uk", "ru", "zh", "ta")
"""The languages that have texts of their own (data/knowledge/texts/languages.yml)."""
SAID = ("danger", "help")
PARTS = (*SAID, "french", "person")
"""The texts of a language: two that are said, and the titles of two choices."""

_RIGHT_TO_LEFT = {"ar"}
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
)
_UKRAINIAN = re.compile(
    r"[ґєії]|\b(?:дякую|переночувати|боюся|мене|мій|моя|мої|чоловік|допоможіть|допомога|привіт|вбити|хоче|будь ласка|дуже|не можу "
    r"говорити|українською|що|він)\b",
    re.IGNORECASE,
)
# Arabic in Latin letters writes sounds as digits inside a word: « y9tlni », « sa3douni ».
_ARABIZI = re.compile(r"^(?!.*\d{2})[a-z]{1,8}[379][a-z]{2,}$")
_FRENCH_UNIT = re.compile(r"(?:ans?|mois|fois|jours?|semaines?|heures?|enfants?|h|euros?|gosses?|pieces)$")
_OTHERS_SPEAK = re.compile(r"\b(?:ils|elles|parlent|quelqu'un|quelqu un|qui|elle|il)\b")
_LETTERS = re.compile(r"[^\W_]")
_SURE = 0.85
_FEWEST_WORDS = 3
_LONGEST = 600
_LINGUA = {
    Language.FRENCH: FRENCH,
    Language.ENGLISH: "en",
    Language.SPANISH: "es",
    Language.PORTUGUESE: "pt",
    Language.TURKISH: "tr",
    Language.ROMANIAN: "ro",
}


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language of *text*: one of ANSWERED, or « fr » when unsure."""
    text = text[:_LONGEST]
    letters = len(_LETTERS.findall(text))
    if not letters:
        return FRENCH
    for code, pattern in _SCRIPTS:
        if len(pattern.findall(text)) * 2 > letters:
            return "uk" if code == "ru" and _UKRAINIAN.search(text) else code
    return _latin(text)


def asked_for(text: str) -> str | None:
    """Return the language of ANSWERED that *text* asks for (« parler en arabe », « English »), if one is.

    « Ils parlent arabe ? » asks what others speak, which is another question.
    """
    if _OTHERS_SPEAK.search(_plain(text)):
        return None
    found = {code for name, code in _names().items() if re.search(rf"\b{re.escape(name)}\b", _plain(text))}
    return found.pop() if len(found) == 1 else None


def direction(code: str) -> str:
    """Return « rtl » for a language written from right to left, else « ltr »."""
    return "rtl" if code in _RIGHT_TO_LEFT else "ltr"


def bubbles_in(snapshot: Snapshot, language: str) -> list[dict[str, str]]:
    """Return the messages of contract.md that are said in *language*, marked for screen readers."""
    texts = texts_in(snapshot, language)
    return [
        {"type": "text", "text": texts[part], "lang": language, "dir": direction(language)}
        for part in SAID
        if part in texts
    ]


def texts_in(snapshot: Snapshot, language: str) -> dict[str, str]:
    """Return the published texts in *language*, in the order to say them.

    Keys: danger (what to do now), help (who listens), french and person (titles of choices). A version
    published before these texts were written may lack them: the numbers are shown all the same.
    """
    keys = {part: f"language.{language}.{part}" for part in PARTS}
    return {part: snapshot.texts[key].text for part, key in keys.items() if key in snapshot.texts}


def _latin(text: str) -> str:
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", _plain(text))
    french_words = _lists()["french"]
    french = sum(not french_words.isdisjoint(normalise(word).split()) for word in words)
    scores = _scores(text, words)
    code, score = max(scores.items(), key=lambda pair: pair[1], default=(FRENCH, 0.0))
    if score >= 1 and (not french or score >= 1.5 * french or (score >= 3 and score > french)):
        return code
    if len(words) < _FEWEST_WORDS or french * 6 >= len(words):
        return FRENCH
    return _statistical(text, scores)


def _scores(text: str, words: list[str]) -> Counter[str]:
    """Return how much speaks for each language; a weak word also exists in French, or in slang."""
    lists = _lists()
    scores: Counter[str] = Counter()
    for word in set(words):
        for code in lists["strong"].get(word, ()):
            scores[code] += 2
        for code in lists["weak"].get(word, ()):
            scores[code] += 1
        if _ARABIZI.match(word) and not _FRENCH_UNIT.search(word):
            scores["ar"] += 2
    lower = text.lower()
    for code, marks in lists["marks"].items():
        if any(mark in lower for mark in marks):
            scores[code] += 2
    return Counter({code: score / 2 for code, score in scores.items()})  # type: ignore[misc]


def _statistical(text: str, scores: Counter[str]) -> str:
    """Ask the statistical detector; believed when a telling word agrees: creoles have none and look like many."""
    best = _detector().compute_language_confidence_values(text)[0]
    code = _LINGUA[best.language]
    return code if scores.get(code) and best.value >= _SURE else FRENCH


def _plain(text: str) -> str:
    return fold(text).replace("ı", "i")


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    """Return word → languages for strong and weak words, the marks of each language, French words."""
    raw = yaml.safe_load(resources.files("knowledge").joinpath("languages.yml").read_text("utf-8"))
    lists: dict[str, Any] = {"strong": {}, "weak": {}, "marks": {}}
    for code, kinds in raw["languages"].items():
        for strength in ("strong", "weak"):
            for word in str(kinds.get(strength, "")).split():
                lists[strength].setdefault(_plain(word), []).append(code)
        lists["marks"][code] = kinds.get("marks", [])
    lists["french"] = set(str(raw["french"]).split())
    return lists


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    raw = yaml.safe_load(resources.files("knowledge").joinpath("languages.yml").read_text("utf-8"))
    return {_plain(name): code for code, names in raw["names"].items() for name in names}


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    """Return the detector, built once a process and only when a message needs it."""
    return LanguageDetectorBuilder.from_languages(*_LINGUA).with_low_accuracy_mode().build()
