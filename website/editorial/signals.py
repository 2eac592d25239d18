"""Publishing a snippet in /admin proposes a new version: it is checked in the background before visitors read it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from website.editorial.entries import live_entries
from website.editorial.models import KnowledgeEntry
from website.editorial.publishing import AT_ONCE
from website.published.candidates import propose
from website.published.publication import lock


@receiver([published, unpublished])
def publish_version(sender: type, instance: Any, **kwargs: Any) -> None:
    """Propose what is live in the knowledge base as the new version that visitors read."""
    if not isinstance(instance, KnowledgeEntry) or AT_ONCE.get():
        return
    revision = kwargs.get("revision")
    author = revision.user.get_username() if revision is not None and revision.user else ""
    with transaction.atomic():
        # Two people publish at once: the second waits here, so that it also reads what the first one changed.
        lock()
        propose(live_entries(), author, f"{instance._meta.verbose_name} : {instance}"[:500])
