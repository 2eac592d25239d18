"""Names of knowledge: « » is what is live, « 12 » a version, « candidate-7 » what is not live yet,
« drafts-0123456789abcdef » all drafts as they were when somebody began to try them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from knowledge.model import Entry
from knowledge.snapshot import Snapshot, entries_of, from_plain, publishable
from website.published.current import PUBLISHED
from website.published.models import Candidate, Version

CANDIDATE = "candidate-"
DRAFTS = "drafts-"
_drafts: list[Callable[[], list[Entry]]] = []


class UnknownReference(Exception):
    """No knowledge has this name (any more)."""


def snapshot_of(reference: str) -> Snapshot:
    """Return the knowledge that *reference* names.

    Raises:
        UnknownReference: there is none.
    """
    if reference.startswith(DRAFTS):
        found = drafts()
        # A name stands for one content for ever: others keep what it named.
        if found.version != reference:
            raise UnknownReference(reference)
        return found
    return _frozen(reference) if reference else PUBLISHED.snapshot()


def drafts() -> Snapshot:
    """Return the knowledge as if every draft were published now; its version is a name for ``snapshot_of``.

    Raises:
        UnknownReference: nothing is edited in this installation.
    """
    if not _drafts:
        raise UnknownReference(DRAFTS)
    entries = _drafts[0]()
    return publishable(f"{DRAFTS}{publishable('', entries).checksum[:16]}", entries)


def drafts_come_from(entries: Callable[[], list[Entry]]) -> None:
    """Say where drafts are: the knowledge base does when it starts, since this code must not know it."""
    _drafts[:] = [entries]


@lru_cache(maxsize=4)
def _frozen(reference: str) -> Snapshot:
    """Versions and candidates never change, so that one read is enough."""
    name, _, number = reference.rpartition("-")
    if not number.isascii() or not number.isdigit() or name not in ("", CANDIDATE[:-1]):
        raise UnknownReference(reference)
    model = Candidate if name else Version
    content = (
        model.objects.filter(**{"pk" if name else "number": int(number)})  # type: ignore[attr-defined]  # both are models
        .values_list("content", flat=True)
        .first()
    )
    if not content:
        raise UnknownReference(reference)
    return publishable(reference, entries_of(content)) if name else from_plain(reference, content)
