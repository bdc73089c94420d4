"""Excel workbooks: every visible sheet as a grid, merged ranges filled."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl

from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.model import Cell, Line, Problem, Row, Source, Table

_FORMULA = re.compile(rb"<f[ >]")
_SHOWN = 5
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def read(data: bytes) -> Source:
    """Return the source of an .xlsx. Raises PlanUnreadable when the package is damaged."""
    try:
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
        written = openpyxl.load_workbook(BytesIO(data)) if _has_formulas(data) else None
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise PlanUnreadable("corrupt", format="xlsx") from error
    source = Source(lines=[], body=[])
    for number, sheet in enumerate(book.worksheets, 1):
        if sheet.sheet_state != "visible":
            what = f"隐藏的工作表“{sheet.title}”没有读入"
            source.asides.append(Problem(sheet.title, what))
            continue
        source.tables.append(_table(source, sheet, number))
        _report_hidden(source, sheet)
        if written is not None:
            _report_formulas(source, sheet, written[sheet.title])
    return source


def _table(source: Source, sheet: Any, number: int) -> Table:
    values = {
        (cell.row, cell.column): _shown(cell.value, cell.number_format)
        for cell in _cells(sheet)
        if cell.value is not None
    }
    width = max((column for _, column in values), default=0)
    height = max((row for row, _ in values), default=0)
    # A title merged over all columns of Excel is as wide as the table, not 16,384 cells.
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, height) + 1)
        for column in range(area.min_col, min(area.max_col, width) + 1)
    }
    rows = []
    for row in range(1, height + 1):
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


def _has_formulas(data: bytes) -> bool:
    """True if a sheet holds formulas; only then is the workbook read a second time."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        return any(_FORMULA.search(package.read(name)) for name in sheets)


def _cells(sheet: Any) -> list[Any]:
    """The cells that the file holds.

    `iter_rows` would make a cell for every place up to one stray format in the last row.
    """
    return list(sheet._cells.values())


def _report_formulas(source: Source, sheet: Any, written: Any) -> None:
    """A formula that no program has computed has no value; what it would be is not guessed."""
    formulas = [cell for cell in _cells(written) if cell.data_type == "f"]
    open_at = {cell.row for cell in formulas if sheet.cell(cell.row, cell.column).value is None}
    if open_at:
        rows = "、".join(str(row) for row in sorted(open_at)[:_SHOWN])
        rows += "等" if len(open_at) > _SHOWN else ""
        what = "公式没有保存计算结果，请在 Excel 中打开并保存后再上传"
        source.problems.append(Problem(f"{sheet.title}第{rows}行", what))


def _report_hidden(source: Source, sheet: Any) -> None:
    """Hidden rows and columns are read: a filter that was left on must not drop a duty."""
    rows = [str(at) for at, size in sheet.row_dimensions.items() if size.hidden]
    columns = [str(at) for at, size in sheet.column_dimensions.items() if size.hidden]
    for name, hidden in (("行", rows), ("列", columns)):
        if hidden:
            shown = "、".join(hidden[:_SHOWN])
            what = f"隐藏的{name}（{shown}{'等' if len(hidden) > _SHOWN else ''}）也已读入，请核对"
            source.asides.append(Problem(sheet.title, what))


def _shown(value: object, written_as: str) -> str:
    """Excel keeps numbers and dates as such; a plan shows them as text.

    A date that is shown without its day means the month.
    """
    if isinstance(value, datetime | date):
        month = f"{value.year}年{value.month}月"
        plain = _QUOTED.sub("", written_as).lower()
        return month if "d" not in plain and "m" in plain else f"{month}{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
