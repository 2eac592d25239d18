"""Publishing a snippet in /admin publishes a new version, or says why not and changes nothing."""

from __future__ import annotations

import logging
from typing import Any

from django.dispatch import receiver
from wagtail.signals import published, unpublished

from website.editorial.entries import live_entries
from website.editorial.models import KnowledgeEntry
from website.published.publication import NotFit, publish

logger = logging.getLogger(__name__)


@receiver([published, unpublished])
def publish_version(sender: type, instance: Any, **kwargs: Any) -> None:
    """Make what is live in the knowledge base the new version that visitors read."""
    if not isinstance(instance, KnowledgeEntry):
        return
    revision = kwargs.get("revision")
    author = revision.user.get_username() if revision is not None and revision.user else ""
    try:
        publish(live_entries(), author, f"{instance._meta.verbose_name} : {instance}"[:500])
    except NotFit as error:
        logger.error("publication refused: %s", "; ".join(str(p) for p in error.problems[:5]))
