"""How far people agree: percent agreement, Cohen's kappa for two, Fleiss' kappa for more. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations


def percent_agreement(items: Sequence[Sequence[str]]) -> float | None:
    """Return the share of pairs of judges that agree, over all items; None without a pair.

    Args:
        items: for each item the verdicts of its judges.
    """
    pairs = [a == b for verdicts in items for a, b in combinations(verdicts, 2)]
    return sum(pairs) / len(pairs) if pairs else None


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Return Cohen's kappa of two judges over the same items; None without an item, 1 when chance alone agrees."""
    if not first:
        return None
    n = len(first)
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    ones, twos = Counter(first), Counter(second)
    chance = sum(ones[verdict] * twos[verdict] for verdict in ones) / n**2
    return _corrected(observed, chance)


def fleiss_kappa(items: Sequence[Sequence[str]]) -> float | None:
    """Return Fleiss' kappa; every item has the same number of judges, two or more, else None."""
    sizes = {len(verdicts) for verdicts in items}
    if len(sizes) != 1 or sizes == {1} or sizes == {0}:
        return None
    judges = sizes.pop()
    counts = [Counter(verdicts) for verdicts in items]
    agreed = [sum(c * (c - 1) for c in count.values()) / (judges * (judges - 1)) for count in counts]
    total = sum(counts, Counter())
    chance = sum((c / (judges * len(items))) ** 2 for c in total.values())
    return _corrected(sum(agreed) / len(items), chance)


def _corrected(observed: float, chance: float) -> float:
    return 1.0 if chance >= 1 else (observed - chance) / (1 - chance)


def in_words(kappa: float) -> str:
    """Return the usual reading of a kappa (Landis and Koch)."""
    for least, words in (
        (0.81, "presque parfait"),
        (0.61, "fort"),
        (0.41, "moyen"),
        (0.21, "faible"),
        (0.0, "très faible"),
    ):
        if kappa >= least:
            return words
    return "moins bon que le hasard"
