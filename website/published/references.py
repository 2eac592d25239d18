"""Names of knowledge: « » is what is live, « 12 » a version, « candidate-7 » what is not live yet."""

from __future__ import annotations

from functools import lru_cache

from knowledge.snapshot import Snapshot, entries_of, from_plain, publishable
from website.published.current import PUBLISHED
from website.published.models import Candidate, Version

CANDIDATE = "candidate-"


class UnknownReference(Exception):
    """No knowledge has this name (any more)."""


def snapshot_of(reference: str) -> Snapshot:
    """Return the knowledge that *reference* names.

    Raises:
        UnknownReference: there is none.
    """
    return _frozen(reference) if reference else PUBLISHED.snapshot()


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
