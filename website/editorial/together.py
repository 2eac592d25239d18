"""Several entries published or taken away as one: checked once, one version for visitors, all or nothing.

One after the other, each would be checked with the whole knowledge and frozen with it: a second an entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Revision

from website.editorial.entries import live_entries
from website.editorial.models import KnowledgeEntry
from website.editorial.publishing import AT_ONCE, problems_together
from website.published.candidates import propose
from website.published.publication import NotFit, lock

_NAMED = 5


def publish_together(
    revisions: Iterable[Revision], user: Any = None, author: str = ""
) -> list[KnowledgeEntry]:
    """Publish the revisions of several entries as one version; return the entries.

    Raises:
        NotFit: nothing was changed; ``problems`` says why.
    """
    revisions = list(revisions)
    rows: list[KnowledgeEntry] = [revision.as_object() for revision in revisions]
    _refuse(problems_together(rows) if rows else [])
    with _one_version(rows, user, author):
        for revision in revisions:
            revision.publish(user=user or revision.user)
    return rows


def unpublish_together(
    rows: Iterable[KnowledgeEntry], user: Any = None, expired: bool = False, author: str = ""
) -> list[KnowledgeEntry]:
    """Take several entries away from visitors as one version; return them.

    Raises:
        NotFit: nothing was changed; ``problems`` says why.
    """
    rows = list(rows)
    _refuse(problems_together(rows, leaving=True) if rows else [])
    with _one_version(rows, user, author):
        for row in rows:
            # Who may do this was asked before: rows of ours have no permissions of their own.
            UnpublishAction(row, set_expired=expired, user=user).execute(skip_permission_checks=True)
    return rows


def _refuse(problems: list[Any]) -> None:
    if problems:
        raise NotFit(problems)


@contextmanager
def _one_version(rows: list[KnowledgeEntry], user: Any, author: str) -> Iterator[None]:
    if not rows:
        yield
        return
    with transaction.atomic():
        # As for one entry alone (signals.py): whoever publishes at the same time is read too.
        lock()
        token = AT_ONCE.set(True)
        try:
            yield
        finally:
            AT_ONCE.reset(token)
        propose(live_entries(), user.get_username() if user else author, in_words(rows))


def in_words(rows: list[KnowledgeEntry]) -> str:
    """Return what is published, for the list of publications."""
    if len(rows) == 1:
        return f"{rows[0]._meta.verbose_name} : {rows[0]}"[:500]
    more = f" et {len(rows) - _NAMED} autres" if len(rows) > _NAMED else ""
    return f"{len(rows)} fiches : {', '.join(str(row) for row in rows[:_NAMED])}{more}"[:500]
