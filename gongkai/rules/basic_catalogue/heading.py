"""The heading of the official table: two lines, groups over their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.rules.basic_catalogue.columns import column_of
from gongkai.rules.basic_catalogue.grid import Grid
from gongkai.rules.basic_catalogue.texts import line

_REQUIRED = frozenset({"first", "content", "basis"})
_SEARCHED = 15
_GROUPS = frozenset({"公开事项", "公开对象", "公开方式", "公开层级"})


@dataclass(frozen=True)
class Heading:
    """Where each column stands, headings that are none of the table's, and the words above."""

    places: Mapping[str, int]
    unknown: tuple[str, ...]
    above: tuple[str, ...]
    last_line: int

    @property
    def first(self) -> int:
        """The leftmost column of the table."""
        return min(self.places.values())

    def is_repeated(self, grid: Grid, row: int) -> bool:
        """True for a line of the heading that stands again further down."""
        texts = [grid.spread(row, place) for place in self.places.values()]
        heads = [one for one in texts if one]
        return bool(heads) and all(column_of(one) or line(one) in _GROUPS for one in heads)


def heading_of(grid: Grid) -> Heading | None:
    """Return the heading of the sheet; None where there is no such table.

    Source: 国办发〔2019〕54号 (unverified), headings of published tables.
    """
    for row in range(1, min(grid.height, _SEARCHED) + 1):
        for lines in ((row, row + 1), (row,)):
            found = _columns(grid, lines)
            if found.keys() >= _REQUIRED:
                return _heading(grid, lines, found)
    return None


def _columns(grid: Grid, lines: tuple[int, ...]) -> dict[str, int]:
    """The lowest text that is a heading of the table decides; of two places the first."""
    found: dict[str, int] = {}
    for place in range(1, grid.width + 1):
        code = _code(grid, lines, place)
        if code is not None:
            found.setdefault(code, place)
    return found


def _code(grid: Grid, lines: tuple[int, ...], place: int) -> str | None:
    codes = (column_of(grid.spread(row, place)) for row in reversed(lines))
    return next((code for code in codes if code is not None), None)


def _heading(grid: Grid, lines: tuple[int, ...], places: dict[str, int]) -> Heading:
    taken = set(places.values())
    unknown = [
        " ".join(dict.fromkeys(line(text) for row in lines if (text := grid.spread(row, place))))
        for place in range(1, grid.width + 1)
        if place not in taken
    ]
    above = [
        grid.at(row, place) for row in range(1, lines[0]) for place in range(1, grid.width + 1)
    ]
    return Heading(
        places=places,
        unknown=tuple(text for text in unknown if text),
        above=tuple(line(text) for text in above if text),
        last_line=lines[-1],
    )
