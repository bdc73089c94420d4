"""Rows as a page prints them: each cell with its place, before merged cells are spread."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.rules.plan.columns import UNIT_KINDS
from gongkai.rules.plan.fit import is_open
from gongkai.rules.plan.tokens import printed_width
from gongkai.rules.plan.units import begins_unit
from gongkai.rules.plan.wrapped import Layout, Segment


@dataclass
class Print:
    """A cell as printed: its text, where it stands, and its lines on the page."""

    text: str
    lines: list[str]
    at: tuple[int, int]
    page: int

    @property
    def widest(self) -> float:
        """The width of the widest line that goes on."""
        return max(map(printed_width, self.lines[:-1]), default=0.0)


@dataclass
class PrintedRow:
    """A row: the page it begins on, and the cells printed in it by kind of column."""

    page: int
    cells: dict[str, list[Print]] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last source line of the row."""
        places = [cell.at for cells in self.cells.values() for cell in cells]
        return min(first for first, _ in places), max(last for _, last in places)

    def text(self, kind: str) -> str | None:
        """The text of the only cell of this kind, or None if none is printed."""
        found = self.cells.get(kind)
        return found[0].text if found else None


def gather_rows(pages: list[list[Segment]], layout: Layout) -> list[PrintedRow]:
    """Put the cells of all pages into rows; what a page break cut is one cell again."""
    rows: list[PrintedRow] = []
    for page, segments in enumerate(pages):
        for segment in segments:
            if segment.begins_row or not rows:
                rows.append(PrintedRow(page))
            _add(rows[-1], layout, segment, page)
    return rows


def _add(row: PrintedRow, layout: Layout, segment: Segment, page: int) -> None:
    kind = layout.kinds[segment.place]
    known = row.cells.setdefault(kind, [])
    text = _joined(kind, segment.lines, layout.wraps_at(segment.place, segment.lines))
    new = Print(text, segment.lines, (segment.tokens[0].at, segment.tokens[-1].at), page)
    if any(cell.text == text for cell in known):
        return
    if known and kind != "category":
        first = known[0]
        lines = first.lines + segment.lines
        first.text = _joined(kind, lines, layout.wraps_at(segment.place, lines))
        first.lines, first.at = lines, (first.at[0], new.at[1])
    else:
        known.append(new)


def _joined(kind: str, lines: list[str], width: float) -> str:
    """The text of a cell; where units stand one a line, the break is kept."""
    text = lines[0]
    for above, line in pairwise(lines):
        listed = begins_unit(above, line) or not is_open(above, line, width)
        text += ("\n" if listed and kind in UNIT_KINDS else "") + line
    return text.replace(" ", "")
