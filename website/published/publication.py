"""Making a version live, and going back to one: the one path for the first knowledge and for staff.

Staff's changes come through candidates.py, which has them checked first.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction

from knowledge.check import Problem, check
from knowledge.model import Entry
from knowledge.snapshot import publishable
from website.published.current import PUBLISHED
from website.published.models import Current, Switch, Version


class NotFit(Exception):
    """The entries must not be published; ``problems`` says why, entry by entry."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def publish(entries: Iterable[Entry], author: str, note: str) -> Version:
    """Check *entries* and make them live: the first knowledge of an installation, before any assistant runs.

    Publishing what is live already returns that version and adds none.

    Raises:
        NotFit: the checks found problems; what was live stays live.
    """
    entries = list(entries)
    problems = check(entries)
    if problems:
        raise NotFit(problems)
    with transaction.atomic():
        version = store(entries, author, note)
    PUBLISHED.forget()
    return version


def store(entries: Iterable[Entry], author: str, note: str) -> Version:
    """Add *entries* as the next version and point at it; the caller holds the transaction, and has checked."""
    lock()
    last = Version.objects.aggregate(last=models.Max("number"))["last"] or 0
    snapshot = publishable(str(last + 1), entries)
    live = Current.objects.select_related("version").first()
    if live is not None and live.version.checksum == snapshot.checksum:
        return live.version
    version = Version.objects.create(
        number=last + 1,
        author=author,
        note=note,
        checksum=snapshot.checksum,
        content=snapshot.to_plain(),
    )
    _point_at(version, author, note)
    return version


def return_to(version: Version, author: str, why: str = "") -> None:
    """Make an older *version* live again; nothing is checked, so that it takes no time."""
    with transaction.atomic():
        lock()
        _point_at(version, author, why, is_return=True)
    PUBLISHED.forget()


def lock() -> None:
    """Let one publication at a time decide what is live, until the end of the transaction."""
    list(Current.objects.select_for_update())


def _point_at(version: Version, author: str, why: str, is_return: bool = False) -> None:
    Current.objects.update_or_create(pk=1, defaults={"version": version})
    Switch.objects.create(version=version, author=author, why=why, is_return=is_return)
