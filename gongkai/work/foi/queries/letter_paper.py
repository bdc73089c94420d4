"""A letter as a Word file: number, addressee, text, agency and day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.work.files.copies.word import dated

# What offices have on their machines; the rulebook's numbers of GB/T 9704 are our reading.
_TITLE, _TEXT = "方正小标宋简体", "仿宋_GB2312"
_TITLE_SIZE, _TEXT_SIZE, _LINE = Pt(22), Pt(16), Pt(28)
_MARGINS = {"top": Mm(37), "bottom": Mm(35), "left": Mm(28), "right": Mm(26)}
# The file tells nothing of the machine and the minute in which it was made.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def letter_paper(
    *, agency: str, title: str, number: str, text: str, day: str, contact: Sequence[str] = ()
) -> bytes:
    """Return the letter as .docx; the first line of `text` is the addressee."""
    document = Document()
    _set_page(document)
    _say(document, f"{agency}\n{title}", face=_TITLE, size=_TITLE_SIZE, side="CENTER")
    if number:
        _say(document, number, side="CENTER")
    for place, line in enumerate(one for one in text.splitlines() if one.strip()):
        _say(document, line.strip(), indent=place > 0)
    _say(document, "")
    _say(document, agency, side="RIGHT")
    _say(document, day, side="RIGHT")
    for line in contact:
        _say(document, line)
    return _saved(document, title)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, width in _MARGINS.items():
        setattr(section, f"{side}_margin", width)


def _say(
    document: Any, text: str, *, face: str = _TEXT, size: Any = _TEXT_SIZE,
    side: str = "JUSTIFY", indent: bool = False,
) -> None:  # fmt: skip
    paragraph = document.add_paragraph()
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, side)
    form = paragraph.paragraph_format
    form.space_after, form.line_spacing = Pt(0), _LINE
    if indent:
        form.first_line_indent = 2 * size
    run = paragraph.add_run(text)
    run.font.size, run.font.name = size, "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)


def _saved(document: Any, title: str) -> bytes:
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = title, "", ""
    facts.created = facts.modified = _EPOCH
    stream = BytesIO()
    document.save(stream)
    return dated(stream.getvalue())
