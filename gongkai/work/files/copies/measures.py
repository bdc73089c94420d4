"""How wide the columns of a table are, and how large its type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.work.files.copies.paper import Block, Cell

_NARROWEST, _WIDEST = 4, 26
_SHORT_VALUE = 24
MOST_UNTORN = 600
"""A cell with so many characters at most is not torn over two pages."""
_FEW, _MANY = 8, 14
_SIZES = (10.5, 9.0, 7.0)


def table_size(columns: int) -> float:
    """The size of type in points: the more columns, the smaller."""
    return _SIZES[(columns > _FEW) + (columns > _MANY)]


def fact_rows(facts: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Labels and values as rows: two short ones side by side, a long one alone."""
    rows: list[list[tuple[str, str]]] = []
    for pair in facts:
        is_short = len(pair[1]) <= _SHORT_VALUE
        last = rows[-1] if rows else []
        if is_short and len(last) == 1 and len(last[0][1]) <= _SHORT_VALUE:
            last.append(pair)
        else:
            rows.append([pair])
    return rows


def table_widths(table: Block) -> list[int]:
    """The share of each column, by its longest text within bounds."""
    longest = [_NARROWEST] * table.columns
    for cell in table.cells:
        if cell.width == 1:
            longest[cell.x] = max(longest[cell.x], min(_WIDEST, _longest(cell)))
    return longest


def length(cell: Cell) -> int:
    """How many characters the cell holds."""
    return sum(len(text) for text in _texts(cell.blocks))


def _longest(cell: Cell) -> int:
    return max((len(text) for text in _texts(cell.blocks)), default=0)


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for one in blocks:
        yield "".join(run.text for run in one.runs)
        for inner in (one.blocks, *one.items, *(cell.blocks for cell in one.cells)):
            yield from _texts(inner)
