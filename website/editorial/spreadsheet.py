"""Entries as rows of a spreadsheet, and back without loss: what an export gives, an import reads.

Related entries stand by their own key (« camvs », « preuves »), one a line; a telephone or a source is one line
« {number: '3919', label: écoute} ». Columns may be left out, moved, or corrected in any spreadsheet programme.
"""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from typing import Any

import yaml
from django.db import models
from django.utils.text import capfirst
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from pydantic import ValidationError

from knowledge.loading import KnowledgeError
from knowledge.model import Entry
from website.editorial.entries import column_of, to_entry
from website.editorial.models import MODELS, KnowledgeEntry, Lines

Model = type[KnowledgeEntry]
YES, NO = "oui", "non"


def columns(model: Model) -> list[str]:
    """Return the columns of a model's export: everything its entries hold."""
    return [column_of(field, model) for field in model.kind.__fields__]


def heading(model: Model, column: str) -> str:
    return capfirst(str(model._meta.get_field(column).verbose_name))  # type: ignore[union-attr]  # a column


def to_cell(value: Any) -> Any:
    """Return a value as one cell."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "\n".join(_on_a_line(part) for part in value)
    if isinstance(value, dict):
        return _on_a_line(value) if value else ""
    return "" if value is None else value


def _on_a_line(part: Any) -> str:
    if isinstance(part, dict):
        part = {name: told for name, told in part.items() if told not in ("", None, False)}
    flow = yaml.safe_dump(part, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**6)
    return str(flow).removesuffix("\n").removesuffix("\n...")


def is_spreadsheet(content: bytes) -> bool:
    """Tell whether this is a workbook or a CSV rather than a ZIP of ours."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return True
    return "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()


def read(content: bytes) -> list[Entry]:
    """Return the entries of a workbook or a CSV; what a column does not tell stays as it is in the last draft.

    Raises:
        KnowledgeError: it is no such file, or a cell cannot be read; the message says which.
    """
    rows = _workbook(content) if content.startswith(b"PK") else _csv(content)
    if not rows:
        raise KnowledgeError(_NOT_OURS)
    model, names = _recognised(rows[0])
    found = []
    for number, row in enumerate(rows[1:], 2):
        cells = {name: cell for name, cell in zip(names, row, strict=False) if name}
        if any(cells.values()):
            found.append(_entry(model, cells, number))
    return found


_NOT_OURS = (
    "Ce fichier n'est ni le ZIP, ni le tableur, ni le CSV que l'export a donné : gardez sa première ligne, "
    "celle des titres."
)


def _recognised(headings: list[str]) -> tuple[Model, list[str]]:
    """Return whose columns these are: the model that knows most of them, and its key first of all."""
    best: tuple[int, Model, list[str]] | None = None
    for model in MODELS:
        known = {heading(model, column).lower(): column for column in columns(model)}
        names = [known.get(title.strip().lower(), "") for title in headings]
        told = sum(bool(name) for name in names)
        if "id" in names and (best is None or told > best[0]):
            best = told, model, names
    if best is None:
        raise KnowledgeError(_NOT_OURS)
    return best[1], best[2]


def _entry(model: Model, cells: dict[str, str], number: int) -> Entry:
    held = model.objects.filter(pk=cells["id"].strip()).first()  # type: ignore[attr-defined]  # every kind has it
    values = to_entry(held.get_latest_revision_as_object()).dict() if held else {}
    for field in model.kind.__fields__:
        column = column_of(field, model)
        if column in cells:
            try:
                values[field] = _value(model._meta.get_field(column), cells[column])
            except (ValueError, yaml.YAMLError) as error:
                raise KnowledgeError(f"Ligne {number}, « {heading(model, column)} » : {error}") from error
    try:
        return model.kind.parse_obj(values)
    except ValidationError as error:
        wrong = {column_of(str(problem["loc"][0]), model) for problem in error.errors()}
        titles = ", ".join(sorted(heading(model, column) for column in wrong))
        raise KnowledgeError(f"Ligne {number} : il manque ou il faut corriger : {titles}.") from error


def _value(field: Any, cell: str) -> Any:
    """Return what a cell says.

    Raises:
        ValueError: the message says, in French, what to write.
    """
    text = cell.replace("\r\n", "\n")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if isinstance(field, Lines):
        return lines
    if isinstance(field, models.JSONField):
        parts = [_part(line) for line in lines]
        return (parts[0] if parts else {}) if field.default is dict else parts
    if not text.strip():
        return None if field.null else False if isinstance(field, models.BooleanField) else ""
    if isinstance(field, models.BooleanField):
        return _yes_or_no(text.strip().lower())
    if isinstance(field, models.DateField):
        return _day(text.strip())
    if isinstance(field, models.FloatField | models.IntegerField):
        return _number(text.strip())
    return text


def _part(line: str) -> Any:
    try:
        return yaml.safe_load(line)
    except yaml.YAMLError as error:
        raise ValueError(f"« {line} » ne se lit pas ; gardez la forme {{nom: valeur, …}}.") from error


def _yes_or_no(text: str) -> bool:
    if text not in (YES, NO, "true", "false", "vrai", "faux"):
        raise ValueError("écrivez oui, non, ou rien.")
    return text in (YES, "true", "vrai")


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError("écrivez la date comme 24/11/2026.")


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise ValueError("écrivez un nombre.") from error


def _csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{_NOT_OURS} Un CSV doit être en UTF-8.") from error
    first = text.partition("\n")[0]
    # French spreadsheet programmes write semicolons.
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _workbook(content: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError) as error:
        raise KnowledgeError(_NOT_OURS) from error
    return [[_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(to_cell(cell))
