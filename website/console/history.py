"""The history of runs as a picture: a column a run, passed below, failed above; and the same in words."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT, STEP = 900, 180, 29


@dataclass(frozen=True)
class Column:
    """Where one run's column stands."""

    x: int
    passed_y: int
    passed_height: int
    failed_y: int
    failed_height: int
    run: int
    passed: int
    failed: int


def columns(runs: list[tuple[int, int, int]]) -> list[Column]:
    """Return a column for each (run, passed, failed), oldest first. A failure is always seen: 3 pixels at least."""
    top = max([passed + failed for _, passed, failed in runs] + [1])
    drawn = []
    for n, (run, passed, failed) in enumerate(runs):
        high = round((HEIGHT - 40) * passed / top)
        above = max(3, round((HEIGHT - 40) * failed / top)) if failed else 0
        base = HEIGHT - 20
        drawn.append(
            Column(10 + n * STEP, base - high, high, base - high - above, above, run, passed, failed)
        )
    return drawn


def told(runs: list[tuple[int, int, int]]) -> str:
    """Return the picture in words."""
    if not runs:
        return "Aucun passage terminé."
    run, passed, failed = runs[-1]
    return f"{len(runs)} passages. Le dernier, n° {run} : {passed} réussis, {failed} en échec. Le plus d'échecs : {max(f for _, _, f in runs)}."
