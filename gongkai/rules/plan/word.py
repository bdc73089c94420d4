"""Word documents: paragraphs and tables in their order, merged cells filled."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.model import Cell, Line, Row, Source, Table

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
# Deleted text and the second copy that Word keeps for old programs are not on the page.
_UNSEEN = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}


def read(data: bytes) -> Source:
    """Return the source of a .docx. Raises PlanUnreadable when the package is damaged."""
    try:
        body = docx.Document(BytesIO(data)).element.body
    except Exception as error:  # python-docx raises whatever its parts raise
        raise PlanUnreadable("corrupt", format="docx") from error
    source = Source(lines=[], body=[])
    for element in _blocks(body, {_PARAGRAPH, _TABLE}):
        if element.tag == _PARAGRAPH:
            _add_paragraph(source, _text(element))
        else:
            _add_table(source, element)
    return source


def _blocks(parent: Any, tags: set[str]) -> Iterator[Any]:
    """Yield the nearest descendants with these tags, through content controls."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _blocks(child, tags)


def _text(element: Any) -> str:
    pieces = []
    for child in element:
        if child.tag == qn("w:t"):
            pieces.append(child.text or "")
        elif child.tag in _BREAKS:
            pieces.append(_BREAKS[child.tag])
        elif child.tag == _PARAGRAPH:
            pieces.append(_text(child) + "\n")
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            pieces.append(_text(child))
    return "".join(pieces)


def _add_paragraph(source: Source, text: str) -> None:
    for piece in text.split("\n"):
        source.lines.append(piece)
        if piece.strip():
            source.body.append(Line(piece, len(source.lines), indented=True))


def _add_table(source: Source, table: Any) -> None:
    rows: list[Row] = []
    above: dict[int, Cell] = {}
    key = len(source.lines) * 1000
    for element in _blocks(table, {_ROW}):
        if element.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        cells: dict[int, Cell] = {}
        column = element.grid_before
        for tc in _blocks(element, {_CELL}):
            key += 1
            cell = Cell(_text(tc).strip(), key)
            if tc.vMerge == "continue" and column in above:
                cell = above[column]
            for _ in range(tc.grid_span):
                cells[column] = cell
                column += 1
        above = cells
        rows.append(_row(source, cells, len(rows) + 1))
    source.tables.append(Table(tuple(rows)))


def _row(source: Source, cells: dict[int, Cell], index: int) -> Row:
    width = max(cells, default=-1) + 1
    filled = tuple(cells.get(column) or Cell("", -column - 1) for column in range(width))
    source.lines.append(" | ".join(" ".join(cell.text.split()) for cell in filled))
    return Row(filled, f"附表第{index}行", len(source.lines))
