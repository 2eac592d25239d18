"""Reads files of training phrases: Rasa NLU YAML of which only intents with examples are used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

_KEYS = {"intent", "examples", "metadata"}


def read(path: Path) -> Iterator[tuple[str, str, dict[str, Any] | None]]:
    """Yield each phrase of a file, its full intent (« faq/preuves ») and the metadata of its block.

    Raises:
        ValueError: the file holds something else than intents with examples.
    """
    for block in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).get("nlu") or []:
        if not {"intent", "examples"} <= block.keys() <= _KEYS:
            raise ValueError(f"{path}: a block may hold intent, metadata and examples only: {sorted(block)}")
        for line in block["examples"].splitlines():
            if line.startswith("- "):
                yield line[2:].strip(), block["intent"], block.get("metadata")
