"""A bar for each week, drawn by the server: no script, no style, and words for who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, STEP = 900, 220, 34


@dataclass(frozen=True)
class Bar:
    """Where one week's bar stands; ``value`` is None when it is hidden."""

    x: int
    y: int
    height: int
    value: int | None
    label: str


def bars(weeks: list[tuple[date, int | None]]) -> list[Bar]:
    """Return a bar for each week, oldest first; a hidden number is a low hatched bar."""
    top = max([value or 0 for _, value in weeks] + [5])
    drawn = []
    for n, (monday, value) in enumerate(weeks):
        height = round((HEIGHT - 60) * (value if value is not None else 4) / top)
        drawn.append(Bar(10 + n * STEP, HEIGHT - 30 - height, height, value, monday.strftime("%d/%m")))
    return drawn


def told(weeks: list[tuple[date, int | None]]) -> str:
    """Return the picture in words."""
    known = [(monday, value) for monday, value in weeks if value is not None]
    if not any(value for _, value in known):
        return "Aucun nombre ne peut être montré sur cette période."
    monday, most = max(known, key=lambda week: week[1])
    _, last = weeks[-1]
    words = "masqué" if last is None else str(last)
    return f"Conversations par semaine. Le plus : {most}, semaine du {monday:%d/%m/%Y}. Dernière semaine : {words}."
