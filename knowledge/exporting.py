"""Write entries as the folder of YAML that loading.py reads: back and forth without loss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from knowledge.model import Answer, Commune, Entry, Fact, InterfaceText, RiskCard, Service, as_plain
from knowledge.taxonomy import CONVERSATION


def file_of(entry: Entry) -> str:
    """Return the file of an entry, relative to the folder."""
    if isinstance(entry, Answer):
        folder = "conversation" if entry.topic in CONVERSATION else "answers"
        return f"{folder}/{entry.id}.yml"
    if isinstance(entry, Service):
        return f"services/{entry.kind}.yml"
    if isinstance(entry, Fact):
        return f"facts/{entry.topic}.yml"
    if isinstance(entry, RiskCard):
        return "risk_cards/cards.yml"
    if isinstance(entry, InterfaceText):
        return "texts/dialogue.yml"
    return "communes.yml" if isinstance(entry, Commune) else "guide.yml"


def as_files(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the YAML text of every file, by its path relative to the folder."""
    files: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        files[file_of(entry)].append(as_plain(entry))
    return {
        name: yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=110)
        for name, rows in sorted(files.items())
    }


def export(entries: Iterable[Entry], folder: Path) -> int:
    """Write *entries* below *folder*, made if it is not there; return the number of files."""
    files = as_files(entries)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return len(files)
