"""Born-digital PDF, page by page."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber

from gongkai.work.files.extract.writer import Extract, Unreadable, Writer


def read_pdf(data: bytes) -> Extract:
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("mismatch")
    writer = Writer()
    with pdfplumber.open(io.BytesIO(data)) as document:
        for at, page in enumerate(document.pages, 1):
            writer.place(f"第{at}页")
            _pdf_page(writer, page)
            page.close()
    found = writer.done()
    if not found.text.strip():
        raise Unreadable("scanned")
    return found


def _pdf_page(writer: Writer, page: Any) -> None:
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda thing: not any(_lies_in(thing, box) for box in boxes))
    writer.line(outside.extract_text())
    for table in tables:
        # A number that a narrow column breaks over two lines is still one number.
        writer.table([(cell or "").replace("\n", "") for cell in row] for row in table.extract())
    for note in page.annots:
        if note.get("contents"):
            writer.line(str(note["contents"]))


def _lies_in(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    across = (thing["x0"] + thing["x1"]) / 2
    down = (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])
