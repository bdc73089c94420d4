"""PDF, page by page, with its notes, forms, files and description."""

from __future__ import annotations

import io
from collections.abc import Iterator
from threading import RLock
from typing import Any

import pdfplumber
import pypdfium2

from gongkai.work.files.extract.leftovers import found, persons
from gongkai.work.files.extract.package import Reader, write_lines
from gongkai.work.files.extract.writer import Extract, Unreadable, Writer

_NOT_A_COMMENT = {"Link", "Widget", "Popup"}
_UNMAPPED = "(cid:"
_MOST_UNMAPPED = 0.2
_LEAST_OF_A_PAGE = 0.5
# The library below is not made for threads: whoever opens a document with it holds this.
PDFIUM = RLock()


def read_pdf(data: bytes, within: Reader | None = None) -> Extract:
    """All text of the file; `within` reads the files that are put into it."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("mismatch")
    writer = Writer()
    unread: list[str] = []
    comments = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for at, page in enumerate(document.pages, 1):
            writer.place(f"第{at}页")
            if not _pdf_page(writer, page):
                unread.append(f"第{at}页")
            comments += sum(1 for note in page.annots if _is_comment(note))
            page.close()
        if not writer.text.strip():
            raise Unreadable("scanned")
        described = {name: _said(value) for name, value in document.metadata.items()}
    write_lines(writer, "文件属性", described.values())
    embedded = _files(data, writer, within)
    named = persons([described.get("Author")])
    writer.leave(found(comments=comments, persons=named, embedded=embedded, unread=unread))
    return writer.done()


def _pdf_page(writer: Writer, page: Any) -> bool:
    """Add the text of a page; False for one that shows pictures, or signs without a meaning."""
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda thing: not any(_lies_in(thing, box) for box in boxes))
    text = outside.extract_text()
    writer.line(text)
    for table in tables:
        # A number that a narrow column breaks over two lines is still one number.
        rows = [[(cell or "").replace("\n", "") for cell in row] for row in table.extract()]
        text += "".join(cell for row in rows for cell in row)
        writer.table(rows)
    for said in _noted(page):
        writer.line(said)
    if not text.strip():
        return not (page.images or page.curves)
    unmapped = text.count(_UNMAPPED) * len("(cid:123)") / len(text)
    return unmapped <= _MOST_UNMAPPED and not (_is_small(text) and _is_a_picture(page))


def _is_small(text: str) -> bool:
    """A few signs on a scan are its stamp or the number of the page."""
    return len("".join(text.split())) < 20  # noqa: PLR2004 - shorter than any sentence


def _is_a_picture(page: Any) -> bool:
    """True if pictures cover most of the page."""
    covered = sum(
        float((one["x1"] - one["x0"]) * (one["bottom"] - one["top"])) for one in page.images
    )
    return covered > _LEAST_OF_A_PAGE * float(page.width * page.height)


def _noted(page: Any) -> Iterator[str]:
    """What notes say and what was typed into the fields of a form."""
    for note in page.annots:
        entries = note.get("data") or {}
        for value in (note.get("contents"), entries.get("V"), entries.get("TU")):
            if said := _said(value):
                yield said


def _is_comment(note: dict[str, Any]) -> bool:
    kind = str(getattr((note.get("data") or {}).get("Subtype"), "name", ""))
    return bool(note.get("contents")) and kind not in _NOT_A_COMMENT


def _said(value: object) -> str:
    if isinstance(value, bytes):
        wide = value.startswith((b"\xfe\xff", b"\xff\xfe"))
        return value.decode("utf-16" if wide else "latin-1", "replace").strip("\x00 ")
    return value.strip() if isinstance(value, str) else ""


def _files(data: bytes, writer: Writer, within: Reader | None) -> list[str]:
    """Add the text of the files that are put into the PDF; the names of those not read."""
    with PDFIUM:
        return _files_alone(data, writer, within)


def _files_alone(data: bytes, writer: Writer, within: Reader | None) -> list[str]:
    unread = []
    document = pypdfium2.PdfDocument(data)
    try:
        for place in range(document.count_attachments()):
            file = document.get_attachment(place)
            name = file.get_name() or f"第{place + 1}个"
            try:
                if within is None:
                    raise Unreadable("unknown_type")
                inner = within(name, bytes(file.get_data()))
            except (Unreadable, pypdfium2.PdfiumError):
                unread.append(name)
                continue
            writer.place(f"内嵌文件“{name}”")
            writer.take(inner)
    finally:
        document.close()
    return unread


def _lies_in(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    across = (thing["x0"] + thing["x1"]) / 2
    down = (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])
