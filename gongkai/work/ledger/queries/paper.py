"""A table as a Word document on landscape A4."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.work.files.copies.word_lines import UNPRINTABLE

_PAGE = (Mm(297), Mm(210))
_MARGIN = Mm(15)
_INNER = 297 - 2 * 15
# The first face is what offices have; the file names a second one for machines without it.
_FACES = {"title": "方正小标宋简体", "head": "黑体", "text": "仿宋_GB2312"}
_SUBSTITUTES = {"方正小标宋简体": "宋体", "黑体": "微软雅黑", "仿宋_GB2312": "仿宋"}


def paper(
    title: str,
    subtitle: str,
    widths: Sequence[int],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> bytes:
    """Return the table with title, subtitle and a heading that repeats on each page."""
    document = Document()
    _set_page(document)
    _write(document.add_paragraph(), title, "title", 20, WD_ALIGN_PARAGRAPH.CENTER)
    _write(document.add_paragraph(), subtitle, "text", 12, WD_ALIGN_PARAGRAPH.LEFT)
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _add_row(table, headings, widths, "head")
    _repeat(table.rows[0])
    for row in rows:
        _add_row(table, row, widths, "text")
    _name_substitutes(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN


def _add_row(table: Any, texts: Sequence[str], widths: Sequence[int], face: str) -> None:
    row = table.add_row()
    whole = sum(widths)
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(_INNER * width / whole)
        side = WD_ALIGN_PARAGRAPH.CENTER if face == "head" else WD_ALIGN_PARAGRAPH.LEFT
        _write(cell.paragraphs[0], text, face, 10, side)
    _keep_whole(row)


def _write(paragraph: Any, text: str, face: str, size: int, side: Any) -> None:
    paragraph.alignment = side
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(UNPRINTABLE.sub("", text))
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), _FACES[face])


def _repeat(row: Any) -> None:
    _set_flag(row, "w:tblHeader")


def _keep_whole(row: Any) -> None:
    """A row is not torn over two pages."""
    _set_flag(row, "w:cantSplit")


def _set_flag(row: Any, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    flag = OxmlElement(name)
    flag.set(qn("w:val"), "true")
    properties.append(flag)


def _name_substitutes(document: Any) -> None:
    """Tell Word and WPS which face to take where the first one is not installed."""
    part = next(
        (one.target_part for one in document.part.rels.values() if "fontTable" in one.reltype), None
    )
    if part is None:
        return
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>'
        for name, other in _SUBSTITUTES.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")
