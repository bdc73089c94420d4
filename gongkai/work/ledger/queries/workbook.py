"""A table as an Excel workbook that prints on landscape A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.work.files.copies.word_lines import UNPRINTABLE

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_000
_LINE_HEIGHT, _TALLEST = 15, 400
_HEAD_ROW = 3
_EDGE = Side(style="thin", color="808080")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_A4 = 9


@dataclass(frozen=True)
class _Look:
    font: Font
    side: str


# WPS and Excel take a face of their own where the named one is missing; family 1 asks for Song.
_TITLE = _Look(Font(name="黑体", size=18, family=2), "center")
_SUBTITLE = _Look(Font(name="仿宋", size=11, family=1), "left")
_HEADING = _Look(Font(name="黑体", size=11, family=2), "center")
_TEXT = _Look(Font(name="仿宋", size=11, family=1), "left")


def workbook(
    title: str,
    subtitle: str,
    widths: Sequence[int],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    name: str = "工作台账",
) -> bytes:
    """Return the table with title, subtitle and a heading that repeats on each page."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    _set_page(sheet, widths)
    for place, (text, look) in enumerate(((title, _TITLE), (subtitle, _SUBTITLE)), 1):
        _put(sheet.cell(place, 1), text, look)
        sheet.merge_cells(start_row=place, end_row=place, start_column=1, end_column=len(widths))
        sheet.row_dimensions[place].height = 2 * _LINE_HEIGHT
    _write(sheet, _HEAD_ROW, headings, widths, _HEADING)
    for place, row in enumerate(rows, _HEAD_ROW + 1):
        _write(sheet, place, row, widths, _TEXT)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _set_page(sheet: Worksheet, widths: Sequence[int]) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页，共 &N 页"))
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _write(
    sheet: Worksheet, place: int, texts: Sequence[str], widths: Sequence[int], look: _Look
) -> None:
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(place, column)
        _put(cell, text, look)
        cell.border = _BOX
    # Neither Excel nor WPS grows a row for wrapped text by itself when the file is opened.
    lines = max(map(_line_count, texts, widths), default=1)
    sheet.row_dimensions[place].height = min(_TALLEST, _LINE_HEIGHT * (lines + 1))


def _put(cell: Any, text: str, look: _Look) -> None:
    """Write text as text: what begins like a formula must not be computed when opened."""
    plain = UNPRINTABLE.sub("", text)[:_LONGEST]
    cell.value = plain
    cell.data_type = "s"
    cell.quotePrefix = plain.startswith(_FORMULA)
    cell.font = look.font
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=look.side)


def _line_count(text: str, width: int) -> int:
    """A Chinese character is two columns wide."""
    fitting = max(1, width // 2)
    return sum(max(1, ceil(len(line) / fitting)) for line in text.split("\n"))
