"""Between the rows staff edit and the entries everything else uses: both ways, without loss."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from knowledge.model import Entry
from website.editorial.models import MODELS, KnowledgeEntry, Lines

# Names that Django's models already use for something else.
_RENAMED = {"kind": {"Service": "service_kind", "Fact": "fact_kind"}, "check": {"Fact": "to_check"}}
_MODEL_OF = {model.kind: model for model in MODELS}


def column_of(field: str, model: type[KnowledgeEntry]) -> str:
    """Return the column of a model that holds a field of its entry."""
    return _RENAMED.get(field, {}).get(model.__name__, field)


def to_row(entry: Entry) -> KnowledgeEntry:
    """Return the unsaved, live row of an entry."""
    model = _MODEL_OF[type(entry)]
    raw = json.loads(entry.json())
    values: dict[str, Any] = {}
    for field in type(entry).__fields__:
        column = column_of(field, model)
        value = raw[field]
        if isinstance(model._meta.get_field(column), Lines):
            # One line each, so that a line break inside a text cannot make two of it.
            value = "\n".join(" ".join(line.split()) for line in value)
        values[column] = value
    return model(live=True, **values)


def to_entry(row: KnowledgeEntry) -> Entry:
    """Return the entry of a row.

    Raises:
        pydantic.ValidationError: the row's values do not fit the model of the entry.
    """
    model = type(row)
    values: dict[str, Any] = {}
    for field in model.kind.__fields__:
        column = column_of(field, model)
        value = getattr(row, column)
        if isinstance(model._meta.get_field(column), Lines):
            value = [line.strip() for line in value.splitlines() if line.strip()]
        values[field] = value
    return model.kind.parse_obj(values)


def live_entries() -> list[Entry]:
    """Return every entry whose row is live; drafts are not among them."""
    return [to_entry(row) for model in MODELS for row in model.objects.filter(live=True)]


def draft_entries() -> list[Entry]:
    """Return every entry as its last draft has it; what is live stands in for a draft that is not whole yet."""
    return [entry for model in MODELS for row in model.objects.all() for entry in _as_drafted(row)]


def _as_drafted(row: KnowledgeEntry) -> list[Entry]:
    if row.live and not row.has_unpublished_changes:
        return [to_entry(row)]
    try:
        return [to_entry(row.get_latest_revision_as_object())]
    except ValidationError:
        return [to_entry(row)] if row.live else []
