"""Making a version live: the one path for the first knowledge, for staff, and for going back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction

from knowledge.check import Problem, check
from knowledge.model import Entry
from knowledge.snapshot import publishable
from website.published.current import PUBLISHED
from website.published.models import Current, Version


class NotFit(Exception):
    """The entries must not be published; ``problems`` says why, entry by entry."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def publish(entries: Iterable[Entry], author: str, note: str) -> Version:
    """Check *entries*, store them as a new version and make it live; all or nothing.

    Publishing what is live already returns that version and adds none.

    Raises:
        NotFit: the checks found problems; what was live stays live.
    """
    entries = list(entries)
    problems = check(entries)
    if problems:
        raise NotFit(problems)
    with transaction.atomic():
        last = Version.objects.select_for_update().aggregate(last=models.Max("number"))["last"] or 0
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
        make_live(version)
    PUBLISHED.forget()
    return version


def make_live(version: Version) -> None:
    """Point at *version*, new or old: going back is this and nothing else."""
    Current.objects.update_or_create(pk=1, defaults={"version": version})
    PUBLISHED.forget()
