"""A notice as a Word document in the form of official papers (GB/T 9704-2012).

Faces are named, not embedded; a second name tells machines without them what to take.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.rules.notice.build import Notice
from gongkai.rules.notice.facts import written_day
from gongkai.rules.notice.tables import Grid
from gongkai.work.files.copies.official import add_run, say, set_page

_TITLE, _HEAD, _BODY, _FOOT = "方正小标宋简体", "黑体", "仿宋_GB2312", "宋体"
_SUBSTITUTES = {_TITLE: "宋体", _HEAD: "微软雅黑", _BODY: "仿宋"}
_SIZE_TWO, _SIZE_THREE, _SIZE_FOUR, _SIZE_TABLE = Pt(22), Pt(16), Pt(14), Pt(10.5)
_INNER = 210 - 28 - 26
_NARROWEST, _WIDEST = 4, 26
_CENTER, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
_RIGHT, _FULL = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
PROVISIONAL = "（草稿：本月考核尚未锁定，得分可能变动）"


def notice_docx(notice: Notice, *, dated: date, provisional: bool) -> bytes:
    """Return the notice as the bytes of a .docx; `provisional` says so under its title."""
    document: Any = Document()
    set_page(document)
    _number_pages(document)
    say(document, notice.title, _TITLE, _SIZE_TWO, _CENTER, indent=False)
    if provisional:
        say(document, PROVISIONAL, _BODY, _SIZE_FOUR, _CENTER, indent=False)
    say(document, notice.addressees, _BODY, _SIZE_THREE, _LEFT, indent=False)
    say(document, notice.opening, _BODY, _SIZE_THREE, _FULL)
    for section in notice.sections:
        say(document, section.heading, _HEAD, _SIZE_THREE, _LEFT, together=True)
        for paragraph in section.paragraphs:
            say(document, paragraph, _BODY, _SIZE_THREE, _FULL)
        if section.table is not None:
            _grid(document, section.table)
    say(document, f"附件：{notice.annex.title}", _BODY, _SIZE_THREE, _LEFT)
    say(document, notice.issuer, _BODY, _SIZE_THREE, _RIGHT, indent=False, together=True)
    say(document, written_day(dated), _BODY, _SIZE_THREE, _RIGHT, indent=False)
    document.add_page_break()
    say(document, "附件", _HEAD, _SIZE_THREE, _LEFT, indent=False, together=True)
    _grid(document, notice.annex)
    return _saved(document, notice.title)


def _number_pages(document: Any) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = _CENTER
    for piece in ("— ", "PAGE", " —"):
        run = add_run(footer, "" if piece == "PAGE" else piece, _FOOT, _SIZE_FOUR)
        if piece == "PAGE":
            _page_number(run)


def _page_number(run: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._element.append(part)


def _grid(document: Any, grid: Grid) -> None:
    """A table under its title; its head comes again on each page and no row is torn."""
    say(document, grid.title, _HEAD, _SIZE_FOUR, _CENTER, indent=False, together=True)
    widths = _widths(grid)
    table = document.add_table(rows=0, cols=len(grid.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _row(table, grid.columns, widths, _HEAD)
    _flag(table.rows[0], "w:tblHeader")
    for row in grid.rows:
        _row(table, row, widths, _BODY)


def _widths(grid: Grid) -> list[float]:
    """Millimetres for each column, by the longest text in it within bounds."""
    longest = [
        min(_WIDEST, max(_NARROWEST, *(len(row[place]) for row in (grid.columns, *grid.rows))))
        for place in range(len(grid.columns))
    ]
    return [_INNER * one / sum(longest) for one in longest]


def _row(table: Any, texts: Sequence[str], widths: Sequence[float], face: str) -> None:
    row = table.add_row()
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.alignment = _CENTER if face == _HEAD else _LEFT
        paragraph.paragraph_format.space_after = Pt(0)
        add_run(paragraph, text, face, _SIZE_TABLE)
    _flag(row, "w:cantSplit")


def _flag(row: Any, name: str) -> None:
    flag = OxmlElement(name)
    flag.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(flag)


def _saved(document: Any, title: str) -> bytes:
    document.core_properties.title, document.core_properties.author = title, ""
    _name_substitutes(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _name_substitutes(document: Any) -> None:
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>'
        for name, other in _SUBSTITUTES.items()
    )
    for one in document.part.rels.values():
        if "fontTable" in one.reltype:
            part = one.target_part
            part._blob = part.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")
