"""The kinds of files that may come in, known by name and by their first bytes."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import IO

HEAD = 1024


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name for people, its suffixes, what it must begin with or contain."""

    label: str
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...] = ()
    member: str = ""


KINDS: dict[str, Kind] = {
    "docx": Kind("Word（.docx）", (".docx",), member="word/document.xml"),
    "xlsx": Kind("Excel（.xlsx）", (".xlsx",), member="xl/workbook.xml"),
    "pptx": Kind("演示文稿（.pptx）", (".pptx",), member="ppt/presentation.xml"),
    "pdf": Kind("PDF", (".pdf",), magic=(b"%PDF-",)),
    "text": Kind("文本（.txt）", (".txt",)),
    "csv": Kind("CSV", (".csv",)),
    "html": Kind("网页（.html）", (".html", ".htm")),
    "json": Kind("JSON", (".json",)),
    "image": Kind(
        "图片（.jpg、.png）", (".jpg", ".jpeg", ".png"), (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
    ),
    "zip": Kind("压缩包（.zip）", (".zip",), magic=(b"PK\x03\x04", b"PK\x05\x06")),
    "ofd": Kind("OFD", (".ofd",), member="OFD.xml"),
}


def fits(kind: str, file: IO[bytes]) -> bool:
    """True if the content is what the kind says. The file is read from its beginning."""
    rule = KINDS[kind]
    file.seek(0)
    if rule.member:
        return _has_member(file, rule.member)
    head = file.read(HEAD)
    if rule.magic:
        return head.startswith(rule.magic)
    # Text has no mark of its own; a nought byte means a binary, unless it is UTF-16.
    return b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _has_member(file: IO[bytes], name: str) -> bool:
    # An encrypted Office file is an OLE container, not a ZIP; it fails here as it should.
    try:
        with zipfile.ZipFile(file) as archive:
            return name in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
