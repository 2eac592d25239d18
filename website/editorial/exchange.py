"""The knowledge out as YAML, and in again, from a spreadsheet too: an import makes drafts, never a publication by surprise."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from knowledge.exporting import as_files
from knowledge.loading import KnowledgeError, load
from knowledge.model import Entry
from website.editorial import spreadsheet
from website.editorial.entries import column_of, live_entries, to_entry, to_row
from website.editorial.models import MODELS, KnowledgeEntry
from website.published.models import Version
from website.published.publication import publish

_FILE = re.compile(
    r"(?:^|/)((?:answers|conversation|services|facts|risk_cards|texts)/[\w.-]+\.yml|communes\.yml|guide\.yml)$"
)
# A knowledge base is about one megabyte; anything much larger is not one.
_MOST_BYTES = 20_000_000
_MODEL_OF = {model.kind: model for model in MODELS}


@dataclass(frozen=True)
class Change:
    """What an import would do to one entry."""

    entry: Entry
    row: KnowledgeEntry
    fields: tuple[str, ...]
    new: bool = False

    @property
    def names(self) -> list[str]:
        """The changed fields by the names that editors read."""
        columns = [column_of(name, type(self.row)) for name in self.fields]
        return [str(self.row._meta.get_field(column).verbose_name) for column in columns]  # type: ignore[union-attr]


def export_zip() -> bytes:
    """Return everything live as a ZIP of the YAML that data/knowledge holds."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in as_files(live_entries()).items():
            archive.writestr(f"knowledge/{name}", text)
    return target.getvalue()


def read(content: bytes) -> list[Entry]:
    """Return the entries of whatever an export gave: the ZIP, or a list as CSV or workbook.

    Raises:
        KnowledgeError: it is neither, or an entry cannot be read; the message says what to do.
    """
    return spreadsheet.read(content) if spreadsheet.is_spreadsheet(content) else read_zip(content)


def read_zip(content: bytes) -> list[Entry]:
    """Return the entries of a ZIP as ``export_zip`` makes it; other files in it are ignored.

    Raises:
        KnowledgeError: it is not a ZIP, or an entry cannot be read; the message says what to do.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise KnowledgeError(
            "Ce fichier n'est pas un ZIP : choisissez celui que l'export a donné."
        ) from error
    if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
        raise KnowledgeError("Ce ZIP est trop gros pour une base de connaissances.")
    with tempfile.TemporaryDirectory() as folder:
        for info in archive.infolist():
            found = _FILE.search(info.filename)
            if found:
                path = Path(folder) / found.group(1)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.read(info))
        entries = load(Path(folder))
    if not entries:
        raise KnowledgeError("Ce ZIP ne contient aucune fiche : choisissez celui que l'export a donné.")
    return entries


def changes(entries: Iterable[Entry]) -> list[Change]:
    """Return what importing *entries* would change; entries that are not among them stay as they are."""
    found = []
    for entry in entries:
        model = _MODEL_OF[type(entry)]
        row = model.objects.filter(pk=entry.id).first()  # type: ignore[attr-defined]  # every kind has an id
        if row is None:
            found.append(Change(entry, to_row(entry), (), new=True))
            continue
        draft = row.get_latest_revision_as_object()
        before = to_entry(draft).dict()
        after = entry.dict()
        fields = tuple(name for name in after if after[name] != before[name])
        if fields:
            found.append(Change(entry, draft, fields))
    return found


@transaction.atomic
def import_drafts(entries: Iterable[Entry], user: Any = None) -> list[Change]:
    """Make a draft of every new or changed entry; return them."""
    found = changes(entries)
    for change in found:
        row = change.row
        if change.new:
            row.live = False
            row.save()
        else:
            _copy(to_row(change.entry), row)
        row.save_revision(user=user, log_action=True)
    return found


@transaction.atomic
def import_live(entries: Iterable[Entry], author: str = "") -> Version:
    """Put *entries* in the place of what is live and publish it as one version, or change nothing.

    Raises:
        NotFit: the checks found problems.
    """
    for entry in entries:
        row = to_row(entry)
        held = type(row).objects.filter(pk=row.pk).first()
        if held is None:
            row.save()
        else:
            _copy(row, held)
            held.live = True
            held.save()
    return publish(live_entries(), author, "Import de la base de connaissances")


def _copy(source: KnowledgeEntry, target: KnowledgeEntry) -> None:
    """Put the content of one row into another; its state, history and lock stay."""
    state = {field.name for field in KnowledgeEntry._meta.get_fields()} - {"note"}
    for field in source._meta.concrete_fields:
        if field.name not in state:
            setattr(target, field.attname, getattr(source, field.attname))
