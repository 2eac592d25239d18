"""What waits for somebody: past review, to confirm by a call, to validate, drafts, proposals, dead links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import TaskState

from knowledge.ruling import tasks_for
from website.editorial.entries import to_entry
from website.editorial.models import MODELS, Answer, KnowledgeEntry, LinkCheck, Service
from website.editorial.usage import edit_url

# A service that nobody has called for this long may have moved, or closed.
CONFIRM_EVERY = timedelta(days=182)


@dataclass(frozen=True)
class Due:
    """One entry that waits, and why."""

    title: str
    why: str
    url: str
    pk: str = ""
    owner: int | None = None
    """Who edited it last."""


def past_review(today: date | None = None) -> list[Due]:
    """Return the answers and services whose review date has passed, the oldest first."""
    today = today or timezone.localdate()
    rows: list[KnowledgeEntry] = [
        *Answer.objects.filter(review_by__lt=today),
        *Service.objects.filter(review_by__lt=today),
    ]
    rows.sort(key=lambda row: row.review_by)  # type: ignore[attr-defined]  # both kinds have it
    return [_due(row, f"à relire avant le {row.review_by:%d/%m/%Y}") for row in rows]  # type: ignore[attr-defined]


def to_confirm(today: date | None = None) -> list[Due]:
    """Return the services that nobody has confirmed for six months, those with a number first."""
    limit = (today or timezone.localdate()) - CONFIRM_EVERY
    old = Service.objects.filter(Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=limit), status="published")
    rows = sorted(old, key=lambda row: (not row.phones, row.confirmed_on or date.min, row.name))
    return [
        _due(row, f"confirmé le {row.confirmed_on:%d/%m/%Y}" if row.confirmed_on else "jamais confirmé")
        for row in rows
    ]


def calls() -> list[Due]:
    """Return what the rules of publication hold back until somebody calls or decides."""
    found = []
    for row in Service.objects.all():
        entry = to_entry(row)
        found += [_due(row, task.what) for task in tasks_for(entry)]  # type: ignore[arg-type]
    return found


def to_validate() -> list[Due]:
    """Return the answers that a lawyer, a doctor or the social service must still read."""
    rows = Answer.objects.exclude(to_validate_by="")
    return [_due(row, row.to_validate_by.replace("\n", ", ")) for row in rows]


def drafts() -> list[Due]:
    """Return the entries with changes that are not published."""
    return [
        _due(row, str(row.status_string))
        for model in MODELS
        for row in model.objects.filter(Q(has_unpublished_changes=True) | Q(live=False))
    ]


def proposals() -> list[Due]:
    """Return what waits for a second reader."""
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("workflow_state")
    rows = [state.workflow_state.content_object for state in waiting]
    return [_due(row, "à relire par une seconde personne") for row in rows if isinstance(row, KnowledgeEntry)]


def broken_links() -> QuerySet[LinkCheck]:
    """Return the addresses that did not answer at the last try."""
    return LinkCheck.objects.filter(works=False)


def _due(row: KnowledgeEntry, why: str) -> Due:
    owner = row.latest_revision.user_id if row.latest_revision else None
    return Due(str(row), why, edit_url(row), str(row.pk), owner)
