"""What happens by the clock: scheduled publications and expiries every minute, links once a night."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from website.editorial.links import Fetch, check_links, fetch
from website.editorial.models import MODELS, KnowledgeEntry, LinkCheck
from website.editorial.together import publish_together, unpublish_together
from website.published.publication import NotFit

logger = logging.getLogger(__name__)

REFUSED = "editorial.refused"
_NIGHT = 3


def publish_due(now: datetime | None = None) -> list[KnowledgeEntry]:
    """Publish what was scheduled and take away what expires; what is not fit stays as it was.

    A refusal is written in the entry's history, and the schedule is cleared: it would be refused
    every minute. The entry then shows among the drafts.
    """
    now = now or timezone.now()
    due = Revision.objects.filter(approved_go_live_at__lte=now)
    revisions = [revision for revision in due if isinstance(revision.content_object, KnowledgeEntry)]
    expired = [row for model in MODELS for row in model.objects.filter(live=True, expire_at__lte=now)]
    return [*_publish(revisions), *_take_away(expired)]


def _publish(revisions: list[Revision]) -> list[KnowledgeEntry]:
    """Publish all as one version; where that is not fit, each by itself, so that one does not hold the others."""
    authors = ", ".join(dict.fromkeys(r.user.get_username() for r in revisions if r.user))
    try:
        return publish_together(revisions, author=authors)
    except NotFit:
        pass
    done: list[KnowledgeEntry] = []
    for revision in revisions:
        row = revision.content_object
        try:
            revision.publish(user=revision.user)
            done.append(row)
        except NotFit as error:
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            _refuse(row, error)
    return done


def _take_away(rows: list[KnowledgeEntry]) -> list[KnowledgeEntry]:
    """Take all away as one version; where that is not fit, each by itself."""
    try:
        return unpublish_together(rows, expired=True)
    except NotFit:
        pass
    done: list[KnowledgeEntry] = []
    for row in rows:
        try:
            row.unpublish(set_expired=True)
            done.append(row)
        except NotFit as error:
            type(row).objects.filter(pk=row.pk).update(expire_at=None)
            _refuse(row, error)
    return done


def _refuse(row: KnowledgeEntry, error: NotFit) -> None:
    problems = [str(problem) for problem in error.problems[:5]]
    log(instance=row, action=REFUSED, data={"problems": problems})
    logger.warning("scheduled publication refused: %s %s", row._meta.model_name, row.pk)


def night_work(now: datetime | None = None, fetch: Fetch = fetch) -> bool:
    """Check the links when it is night and the last check is old; tell whether it was done."""
    now = now or timezone.now()
    fresh = LinkCheck.objects.filter(checked_at__gt=now - timedelta(hours=20)).exists()
    if timezone.localtime(now).hour != _NIGHT or fresh:
        return False
    check_links(fetch, now)
    return True
