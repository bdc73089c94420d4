"""Refused rows as a workbook to be mended in Excel and brought in again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from gongkai.rules.imports import BadValue
from gongkai.work.files.bulk import SourceRow
from gongkai.work.files.copies.word_lines import UNPRINTABLE
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.queries.imports import source_of

REASON, NUMBER, FILE = "未导入的原因", "原来的行号", "原来的文件"
# What a cell of Excel can hold.
_LONGEST = 32_767


@dataclass(frozen=True)
class RefusedTable:
    """The workbook, and the numbers of rows whose text is too long for a cell of Excel."""

    data: bytes
    count: int
    too_long: tuple[int, ...]


def refused_table(batch: ImportBatch, reasons: Mapping[int, str]) -> RefusedTable:
    """The rows with these numbers as they stand in the source, each with its reason before it.

    Read from the source and not from what was kept of them, which is shortened.
    """
    source = source_of(batch)
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("未导入的行")
    sheet.append([_text(sheet, one) for one in (REASON, NUMBER, FILE, *source.columns)])
    count, too_long = 0, []
    for row in source.rows():
        if row.number not in reasons:
            continue
        cells = [_shown(row.values.get(column)) for column in source.columns]
        if any(len(cell) > _LONGEST for cell in cells):
            too_long.append(row.number)
            continue
        sheet.append([_text(sheet, one) for one in _row(row, reasons[row.number], cells)])
        count += 1
    stream = BytesIO()
    book.save(stream)
    return RefusedTable(stream.getvalue(), count, tuple(too_long))


def _row(row: SourceRow, reason: str, cells: list[str]) -> list[str]:
    return [reason, str(row.number), row.name, *cells]


def _text(sheet: Any, value: str) -> Any:
    """Text as text: what begins like a formula must not be computed when opened."""
    cell = WriteOnlyCell(sheet, UNPRINTABLE.sub("", value))
    cell.data_type = "s"
    return cell


def _shown(value: Any) -> str:
    if isinstance(value, BadValue):
        # What could not be read is told in the reason.
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "；".join(str(one) for one in value)
    return "" if value is None else str(value)
