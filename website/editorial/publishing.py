"""May this row be published, by this person? Asked before anything changes, answered in French."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from pydantic import ValidationError

from knowledge.check import Problem, check
from knowledge.model import Entry
from website.editorial.entries import live_entries, to_entry
from website.editorial.models import KnowledgeEntry, RiskCard, Service
from website.published.publication import NotFit

APPROVERS = "administration"


def problems_with(row: KnowledgeEntry) -> list[Problem]:
    """Return why the knowledge would not be fit with *row* as it is now; empty when it would."""
    try:
        entry = to_entry(row)
    except ValidationError as error:
        missing = f"une information manque ou n'a pas la bonne forme : {_fields(error, row)}"
        return [Problem(str(row.pk), missing)]
    return check([*_live_without(row), entry])


def problems_without(row: KnowledgeEntry) -> list[Problem]:
    """Return why the knowledge would not be fit without *row*; empty when it would."""
    return check(_live_without(row))


def in_words(problem: Problem, row: KnowledgeEntry) -> str:
    """Return a problem for the page of *row*: its own problems need not be told whose they are."""
    if problem.entry == str(row.pk):
        return problem.message[:1].upper() + problem.message[1:] + "."
    return f"Une autre fiche serait en défaut, {problem}."


AT_ONCE: ContextVar[bool] = ContextVar("AT_ONCE", default=False)
"""Several entries are being published as one: they were checked together, and become one version (together.py)."""


def problems_together(rows: Iterable[KnowledgeEntry], leaving: bool = False) -> list[Problem]:
    """Return why the knowledge would not be fit with all *rows* as they are now, or without any of them."""
    rows = list(rows)
    keys = {(row.kind, str(row.pk)) for row in rows}
    kept = [entry for entry in live_entries() if (type(entry), entry.id) not in keys]  # type: ignore[attr-defined]  # every kind has an id
    if leaving:
        return check(kept)
    try:
        return check([*kept, *map(to_entry, rows)])
    except ValidationError:
        return [problem for row in rows for problem in problems_with(row)]


def refuse_unfit(row: KnowledgeEntry, leaving: bool = False) -> None:
    """Raise NotFit when publishing *row*, or taking it away, would leave the knowledge unfit."""
    if AT_ONCE.get():
        return
    problems = problems_without(row) if leaving else problems_with(row)
    if problems:
        raise NotFit(problems)


def may_publish_own(row: KnowledgeEntry, user: Any, edited: bool = False) -> str:
    """Return why *user* must let somebody else publish *row*, or an empty text.

    Danger cards and telephone numbers need a second reader. Where nobody else may approve, the
    only approver may publish: a wrong number must not stay because a colleague is on leave.
    *edited* tells that *user* is changing it right now.
    """
    wrote = edited or _wrote(row, user)
    if user is None or not wrote or not is_sensitive(row) or not _others(user):
        return ""
    return (
        "Une carte d'urgence ou un numéro de téléphone doit être relu par une seconde personne. "
        "Enregistrez le brouillon, puis « Soumettre à la relecture »."
    )


def is_sensitive(row: KnowledgeEntry) -> bool:
    """Tell whether a mistake in the change of *row* could send somebody in danger to a wrong number."""
    if isinstance(row, RiskCard):
        return True
    if not isinstance(row, Service):
        return False
    live = Service.objects.filter(pk=row.pk, live=True).first()
    before = (live.phones, live.sms) if live else ([], None)
    return (row.phones or [], row.sms or None) != (before[0] or [], before[1] or None)


def _wrote(row: KnowledgeEntry, user: Any) -> bool:
    """Tell whether *user* is the last editor of the draft."""
    latest = row.latest_revision
    return latest is not None and latest.user_id == user.pk


def _others(user: Any) -> bool:
    approvers = Q(is_superuser=True) | Q(groups__name=APPROVERS)
    return bool(get_user_model().objects.filter(approvers, is_active=True).exclude(pk=user.pk).exists())


def _live_without(row: KnowledgeEntry) -> list[Entry]:
    return [entry for entry in live_entries() if (type(entry), entry.id) != (row.kind, str(row.pk))]  # type: ignore[attr-defined]  # every kind has an id


def _fields(error: ValidationError, row: KnowledgeEntry) -> str:
    names = {str(problem["loc"][0]) for problem in error.errors()}
    known = {field.name: str(getattr(field, "verbose_name", field.name)) for field in row._meta.get_fields()}
    return ", ".join(sorted(known.get(name, name) for name in names))
