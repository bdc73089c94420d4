"""The cells of a sheet as text, merged cells known in all their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Grid:
    """Texts by (row, column), from 1; `merged` gives a place its area's first cell and width."""

    values: Mapping[tuple[int, int], str]
    merged: Mapping[tuple[int, int], tuple[int, int, int]]
    height: int
    width: int

    def at(self, row: int, column: int) -> str:
        """The text there. A cell merged downwards stands in each row of its first column."""
        home = self.merged.get((row, column))
        if home is not None:
            return self.values.get(home[:2], "") if home[1] == column else ""
        return self.values.get((row, column), "")

    def spread(self, row: int, column: int) -> str:
        """The text there, a merged cell standing in each of its places (a heading)."""
        home = self.merged.get((row, column))
        return self.values.get(home[:2] if home else (row, column), "")

    def width_of(self, row: int, column: int) -> int:
        """Over how many columns the cell there lies."""
        home = self.merged.get((row, column))
        return home[2] if home else 1


def grid_of(sheet: Any) -> Grid:
    """Return the cells of a worksheet of openpyxl.

    `iter_rows` would make a cell for every place up to one stray format in the last row.
    """
    values = {
        (cell.row, cell.column): text
        for cell in sheet._cells.values()
        if cell.value is not None and (text := _shown(cell.value))
    }
    height = max((row for row, _ in values), default=0)
    width = max((column for _, column in values), default=0)
    merged = {
        (row, column): (area.min_row, area.min_col, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, height) + 1)
        for column in range(area.min_col, min(area.max_col, width) + 1)
    }
    return Grid(values, merged, height, width)


def _shown(value: object) -> str:
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
