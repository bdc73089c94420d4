"""Opening a file: what it is by its bytes, and every reason to refuse it first."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePath

from gongkai.rules.plan import pdf, sheet, text, word
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.model import Source

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHOWN = {"docx": "Word 文档", "xlsx": "Excel 表格", "pdf": "PDF", "txt": "纯文本", "zip": "压缩包"}
_READERS = {"docx": word.read, "xlsx": sheet.read, "pdf": pdf.read, "txt": text.read}


def load(name: str, data: bytes) -> Source:
    """Return the neutral form of the file.

    Raises PlanUnreadable for everything that stands in the way of reading it.
    """
    check_size(len(data))
    suffix = PurePath(name).suffix.lower()
    actual = _kind(data)
    expected = suffix.lstrip(".")
    if expected not in {*_READERS, "doc", "xls"}:
        raise PlanUnreadable("unknown_type", suffix=suffix or name)
    if expected in {"docx", "xlsx", "pdf"} and actual == "txt" and not text.is_text(data):
        raise PlanUnreadable("corrupt", format=expected)
    if actual != expected:
        raise PlanUnreadable("mismatch", suffix=suffix, actual=_SHOWN[actual])
    return _READERS[actual](data)


def check_size(size: int) -> None:
    """Raise PlanUnreadable for an empty file and for one above the limit."""
    if size == 0:
        raise PlanUnreadable("empty")
    if size > MAX_BYTES:
        raise PlanUnreadable("too_large", megabytes=-(-size // _MEGABYTE))


def _kind(data: bytes) -> str:
    if data.startswith(_OLE):
        raise _ole_refusal(data)
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "txt"


def _ole_refusal(data: bytes) -> PlanUnreadable:
    """A password wraps new files into the old container; the stream names tell them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return PlanUnreadable("encrypted")
    if "Workbook".encode("utf-16-le") in data:
        return PlanUnreadable("old_excel")
    return PlanUnreadable("old_word")


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise PlanUnreadable("corrupt", format="zip") from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES:
        raise PlanUnreadable("zip_bomb", megabytes=unpacked // _MEGABYTE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise PlanUnreadable("encrypted")
    names = {entry.filename for entry in entries}
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else "zip"
