"""Word documents: paragraphs and tables in their order, merged cells filled."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.model import Cell, Line, Problem, Row, Source, Table
from gongkai.rules.plan.numbering import Numbering, read_numbering

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_BOX = qn("w:txbxContent")
# Deleted text and the second copy that Word keeps for old programs are not on the page.
_UNSEEN = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
_FEWEST_COLUMNS = 3


def read(data: bytes) -> Source:
    """Return the source of a .docx. Raises PlanUnreadable when the package is damaged."""
    try:
        document = docx.Document(BytesIO(data))
        body = document.element.body
        reading = _Reading(read_numbering(document))
    except Exception as error:  # python-docx raises whatever its parts raise
        raise PlanUnreadable("corrupt", format="docx") from error
    reading.add(body)
    return reading.source


def _blocks(parent: Any, tags: set[str]) -> Iterator[Any]:
    """Yield the nearest descendants with these tags, through content controls."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _blocks(child, tags)


class _Reading:
    """The source as far as it has been read, and the numbers counted so far."""

    def __init__(self, numbering: Numbering) -> None:
        self.source = Source(lines=[], body=[])
        self.numbering = numbering

    def add(self, parent: Any) -> None:
        """Add all paragraphs and tables below an element in their order."""
        for element in _blocks(parent, {_PARAGRAPH, _TABLE}):
            if element.tag == _PARAGRAPH:
                self._add_paragraph(self._text(element))
            elif _is_frame(element):
                for cell in _blocks(element, {_CELL}):
                    self.add(cell)
            else:
                self._add_table(element)

    def _text(self, element: Any) -> str:
        pieces = [self.numbering.label(element)] if element.tag == _PARAGRAPH else []
        for child in element:
            if child.tag == qn("w:t"):
                pieces.append(child.text or "")
            elif child.tag in _BREAKS:
                pieces.append(_BREAKS[child.tag])
            elif child.tag in {_PARAGRAPH, _CELL}:
                pieces.append(self._text(child) + "\n")
            elif child.tag == _BOX:
                pieces.append(f"\n{self._text(child)}")
            elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
                pieces.append(self._text(child))
        return "".join(pieces)

    def _add_paragraph(self, text: str) -> None:
        for piece in text.split("\n"):
            self.source.lines.append(piece)
            if piece.strip():
                self.source.body.append(Line(piece, len(self.source.lines), indented=True))

    def _add_table(self, table: Any) -> None:
        rows: list[Row] = []
        above: dict[int, Cell] = {}
        merged: set[int] = set()
        key = len(self.source.lines) * 1000
        for element in _blocks(table, {_ROW}):
            if element.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            cells: dict[int, Cell] = {}
            column = element.grid_before
            for tc in _blocks(element, {_CELL}):
                key += 1
                cell = Cell(self._text(tc).strip(), key)
                if tc.vMerge == "continue" and column in above:
                    # Some programs leave out the mark of a merged cell's beginning.
                    begins = bool(cell.text) and above[column].key not in merged
                    cell = cell if begins else above[column]
                if tc.vMerge:
                    merged.add(cell.key)
                for _ in range(tc.grid_span):
                    cells[column] = cell
                    column += 1
            above = cells
            rows.append(self._row(cells, len(rows) + 1))
            if next(_blocks(element, {_TABLE}), None) is not None:
                what = "单元格里还有一张表格，按文字连读，请核对"
                self.source.problems.append(Problem(rows[-1].label, what))
        self.source.tables.append(Table(tuple(rows)))

    def _row(self, cells: dict[int, Cell], index: int) -> Row:
        width = max(cells, default=-1) + 1
        filled = tuple(cells.get(column) or Cell("", -column - 1) for column in range(width))
        self.source.lines.append(" | ".join(" ".join(cell.text.split()) for cell in filled))
        return Row(filled, f"附表第{index}行", len(self.source.lines))


def _is_frame(table: Any) -> bool:
    """True if a table only lays out the page: narrow, with the real tables inside it."""
    columns = max((len(list(_blocks(row, {_CELL}))) for row in _blocks(table, {_ROW})), default=0)
    inside = any(
        next(_blocks(cell, {_TABLE}), None) is not None for cell in _blocks(table, {_CELL})
    )
    return inside and columns < _FEWEST_COLUMNS
