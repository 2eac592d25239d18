"""``python -m bot.cli.check_phrases``: training phrases that would teach two things at once, or the same twice."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bot.phrases import read
from knowledge.taxonomy import CONVERSATION, RISKS, TOPICS
from knowledge.text import normalise

ROOT = Path(__file__).resolve().parents[2] / "data" / "nlu"
# Intents beside the topics: answers to questions of the dialogue.
OTHER = {"conversation/affirmer", "conversation/refuser", "inform", "find_service", "skip"}


class Phrase(NamedTuple):
    """A training phrase, its intent, the risks it holds, and the file it stands in."""

    text: str
    intent: str
    risks: tuple[str, ...]
    path: Path


def phrases() -> list[Phrase]:
    """Return every training phrase."""
    return [
        Phrase(text, intent, tuple((metadata or {}).get("risks") or ()), path)
        for path in sorted(ROOT.rglob("*.yml"))
        for text, intent, metadata in read(path)
    ]


def problems() -> list[str]:
    """Return what is wrong with the training phrases, each with its file."""
    known = {f"faq/{t}" for t in TOPICS} | {f"conversation/{t}" for t in CONVERSATION} | OTHER
    seen: dict[str, tuple[str, Path]] = {}
    found: list[str] = []
    intents = set()
    for text, intent, risks, path in phrases():
        intents.add(intent)
        if intent not in known and not intent.startswith("follow_up/"):
            found.append(f"{path.name}: unknown intent {intent}")
        if any(risk not in RISKS for risk in risks):
            found.append(f"{path.name}: unknown risk in {risks}")
        plain = normalise(text)
        if plain in seen and seen[plain][0] != intent:
            found.append(
                f"{path.name}: « {text} » is {intent} here and {seen[plain][0]} in {seen[plain][1].name}"
            )
        elif plain and plain in seen:
            found.append(f"{path.name}: « {text} » stands in {seen[plain][1].name} already")
        seen.setdefault(plain, (intent, path))
    found += [f"no phrase for {intent}" for intent in sorted(known - intents)]
    return found


if __name__ == "__main__":
    wrong = problems()
    print("\n".join(wrong) or f"{len(phrases())} training phrases, none twice")
    raise SystemExit(bool(wrong))
