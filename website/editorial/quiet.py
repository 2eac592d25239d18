"""Dates that only staff read: changed in what is live and in its draft, without a publication."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from website.editorial.models import KnowledgeEntry


@transaction.atomic
def set_quietly(row: KnowledgeEntry, user: Any, **values: Any) -> None:
    """Set *values* on *row* and on its last draft, which the form opens: visitors see no change."""
    model = type(row)
    model.objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    if row.latest_revision_id is None:
        return
    nothing_waits = row.live and not row.has_unpublished_changes
    draft = row.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    revision = draft.save_revision(user=user)
    if nothing_waits:
        # The draft was what is live, and it still is.
        model.objects.filter(pk=row.pk).update(has_unpublished_changes=False, live_revision=revision)
