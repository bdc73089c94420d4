"""A table of HTML as a grid in which every cell has its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from gongkai.work.files.copies.paper import Block, Cell

MOST_COLUMNS = 63
"""Word takes no more columns in a table."""


def table_block(table: Any, content: Callable[[Any], tuple[Block, ...]]) -> Block | None:
    """The table, or None if it has no cell. Spans that reach out of it are cut at its edges.

    Spans that leave no room for other cells are not kept, and what still finds no column stands in
    the last cell of its row: nothing is lost.
    """
    sections = _sections(table)
    rows = sum(len(section) for section in sections)
    cells = _cells(sections, content, spans=True)
    if any(cell.x >= MOST_COLUMNS for cell in cells):
        cells = _gathered(_cells(sections, content, spans=False))
    if not cells:
        return None
    columns = max(one.x + one.width for one in cells)
    return Block("table", columns=columns, rows=rows, head=_head_rows(cells, rows), cells=cells)


def _cells(
    sections: list[list[Any]], content: Callable[[Any], tuple[Block, ...]], *, spans: bool
) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    top = 0
    for rows in sections:
        cells += _placed(rows, top, content, spans=spans)
        top += len(rows)
    return tuple(cells)


def _gathered(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Cells beyond the last column, put into the last one of their row."""
    kept: list[Cell] = []
    for one in cells:
        if one.x < MOST_COLUMNS:
            kept.append(one)
        else:
            kept[-1] = replace(kept[-1], blocks=(*kept[-1].blocks, *one.blocks))
    return tuple(kept)


def _sections(table: Any) -> list[list[Any]]:
    """The rows, section by section; a cell never reaches out of its section."""
    sections: list[list[Any]] = []
    for child in table:
        if child.tag in {"thead", "tbody", "tfoot"}:
            sections.append(child.findall("tr"))
        elif child.tag == "tr":
            sections.append([child])
    if table.find("tr") is not None:
        sections = [[row for rows in sections for row in rows]]
    return [rows for rows in sections if rows]


def _placed(
    rows: list[Any], top: int, content: Callable[[Any], tuple[Block, ...]], *, spans: bool
) -> list[Cell]:
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while (x, y) in taken:
                x += 1
            width = _free(taken, x, y, _span(cell, "colspan") if spans else 1)
            height = min(_span(cell, "rowspan") if spans else 1, len(rows) - y)
            taken |= {(x + i, y + j) for i in range(width) for j in range(height)}
            cells.append(Cell(x, top + y, width, height, cell.tag == "th", content(cell)))
            x += width
    return cells


def _free(taken: set[tuple[int, int]], x: int, y: int, width: int) -> int:
    """So many columns from `x` on are free in the row, at least one."""
    width = max(1, min(width, MOST_COLUMNS - x))
    for i in range(width):
        if (x + i, y) in taken:
            return i
    return width


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, int(value)) if value.isdigit() else 1


def _head_rows(cells: Sequence[Cell], rows: int) -> int:
    """How many rows from the top have nothing but header cells, as a whole."""
    head = 0
    while head < rows:
        row = [one for one in cells if one.y == head]
        if not row or not all(one.is_head for one in row):
            break
        head += 1
    cut = [one for one in cells if one.y < head < one.y + one.height]
    return 0 if cut or head == rows else head
