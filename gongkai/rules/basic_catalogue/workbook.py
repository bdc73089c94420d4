"""The official table as an Excel workbook: one sheet a field, that `read_table` reads again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from gongkai.rules.basic_catalogue.columns import COLUMNS, FIELDS
from gongkai.rules.basic_catalogue.row import Row, cells

OTHER_SHEET = "其他事项"
_TITLE_ROW, _GROUP_ROW, _HEAD_ROW = 1, 2, 3
_LINE_HEIGHT, _TALLEST = 14, 400
_A3 = 8
_LONGEST = 32_000
_CENTRED = frozenset(
    {"number", "audience_all", "audience_group", "mode_proactive", "mode_on_request", "at_county",
     "at_town"}
)  # fmt: skip
_EDGE = Side(style="thin", color="808080")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
# WPS and Excel take a face of their own where the named one is missing; family 1 asks for Song.
_TITLE, _BOLD = Font(name="黑体", size=16, family=2), Font(name="黑体", size=10, family=2)
_TEXT = Font(name="仿宋", size=10, family=1)


def write_table(rows: Sequence[Row], place: str = "") -> bytes:
    """Return the rows as a workbook in the official shape, the pilot fields first, in their order.

    `place` stands in the heading of each sheet, before the field. Source: 国办发〔2019〕54号
    (unverified).
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for field, name in (*FIELDS.items(), ("", "")):
        own = [row for row in rows if row.field == field]
        if own or (not rows and not field):
            _write(book.create_sheet(name or OTHER_SHEET), own, _title(place, name))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _title(place: str, field: str) -> str:
    return (
        f"{place}{field}领域主动公开基本目录" if field else f"{place}主动公开基本目录（其他事项）"
    )


def _write(sheet: Any, rows: Sequence[Row], title: str) -> None:
    _set_page(sheet)
    _put(sheet.cell(_TITLE_ROW, 1), title, _TITLE, "center")
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(COLUMNS))
    sheet.row_dimensions[_TITLE_ROW].height = 2 * _LINE_HEIGHT
    _write_heading(sheet)
    for number, row in enumerate(rows, 1):
        _write_row(sheet, _HEAD_ROW + number, {"number": str(number), **cells(row)})
    _merge_alike(sheet, rows)


def _write_heading(sheet: Any) -> None:
    for place, column in enumerate(COLUMNS.values(), 1):
        upper = column.group or column.title
        for row, text in ((_GROUP_ROW, upper), (_HEAD_ROW, column.title)):
            _put(sheet.cell(row, place), text, _BOLD, "center")
            sheet.cell(row, place).border = _BOX
        if not column.group:
            sheet.cell(_HEAD_ROW, place).value = None
            sheet.merge_cells(
                start_row=_GROUP_ROW, end_row=_HEAD_ROW, start_column=place, end_column=place
            )
    for first, last in _groups():
        sheet.merge_cells(
            start_row=_GROUP_ROW, end_row=_GROUP_ROW, start_column=first, end_column=last
        )


def _groups() -> Iterator[tuple[int, int]]:
    numbered = enumerate(COLUMNS.values(), 1)
    for group, members in groupby(numbered, key=lambda one: one[1].group):
        places = [place for place, _ in members]
        if group:
            yield places[0], places[-1]


def _write_row(sheet: Any, at: int, texts: dict[str, str]) -> None:
    lines = 1
    for place, column in enumerate(COLUMNS.values(), 1):
        text = texts[column.code]
        side = "center" if column.code in _CENTRED else "left"
        _put(sheet.cell(at, place), text, _TEXT, side)
        sheet.cell(at, place).border = _BOX
        # Neither Excel nor WPS grows a row for wrapped text by itself when the file is opened.
        lines = max(lines, _line_count(text, column.width))
    sheet.row_dimensions[at].height = min(_TALLEST, _LINE_HEIGHT * (lines + 1))


def _merge_alike(sheet: Any, rows: Sequence[Row]) -> None:
    """Rows of one matter after each other share the cell of its name, as in the official tables."""
    place = list(COLUMNS).index("first") + 1
    numbered = enumerate(rows, _HEAD_ROW + 1)
    for name, members in groupby(numbered, key=lambda one: one[1].first):
        lines = [at for at, _ in members]
        if name and len(lines) > 1:
            sheet.merge_cells(
                start_row=lines[0], end_row=lines[-1], start_column=place, end_column=place
            )


def _set_page(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_GROUP_ROW}:{_HEAD_ROW}"
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页，共 &N 页"))
    for place, column in enumerate(COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width


def _put(cell: Any, text: str, font: Font, side: str) -> None:
    """Write text as text: what begins like a formula must not be computed when opened."""
    cell.value = text[:_LONGEST] or None
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    cell.font = font
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=side)


def _line_count(text: str, width: int) -> int:
    """A Chinese character is two columns wide."""
    fitting = max(1, width // 2)
    return sum(max(1, ceil(len(line) / fitting)) for line in text.split("\n"))
