"""Patterns of danger, and the signs that take a danger back; used for French and for other languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Named = Iterable[tuple[str, str]]
"""Names that staff can read, each with a regular expression."""


class PatternSet:
    """*dangers* are the patterns by risk; a sign of *harmless* takes them back, unless *still_now* is found too."""

    def __init__(self, dangers: Mapping[str, Named], harmless: Named, still_now: str) -> None:
        self._dangers = {
            risk: [(name, re.compile(pattern)) for name, pattern in patterns]
            for risk, patterns in dangers.items()
        }
        self._harmless = [re.compile(pattern) for _, pattern in harmless]
        self._still_now = re.compile(still_now)

    def fired(self, plain: str) -> dict[str, str]:
        """Return the dangers in *plain*, each with the name of the first pattern that fires.

        With a sign that the message is harmless and none of now, none fires: the trained model alone decides.
        """
        if any(pattern.search(plain) for pattern in self._harmless) and not self._still_now.search(plain):
            return {}
        found: dict[str, str] = {}
        for risk, patterns in self._dangers.items():
            name = next((name for name, pattern in patterns if pattern.search(plain)), None)
            if name:
                found[risk] = name
        return found
