"""Excel workbooks: every visible sheet as a grid, merged ranges filled."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl

from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.model import Cell, Line, Row, Source, Table


def read(data: bytes) -> Source:
    """Return the source of an .xlsx. Raises PlanUnreadable when the package is damaged."""
    try:
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise PlanUnreadable("corrupt", format="xlsx") from error
    source = Source(lines=[], body=[])
    for number, sheet in enumerate(book.worksheets, 1):
        if sheet.sheet_state == "visible":
            source.tables.append(_table(source, sheet, number))
    return source


def _table(source: Source, sheet: Any, number: int) -> Table:
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    values = {
        (cell.row, cell.column): _shown(cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    width = max((column for _, column in {*values, *merged}), default=0)
    rows = []
    for row in range(1, max((row for row, _ in values), default=0) + 1):
        cells = []
        for column in range(1, width + 1):
            home = merged.get((row, column), (row, column))
            key = (number * 2_000_000 + home[0]) * 20_000 + home[1]
            cells.append(Cell(values.get(home, ""), key))
        source.lines.append(" | ".join(" ".join(cell.text.split()) for cell in cells))
        rows.append(Row(tuple(cells), f"{sheet.title}第{row}行", len(source.lines)))
        _add_running_text(source, cells)
    return Table(tuple(rows))


def _add_running_text(source: Source, cells: list[Cell]) -> None:
    """A row with one text only is running text, as the notice above the table."""
    texts = {cell.text for cell in cells if cell.text}
    if len(texts) == 1:
        lines = [line for line in texts.pop().split("\n") if line.strip()]
        source.body += [Line(line, len(source.lines), indented=True) for line in lines]


def _shown(value: object) -> str:
    """Excel keeps numbers and dates as such; a plan shows them as text."""
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
