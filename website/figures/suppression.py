"""Hiding small numbers in a table so that no total gives them away.

Numbers from 1 to 4 are hidden (a single person may be behind one). A hidden number could then be
computed from the totals, so others are hidden with it: each hidden number stands in a rectangle of
hidden numbers along which one can be added and taken away without changing anything that is shown.
Whoever reads the table, knowing this program, thus always has at least two values to choose from.
Zeros are shown: they are about nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

SMALL = 4
Cell = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """Numbers with their totals; None is hidden. Without column totals, ``column_totals`` is empty."""

    cells: list[list[int | None]]
    row_totals: list[int | None]
    column_totals: list[int | None]
    total: int | None


def suppress(rows: list[list[int]], with_column_totals: bool = True) -> Table:
    """Return the table of *rows* (all of one length) that may be shown."""
    grid = _Grid(rows, with_column_totals)
    grid.protect()
    shown = [
        [None if (i, j) in grid.hidden else v for j, v in enumerate(r)] for i, r in enumerate(grid.values)
    ]
    if with_column_totals:
        *body, last = shown
        return Table([r[:-1] for r in body], [r[-1] for r in body], last[:-1], last[-1])
    return Table([r[:-1] for r in shown], [r[-1] for r in shown], [], None)


class _Grid:
    """The table with its totals as last column and last row."""

    def __init__(self, rows: list[list[int]], with_column_totals: bool) -> None:
        self.values = [[*row, sum(row)] for row in rows]
        self.two_ways = with_column_totals
        if with_column_totals:
            width = len(self.values[0]) if self.values else 1
            self.values.append([sum(row[j] for row in self.values) for j in range(width)])
        self.last_row = len(self.values) - 1 if with_column_totals else -1
        self.last_column = len(self.values[0]) - 1 if self.values else -1
        self.hidden = {
            (i, j) for i, row in enumerate(self.values) for j, v in enumerate(row) if 1 <= v <= SMALL
        }

    def protect(self) -> None:
        """Hide more until every hidden number is safe; what is safe once stays so."""
        safe: set[Cell] = set()
        for cell in sorted(self.hidden):
            if cell not in safe:
                partners = self._cheapest(cell)
                self.hidden |= partners
                safe |= partners

    def _cheapest(self, cell: Cell) -> set[Cell]:
        """Return the group that protects *cell* and hides the least besides."""
        best: tuple[float, set[Cell]] | None = None
        for group in self._groups(cell):
            cost = sum(self._cost(c) for c in group if c not in self.hidden)
            if best is None or cost < best[0]:
                best = (cost, set(group))
                if not cost:
                    break
        assert best is not None  # the group made of the totals always fits
        return best[1]

    def _groups(self, cell: Cell) -> list[dict[Cell, int]]:
        """Return the groups around *cell* that can move by one, with the way each number moves."""
        i, j = cell
        groups = []
        for column in range(len(self.values[i])):
            if column == j:
                continue
            sideways = -1 if (j == self.last_column) == (column == self.last_column) else 1
            pair = {(i, j): 1, (i, column): sideways}
            if not self.two_ways:
                groups.append(pair)
                continue
            for row in range(len(self.values)):
                if row != i:
                    down = -1 if (i == self.last_row) == (row == self.last_row) else 1
                    groups.append({**pair, (row, j): down, (row, column): down * sideways})
        return [group for group in groups if self._moves(group)]

    def _moves(self, group: dict[Cell, int]) -> bool:
        """Tell whether the group can move one way or the other with every number staying 1 or more."""
        numbers = [(self.values[i][j], way) for (i, j), way in group.items()]
        if any(value < 1 for value, _ in numbers):
            return False
        return any(all(value + way * sign >= 1 for value, way in numbers) for sign in (1, -1))

    def _cost(self, cell: Cell) -> float:
        """Hiding a total is worse than hiding a day, and a large number worse than a small one."""
        i, j = cell
        totals = (i == self.last_row) + (j == self.last_column)
        return 1 + 20 * totals + self.values[i][j] / (1 + self.values[i][self.last_column])
