"""Files made on the fly: a document with table and picture, plans that are wrong in one way."""

from __future__ import annotations

import io

from docx import Document
from docx.shared import Cm
from PIL import Image, ImageDraw

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def saved(document: object) -> bytes:
    held = io.BytesIO()
    document.save(held)  # type: ignore[attr-defined]
    return held.getvalue()


def picture() -> bytes:
    """A little drawing, so that one sees it on the page."""
    drawn = Image.new("RGB", (480, 160), "#f2f6fb")
    ImageDraw.Draw(drawn).rectangle((40, 50, 440, 110), outline="#1f5fa8", width=6)
    held = io.BytesIO()
    drawn.save(held, "PNG")
    return held.getvalue()


def document(title: str, paragraphs: tuple[str, ...], table: tuple[tuple[str, ...], ...]) -> bytes:
    """A Word file as a department writes it: title, text, a table, a picture."""
    made = Document()
    made.add_paragraph(title).alignment = 1
    for text in paragraphs:
        made.add_paragraph(text)
    rows = made.add_table(rows=len(table), cols=len(table[0]))
    for row, cells in zip(rows.rows, table, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.add_picture(io.BytesIO(picture()), width=Cm(8))
    return saved(made)
