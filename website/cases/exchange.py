"""Test cases in and out: the YAML of data/cases, and a CSV that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction

from knowledge.opening_hours import moment_of
from knowledge.taxonomy import CONVERSATION, RISKS, TOPICS
from website.cases.models import WHO, TestCase

LISTS = (
    "messages",
    "topics",
    "risks",
    "services_shown",
    "services_hidden",
    "words_expected",
    "words_forbidden",
)
FLAGS = ("no_risk", "vital", "active")
TEXTS = ("title", "moment", "who", "commune", "author")
FIELDS = (
    "title", "messages", "topics", "risks", "no_risk", "services_shown", "services_hidden", "words_expected",
    "words_forbidden", "moment", "who", "commune", "vital", "active", "author",
)  # fmt: skip
_YES = {"oui", "1", "true", "vrai", "x"}
# A cell that begins like this is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class BadCases(ValueError):
    """What was given holds no usable cases; the message says which line and why, for staff."""


def as_plain(case: TestCase) -> dict[str, Any]:
    """Return the fields of a case that hold something, JSON-ready."""
    plain = {field: getattr(case, field) for field in FIELDS if field != "active"}
    return {key: value for key, value in plain.items() if value} | ({} if case.active else {"active": False})


def from_plain(raw: Any, where: str = "") -> TestCase:
    """Return the unsaved case of *raw*, a mapping of fields.

    Raises:
        BadCases: a field is unknown, of the wrong kind, or names what does not exist.
    """
    if not isinstance(raw, dict):
        raise BadCases(f"{where} : un cas est attendu")
    where = f"{where} « {raw.get('title', '')} »".strip()
    unknown = sorted(set(raw) - set(FIELDS))
    if unknown:
        raise BadCases(f"{where} : le champ « {unknown[0]} » n'existe pas")
    for field in LISTS:
        values = raw.get(field, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise BadCases(f"{where} : « {field} » doit être une liste de textes")
    for field in FLAGS:
        if not isinstance(raw.get(field, True), bool):
            raise BadCases(f"{where} : « {field} » doit être oui ou non")
    for field in TEXTS:
        if not isinstance(raw.get(field, ""), str):
            raise BadCases(f"{where} : « {field} » doit être un texte")
    _names_exist(raw, where)
    case = TestCase(**raw)
    try:
        case.full_clean(validate_unique=False)
    except ValidationError as error:
        raise BadCases(f"{where} : {' '.join(error.messages)}") from error
    return case


def _names_exist(raw: dict[str, Any], where: str) -> None:
    if not raw.get("messages"):
        raise BadCases(f"{where} : aucun message")
    for topic in raw.get("topics", []):
        if topic not in TOPICS and topic not in CONVERSATION:
            raise BadCases(f"{where} : le thème « {topic} » n'existe pas")
    for risk in raw.get("risks", []):
        if risk not in RISKS:
            raise BadCases(f"{where} : le danger « {risk} » n'existe pas")
    if raw.get("who", "") not in dict(WHO):
        raise BadCases(f"{where} : « {raw['who']} » n'est pas une façon de dire qui écrit")
    try:
        moment_of(raw.get("moment", ""))
    except ValueError as error:
        raise BadCases(f"{where} : « {raw['moment']} » n'est pas un moment (2026-12-25T15:00)") from error


def read_yaml(path: Path) -> list[TestCase]:
    """Return the unsaved cases of a file of data/cases; raises BadCases."""
    raw = yaml.safe_load(path.read_text("utf-8"))
    return [from_plain(item, path.name) for item in raw]


def load_folder(folder: Path) -> int:
    """Save the cases of every file below *folder*, all or none; return how many. Raises BadCases."""
    cases = [case for path in sorted(folder.glob("*.yml")) for case in read_yaml(path)]
    return len(TestCase.objects.bulk_create(cases))


def to_csv(cases: Iterable[TestCase]) -> str:
    """Return *cases* as CSV: a list has one value a line inside its cell."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(FIELDS)
    for case in cases:
        writer.writerow([_cell(getattr(case, field)) for field in FIELDS])
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    text = "\n".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def from_csv(text: str) -> list[TestCase]:
    """Return the unsaved cases of a CSV (comma or semicolon); raises BadCases with the line."""
    text = text.removeprefix("\ufeff")
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    return [from_plain(_row(row), f"Ligne {number}") for number, row in enumerate(reader, start=2)]


def _row(row: dict[str | None, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, cell in row.items():
        if field is None or cell is None:
            continue
        value = cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
        if field in LISTS:
            found[field] = [line.strip() for line in value.splitlines() if line.strip()]
        elif field in FLAGS:
            found[field] = value.strip().casefold() in _YES
        else:
            found[field] = value
    return found


def save(cases: Iterable[TestCase], author: str) -> int:
    """Save imported cases, all or none; one with a title that is there already replaces it. Return how many."""
    number = 0
    with transaction.atomic():
        for case in cases:
            values = {field: getattr(case, field) for field in FIELDS if field != "title"}
            values["author"] = case.author or author
            TestCase.objects.update_or_create(title=case.title, defaults=values)
            number += 1
    return number
