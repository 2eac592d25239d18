"""The address of a published answer's page: it stays in a browser's history, so it tells nothing."""

from __future__ import annotations

from hashlib import blake2s


def reference(entry: str) -> str:
    """Return a short, stable name of an answer that does not say what it is about."""
    return blake2s(entry.encode(), digest_size=4).hexdigest()


def sheet_address(entry: str) -> str:
    """Return the path of the answer's page on the website."""
    return f"/fiches/{reference(entry)}"
