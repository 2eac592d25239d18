"""The held-out messages: what people could write, with what should be understood. Never trained on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.taxonomy import CONVERSATION, RISKS, TOPICS

HELD_OUT = Path(__file__).resolve().parents[2] / "tests" / "understanding" / "heldout"


@dataclass(frozen=True)
class Message:
    """A text; the topics that are right (best first; none: not judged); every risk it holds."""

    text: str
    topics: tuple[str, ...]
    risks: frozenset[str]


def held_out(folder: Path = HELD_OUT) -> list[Message]:
    """Return the messages of every file in *folder*.

    Raises:
        ValueError: a topic or a risk is not in the taxonomy; names the file and the text.
    """
    found = []
    for path in sorted(folder.glob("*.yml")):
        for raw in yaml.safe_load(path.read_text("utf-8")):
            message = Message(raw["text"], tuple(raw["topics"]), frozenset(raw["risks"]))
            unknown = [t for t in message.topics if t not in TOPICS and t not in CONVERSATION]
            unknown += [r for r in message.risks if r not in RISKS]
            if unknown:
                raise ValueError(f"{path.name}: {unknown} unknown in « {message.text} »")
            found.append(message)
    return found
