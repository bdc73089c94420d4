"""Writing a sample plan as Word, Excel, PDF and as the text copied from a PDF."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pylopdf_fonts_zh_cn
import typst

from tests.rules.plan.samples import Sample

_FONTS = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
_WIDTHS = {"number": 4, "category1": 8, "category2": 10, "requirement": 38, "deadline": 12}
_OTHER_WIDTH = 12


def write(sample: Sample, suffix: str) -> bytes:
    """The sample in one format."""
    return {"docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf, "txt": as_text}[suffix](sample)


def as_docx(sample: Sample) -> bytes:
    """A Word file: the notice as paragraphs, the annex as a table with merged cells."""
    document = docx.Document()
    for line in sample.front:
        document.add_paragraph(line)
    table = document.add_table(1 + len(sample.rows), len(sample.columns))
    for column, (label, key) in enumerate(sample.columns):
        table.cell(0, column).text = label
        for start, end in sample.spans(key):
            cell = table.cell(start + 1, column).merge(table.cell(end, column))
            cell.text = sample.cell(sample.rows[start], key)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_xlsx(sample: Sample) -> bytes:
    """A workbook: the notice line by line above the table."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in sample.front:
        sheet.append([line])
    top = len(sample.front) + 1
    for column, (label, key) in enumerate(sample.columns, 1):
        sheet.cell(top, column, label)
        for start, end in sample.spans(key):
            sheet.cell(top + start + 1, column, sample.cell(sample.rows[start], key))
            if end - start > 1:
                sheet.merge_cells(None, top + start + 1, column, top + end, column)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_pdf(sample: Sample) -> bytes:
    """A born-digital PDF: small pages, so that rows and merged cells are cut."""
    cells = [f"[{_escape(label)}]" for label in sample.labels]
    header = ", ".join(cells)
    if sample.repeats_header:
        header = f"table.header({header})"
    body = []
    for at in range(len(sample.rows)):
        for _, key in sample.columns:
            for start, end in sample.spans(key):
                if start == at:
                    text = _escape(sample.cell(sample.rows[at], key))
                    body.append(f"table.cell(rowspan: {end - start})[{text}]")
    widths = ", ".join(_fraction(key) for _, key in sample.columns)
    front = "\n\n".join(_escape(line) for line in sample.front)
    flipped = "true" if sample.landscape else "false"
    source = f"""
#set page(paper: "a5", flipped: {flipped}, margin: 1.2cm, numbering: "— 1 —")
#set text(font: "Noto Serif SC", size: 9pt, lang: "zh")
{front}

#table(columns: ({widths}), {header}, {", ".join(body)})
"""
    return _compiled(source)


@lru_cache(maxsize=100)
def _compiled(source: str) -> bytes:
    return bytes(
        typst.compile(source.encode(), font_paths=[_FONTS], ignore_system_fonts=True, format="pdf")
    )


def _fraction(key: str) -> str:
    return f"{_WIDTHS.get(key, _OTHER_WIDTH)}fr"


def _escape(text: str) -> str:
    lines = [f"#{json.dumps(line, ensure_ascii=False)}" for line in text.split("\n")]
    return " \\ ".join(lines)


@dataclass
class Flattener:
    """Copies a table as a PDF viewer does: page by page, row by row, cell by cell.

    A merged cell is printed with the last of its rows on a page; a row that does not fit is cut.
    """

    sample: Sample
    height: int = 24
    blank: bool = True
    page_numbers: bool = False
    running_head: str = ""
    glues_last: bool = True
    lines: list[str] = field(default_factory=list)
    left: int = 0
    page: int = 1

    def text(self) -> str:
        """The flattened text of the notice and its table."""
        self.lines = [*self.sample.front]
        self._header()
        for at in range(len(self.sample.rows)):
            self._row(at)
        return ("\n\n" if self.blank else "\n").join(self.lines) + "\n"

    def _header(self) -> None:
        self.lines.append(" ".join(self.sample.labels))
        self.left = self.height

    def _turn_page(self) -> None:
        if self.page_numbers:
            self.lines.append(f"— {self.page} —")
        if self.running_head:
            self.lines.append(self.running_head)
        self.page += 1
        if self.sample.repeats_header:
            self._header()
        self.left = self.height

    def _row(self, at: int) -> None:
        cells = {key: self._wrapped(at, key) for _, key in self.sample.columns}
        tall = max(len(self._own(cells, key)) for _, key in self.sample.columns)
        if self.left < min(tall, 2):
            self._turn_page()
        if tall <= self.left:
            self._print(at, {key: cells[key] for key in cells if self._ends_here(at, key, tall)})
            self.left -= tall
            return
        room = self.left
        self._print(at, {key: self._head(at, key, cells[key], room) for key in cells})
        self._turn_page()
        rest = {key: cells[key][room:] for key in cells if not key.startswith("category")}
        self._print(at, rest)
        self.left -= tall - room

    def _own(self, cells: dict[str, list[str]], key: str) -> list[str]:
        return [] if key in self.sample.merged else cells[key]

    def _head(self, at: int, key: str, lines: list[str], room: int) -> list[str]:
        return lines if key in self.sample.merged else lines[:room]

    def _ends_here(self, at: int, key: str, tall: int) -> bool:
        """A merged cell is printed in its last row, or in the last row of the page."""
        last_on_page = self.left - tall < 2
        return any(
            start <= at < end and (at + 1 == end or last_on_page)
            for start, end in self.sample.spans(key)
        )

    def _wrapped(self, at: int, key: str) -> list[str]:
        text = self.sample.cell(self.sample.rows[at], key)
        return [line for part in text.split("\n") for line in wrap(part, _width(key))]

    def _print(self, at: int, cells: dict[str, list[str]]) -> None:
        printed = [cells[key] for _, key in self.sample.columns if cells.get(key)]
        lines: list[str] = []
        for before, cell in zip([[], *printed], printed, strict=False):
            short = self.glues_last and len(before) == 1 and len(cell) == 1
            if short and lines and not before[0].isdigit():
                lines[-1] += f" {cell[0]}"
            else:
                lines += cell
        self.lines += lines


def _width(key: str) -> int:
    return _WIDTHS.get(key, _OTHER_WIDTH)


def wrap(text: str, width: int) -> list[str]:
    """Break a text as a page does: digits hold together, no line begins with punctuation."""
    lines: list[str] = [""]
    for part in _unbreakable(text):
        if lines[-1] and _size(lines[-1]) + _size(part) > width:
            lines.append("")
        lines[-1] += part
    return [line for line in lines if line]


def _unbreakable(text: str) -> list[str]:
    parts: list[str] = []
    for sign in text:
        if parts and (sign in "，。、；：）》”" or (sign.isdigit() and parts[-1][-1].isdigit())):
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts


def _size(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)


def as_text(sample: Sample) -> bytes:
    """The text as copied from a PDF."""
    return Flattener(sample).text().encode()
