"""Read a folder of YAML (data/knowledge) into entries, with errors a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.model import Answer, Commune, Entry, Fact, Guide, InterfaceText, RiskCard, Service

SEED = Path(__file__).resolve().parent.parent / "data" / "knowledge"

_FOLDERS: dict[str, type[Entry]] = {
    "answers": Answer,
    "conversation": Answer,
    "services": Service,
    "facts": Fact,
    "risk_cards": RiskCard,
    "texts": InterfaceText,
}
_FILES: dict[str, type[Entry]] = {"communes.yml": Commune, "guide.yml": Guide}
_PROBLEMS = {
    "value_error.missing": "ce champ manque : ajoutez-le",
    "value_error.extra": "ce champ n'existe pas : corrigez son nom ou retirez-le",
    "type_error.none.not_allowed": "ce champ est vide : donnez une valeur ou retirez-le",
}


class KnowledgeError(Exception):
    """A file of the knowledge base cannot be used; the message names file, entry and what to do."""


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name} : ce fichier n'est pas du YAML lisible ({error})") from error
    entries = raw if isinstance(raw, list) else [raw]
    for entry in entries:
        if not isinstance(entry, dict):
            raise KnowledgeError(f"{path.name} : une fiche est attendue, pas « {str(entry)[:40]} »")
    return entries


def _parse(model: type[Entry], raw: dict[str, Any], path: Path) -> Entry:
    try:
        return model.parse_obj(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        advice = _PROBLEMS.get(first["type"], f"valeur refusée ({first['msg']})")
        entry = raw.get("id", "sans identifiant")
        raise KnowledgeError(f"{path.name}, fiche « {entry} », champ « {where} » : {advice}") from error


def load(folder: Path = SEED) -> list[Entry]:
    """Read every entry below *folder*.

    Raises:
        KnowledgeError: a file is not YAML, an entry does not fit its model, or an id is used twice.
    """
    entries: list[Entry] = []
    seen: dict[tuple[type[Entry], str], Path] = {}
    for model, path in _paths(folder):
        for raw in _read(path):
            entry = _parse(model, raw, path)
            key = (model, entry.id)  # type: ignore[attr-defined]  # every kind has an id
            if key in seen:
                raise KnowledgeError(
                    f"{path.name}, fiche « {key[1]} » : cet identifiant est déjà dans {seen[key].name}"
                )
            seen[key] = path
            entries.append(entry)
    return entries


def load_texts(folder: Path = SEED) -> list[InterfaceText]:
    """Read the interface texts alone; raises like ``load``."""
    files = sorted((folder / "texts").glob("*.yml"))
    return [
        InterfaceText.parse_obj(_parse(InterfaceText, raw, path)) for path in files for raw in _read(path)
    ]


@lru_cache(maxsize=1)
def first_texts() -> dict[str, str]:
    """Return the interface texts that this programme brings, by key."""
    return {text.id: text.text for text in load_texts(SEED)}


def _paths(folder: Path) -> Iterator[tuple[type[Entry], Path]]:
    for name, model in _FOLDERS.items():
        for path in sorted((folder / name).glob("*.yml")):
            yield model, path
    for name, model in _FILES.items():
        if (folder / name).exists():
            yield model, folder / name
