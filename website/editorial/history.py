"""The beginning of an entry's history: what is live before anybody edits it, to compare with and to come back to."""

from __future__ import annotations

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from website.editorial.models import KnowledgeEntry

ACTION = "editorial.keep"


def keep_what_is_live(row: KnowledgeEntry) -> None:
    """Make a revision of the live row; nothing for one that is not live."""
    live = type(row).objects.filter(pk=row.pk, live=True).first()
    if live is None:
        return
    row.live_revision = Revision.objects.create(
        content_object=live,
        base_content_type=row.get_base_content_type(),
        object_str=str(live),
        content=live.serializable_data(),
    )
    type(row).objects.filter(pk=row.pk).update(live_revision=row.live_revision)
    # The page of the history lists what is logged: without this nobody could come back to it from there.
    log(instance=live, action=ACTION, revision=row.live_revision, content_changed=True)


@transaction.atomic
def begin(row: KnowledgeEntry) -> None:
    """Make what is live the first revision, so that whoever has the entry open is told of the next one."""
    if row.latest_revision_id is not None:
        return
    held = type(row).objects.select_for_update().get(pk=row.pk)
    if held.latest_revision_id is None:
        keep_what_is_live(held)
        type(row).objects.filter(pk=row.pk).update(latest_revision=held.live_revision)
        held.latest_revision = held.live_revision
    row.latest_revision, row.live_revision = held.latest_revision, held.live_revision
