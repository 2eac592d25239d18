"""What is done to many entries at once, and undone at once: each step is in the entries' history under one name.

The history (Wagtail's log) holds what stood before; nothing else has to be kept for the way back.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from website.editorial import confirming
from website.editorial.history import keep_what_is_live
from website.editorial.models import KnowledgeEntry, Service
from website.editorial.publishing import may_publish_own
from website.editorial.quiet import set_quietly
from website.editorial.together import publish_together, unpublish_together

CONFIRM, TO_DRAFT, REVIEW, PUBLISH = (
    confirming.ACTION,
    "editorial.to_draft",
    "editorial.review_by",
    "editorial.publish",
)
UNDO = "editorial.undo"
# What each needs, as the right on its model: undoing needs the same.
NEEDS = {CONFIRM: "change", REVIEW: "change", TO_DRAFT: "publish", PUBLISH: "publish"}


@dataclass
class Done:
    """What came of it: the name to undo it by, what was done, and why something was not."""

    batch: uuid.UUID = field(default_factory=uuid.uuid4)
    rows: list[KnowledgeEntry] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def confirm(services: Iterable[Service], user: Any) -> Done:
    """Note that all *services* were confirmed today."""
    done = Done()
    for service in services:
        confirming.confirm(service, user, done.batch)
        done.rows.append(service)
    return done


@transaction.atomic
def to_draft(rows: Iterable[KnowledgeEntry], user: Any) -> Done:
    """Take *rows* away from visitors; their text stays, as a draft.

    Raises:
        NotFit: visitors need one of them; nothing was changed.
    """
    done = Done()
    for row in rows:
        if not row.live:
            done.left.append(f"« {row} » est déjà un brouillon.")
            continue
        if row.live_revision_id is None:
            keep_what_is_live(row)
        _log(done, row, TO_DRAFT, user, before=row.live_revision_id)
    unpublish_together(done.rows, user)
    return done


@transaction.atomic
def publish(rows: Iterable[KnowledgeEntry], user: Any) -> Done:
    """Publish the drafts of *rows* as one version.

    Raises:
        NotFit: visitors' knowledge would not be whole; nothing was changed.
    """
    done, revisions = Done(), []
    for row in rows:
        draft = row.latest_revision
        if draft is None or not row.has_unpublished_changes:
            done.left.append(f"« {row} » n'a pas de brouillon.")
        elif may_publish_own(draft.as_object(), user):
            done.left.append(f"« {row} » doit être relue par une seconde personne.")
        else:
            if row.live and row.live_revision_id is None:
                keep_what_is_live(row)
            revisions.append(draft)
            _log(done, row, PUBLISH, user, before=row.live_revision_id, after=draft.pk)
    publish_together(revisions, user)
    return done


@transaction.atomic
def set_review(rows: Iterable[KnowledgeEntry], day: date, user: Any, may_publish: bool) -> Done:
    """Set when *rows* must be read again: live at once where nothing else waits and *user* may publish, else as drafts.

    Raises:
        NotFit: the date suits one of them ill; nothing was changed.
    """
    done = Done()
    for row in rows:
        before = row.get_latest_revision_as_object().review_by  # type: ignore[attr-defined]  # both kinds have it
        _log(done, row, REVIEW, user, before=before and before.isoformat(), after=day.isoformat())
    _set_review([(row, day) for row in done.rows], user, may_publish)
    return done


def _set_review(days: list[tuple[KnowledgeEntry, date | None]], user: Any, may_publish: bool) -> None:
    ready = []
    for row, day in days:
        alone = row.live and not row.has_unpublished_changes
        draft = row.get_latest_revision_as_object()
        draft.review_by = day
        revision = draft.save_revision(user=user)
        if alone and may_publish:
            ready.append(revision)
    publish_together(ready, user)


@transaction.atomic
def undo(batch: uuid.UUID, user: Any) -> Done:
    """Undo what was done under *batch*, except to entries that somebody changed since.

    Raises:
        NotFit: visitors' knowledge would not be whole; nothing was changed.
    """
    done = Done()
    entries = [] if undone(batch) else list(entries_of(batch))
    again: list[Revision] = []
    gone: list[KnowledgeEntry] = []
    days: list[tuple[KnowledgeEntry, date | None]] = []
    for entry in entries:
        row = entry.content_type.model_class().objects.filter(pk=entry.object_id).first()
        before, after = entry.data.get("before"), entry.data.get("after")
        if row is None or not _as_left(row, entry.action, after):
            done.left.append(f"« {entry.label} » a changé depuis.")
            continue
        if entry.action == CONFIRM:
            set_quietly(row, user, confirmed_on=_day(before))
        elif entry.action == REVIEW:
            days.append((row, _day(before)))
        elif before is None:
            gone.append(row)
        else:
            again.append(Revision.objects.get(pk=before))
        _log(done, row, UNDO, user, undoes=str(batch))
    may_publish = all(user.has_perm(f"editorial.publish_{row._meta.model_name}") for row, _ in days)
    _set_review(days, user, may_publish)
    publish_together(again, user)
    unpublish_together(gone, user)
    return done


def entries_of(batch: uuid.UUID) -> Any:
    """Return what the history holds of *batch*."""
    return ModelLogEntry.objects.filter(uuid=batch, action__in=NEEDS).order_by("pk")


def undone(batch: uuid.UUID) -> bool:
    return bool(ModelLogEntry.objects.filter(action=UNDO, data__undoes=str(batch)).exists())


def _as_left(row: Any, action: str, after: Any) -> bool:
    """Tell whether *row* is as the step left it."""
    if action == TO_DRAFT:
        return not row.live
    if action == PUBLISH:
        return bool(row.live_revision_id == after)
    name = "confirmed_on" if action == CONFIRM else "review_by"
    return bool(getattr(row.get_latest_revision_as_object(), name) == _day(after))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _log(done: Done, row: KnowledgeEntry, action: str, user: Any, **data: Any) -> None:
    log(instance=row, action=action, user=user, uuid=done.batch, data=data)
    done.rows.append(row)
