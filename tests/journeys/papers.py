"""Files made on the fly: a document with table and picture, plans that are wrong in one way."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.shared import Cm
from PIL import Image, ImageDraw

HEAD = ("序号", "工作要求", "责任单位", "完成时限")
FRONT = (
    "青禾区人民政府办公室关于印发青禾区2026年政务公开工作方案的通知",
    "青政办字〔2026〕12号",
    "《青禾区2026年政务公开工作方案》已经区政府同意，现印发给你们，请认真抓好落实。",
    "青禾区人民政府办公室",
    "2026年4月10日",
    "附件：青禾区2026年政务公开重点任务分解表",
)
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


def plan(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> bytes:
    """A small plan as a Word file."""
    made = Document()
    for text in FRONT:
        made.add_paragraph(text)
    table = made.add_table(rows=1 + len(rows), cols=len(head))
    for row, cells in zip(table.rows, (head, *rows), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return saved(made)


def encrypted() -> bytes:
    """What Word makes of a document with a password: the old container around the new file."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(4096)


def corrupt(whole: Path) -> bytes:
    """The first half of a Word file, as an interrupted download leaves it."""
    data = whole.read_bytes()
    return data[: len(data) // 2]
