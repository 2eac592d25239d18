"""The topics and the risks: the ids that answers, training data and the public API share."""

from __future__ import annotations

from pathlib import Path

import yaml

_FILE = Path(__file__).resolve().parent.parent / "data" / "taxonomy.yml"
_RAW = yaml.safe_load(_FILE.read_text("utf-8"))

RISKS: tuple[str, ...] = tuple(_RAW["risks"])
"""The dangers noticed on every message, most urgent first."""

THEMES: dict[str, tuple[str, ...]] = {theme: tuple(ids) for theme, ids in _RAW["topics"].items()}
"""The topics of each theme, « conversation » included."""

CONVERSATION: tuple[str, ...] = THEMES["conversation"]
"""Topics about the conversation itself: greeting, anonymity, distress…"""

TOPICS: tuple[str, ...] = tuple(
    topic for theme, ids in THEMES.items() if theme != "conversation" for topic in ids
)
"""Every other topic: one published answer each."""
