"""Tables of a Word file, written cell by cell at their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from gongkai.work.files.copies.measures import MOST_UNTORN, length, table_size, table_widths
from gongkai.work.files.copies.paper import Block, Cell
from gongkai.work.files.copies.word_lines import BODY, HEAD, Form, new_paragraph

Write = Callable[[Sequence[Block], Any, Form], None]
_PADDING = 220
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def add_table(where: Any, table: Block, write: Write, room: int) -> None:
    """Add the table at the end of a body or a cell; `write` fills a cell with its blocks."""
    element = OxmlElement("w:tbl")
    widths = _widths(table, room)
    _describe(element, widths)
    at = {(cell.x, cell.y): cell for cell in table.cells}
    covers = _covered(table)
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.y].append(cell)
    for y, cells in enumerate(rows):
        row = OxmlElement("w:tr")
        _describe_row(row, cells, y < table.head)
        x = 0
        while x < table.columns:
            here = at.get((x, y)) or covers.get((x, y))
            width = here.width if here is not None else 1
            row.append(_cell(here, y, sum(widths[x : x + width]), table, write))
            x += width
        element.append(row)
    anchor = new_paragraph(where, Form(BODY, 10.5, line=10))
    anchor.addprevious(element)


def _widths(table: Block, room: int) -> list[int]:
    shares = table_widths(table)
    return [room * share // sum(shares) for share in shares]


def _covered(table: Block) -> dict[tuple[int, int], Cell]:
    """The cell that reaches down into a place, by the place of its left edge."""
    return {
        (cell.x, y): cell for cell in table.cells for y in range(cell.y + 1, cell.y + cell.height)
    }


def _describe(element: Any, widths: Sequence[int]) -> None:
    properties = OxmlElement("w:tblPr")
    _set(properties, "w:tblW", w=sum(widths), type="dxa")
    _set(properties, "w:jc", val="center")
    borders = OxmlElement("w:tblBorders")
    for edge in _EDGES:
        _set(borders, f"w:{edge}", val="single", sz=4, space=0, color="000000")
    properties.append(borders)
    _set(properties, "w:tblLayout", type="fixed")
    element.append(properties)
    grid = OxmlElement("w:tblGrid")
    for width in widths:
        _set(grid, "w:gridCol", w=width)
    element.append(grid)


def _describe_row(row: Any, cells: Sequence[Cell], is_head: bool) -> None:
    properties = OxmlElement("w:trPr")
    if all(length(cell) <= MOST_UNTORN for cell in cells):
        _set(properties, "w:cantSplit")
    if is_head:
        _set(properties, "w:tblHeader")
    if len(properties):
        row.append(properties)


def _cell(cell: Cell | None, y: int, width: int, table: Block, write: Write) -> Any:
    element = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    _set(properties, "w:tcW", w=width, type="dxa")
    if cell is not None and cell.width > 1:
        _set(properties, "w:gridSpan", val=cell.width)
    begins = cell is not None and cell.y == y
    if cell is not None and cell.height > 1:
        _set(properties, "w:vMerge", **({"val": "restart"} if begins else {}))
    _set(properties, "w:vAlign", val="center")
    element.append(properties)
    is_head = cell is not None and cell.is_head
    face, side = (HEAD, "center") if is_head else (BODY, "left")
    form = Form(face, table_size(table.columns), side, room=max(width - _PADDING, _PADDING))
    if cell is not None and begins:
        write(cell.blocks, element, form)
    if len(element) == 1 or element[-1].tag == qn("w:tbl"):
        new_paragraph(element, form)
    return element


def _set(parent: Any, tag: str, **values: object) -> None:
    child = OxmlElement(tag)
    for name, value in values.items():
        child.set(qn(f"w:{name}"), str(value))
    parent.append(child)
