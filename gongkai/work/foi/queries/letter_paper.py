"""A letter as a Word file: number, addressee, text, agency and day."""

from __future__ import annotations

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from gongkai.work.files.copies.official import saved, say, set_page
from gongkai.work.files.copies.word import dated
from gongkai.work.files.copies.word_lines import BODY, TITLE

_TITLE_SIZE, _SIZE = Pt(22), Pt(16)
_CENTER, _FULL = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_RIGHT = WD_ALIGN_PARAGRAPH.RIGHT


def letter_paper(*, agency: str, title: str, number: str, text: str, day: str) -> bytes:
    """Return the letter as .docx; the first line of `text` is the addressee."""
    document = Document()
    set_page(document)
    say(document, f"{agency}\n{title}", TITLE, _TITLE_SIZE, _CENTER, indent=False)
    if number:
        say(document, number, BODY, _SIZE, _CENTER, indent=False)
    for place, line in enumerate(one for one in text.splitlines() if one.strip()):
        say(document, line.strip(), BODY, _SIZE, _FULL, indent=place > 0)
    say(document, "", BODY, _SIZE, _FULL, indent=False)
    say(document, agency, BODY, _SIZE, _RIGHT, indent=False)
    say(document, day, BODY, _SIZE, _RIGHT, indent=False)
    return dated(saved(document, title))
