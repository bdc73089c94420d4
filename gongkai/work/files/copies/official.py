"""An official paper that is written line by line: its page, its lines, its runs (GB/T 9704)."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.work.files.copies.word_lines import UNPRINTABLE

# The rulebook's numbers of GB/T 9704 are our reading.
_LINE, _LATIN = Pt(28), "Times New Roman"
# The file tells nothing of the machine and the minute in which it was made.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def set_page(document: Any) -> None:
    """A4 with the margins of official papers."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def say(
    where: Any, text: str, face: str, size: Any, side: Any, *, indent: bool = True,
    together: bool = False,
) -> None:  # fmt: skip
    """Add a line of text, two characters in; `together` keeps it with the line that follows."""
    paragraph = where.add_paragraph()
    paragraph.alignment = side
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    form.keep_with_next = together
    if indent:
        form.first_line_indent = 2 * size
    add_run(paragraph, text, face, size)


def add_run(paragraph: Any, text: str, face: str, size: Any) -> Any:
    """Add a run without the signs that no Word file can hold."""
    run = paragraph.add_run(UNPRINTABLE.sub("", text))
    run.font.size, run.font.name = size, _LATIN
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
    return run


def saved(document: Any, title: str) -> bytes:
    """The document as bytes, with its title and nothing about who made it and when."""
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = title, "", ""
    facts.created = facts.modified = _EPOCH
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
