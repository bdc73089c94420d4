"""What kinds of file are taken in, and whether a file is what its name says."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from gongkai.work.journal.deeds import Refused

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "txt": "text/plain",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
}
_MACRO_EXTENSIONS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm"})
_NAME_LIMIT = 200
_FORBIDDEN = frozenset('<>:"|?*')

# A package of office parts unpacks to many times its size; these bounds leave room for the
# largest honest table and stop what was made to fill the disk.
_ENTRIES_LIMIT = 5_000
_UNPACKED_LIMIT = 500 * 1024 * 1024
_HARMLESS_UNPACKED = 20 * 1024 * 1024
_RATIO_LIMIT = 200
_PART_LIMIT = 4 * 1024 * 1024

# The root element of a document of GB/T 33190, whatever prefix it has.
_OFD_ROOT = re.compile(
    rb"<(?:\w+:)?OFD\b[^>]*xmlns(?::\w+)?\s*=\s*[\"']https?://www\.ofdspec\.org(?:/2016)?/?[\"']"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_PART = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}


def clean_name(name: str) -> str:
    """The file's own name: no folders, no invisible or direction marks, at most 200 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(
        "_" if char in _FORBIDDEN else char
        for char in unicodedata.normalize("NFC", last)
        if not unicodedata.category(char).startswith("C") and char not in "\u2028\u2029"
    )
    tidy = " ".join(visible.split()).strip(" .")
    path = PurePosixPath(tidy)
    stem = path.stem.rstrip(" .")
    if not stem:
        raise Refused("file_name", name=name)
    return stem[: _NAME_LIMIT - len(path.suffix)] + path.suffix


def extension_of(name: str) -> str:
    """The extension in lower case and without its dot; empty if there is none."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def media_type_of(name: str, data: bytes) -> str:
    """The media type of a file whose bytes agree with its name; otherwise Refused."""
    extension = extension_of(name)
    if extension in _MACRO_EXTENSIONS:
        raise Refused("file_macros", name=name)
    if extension not in MEDIA_TYPES:
        raise Refused("file_type", name=name, extension=extension, allowed=tuple(MEDIA_TYPES))
    if not data:
        raise Refused("file_empty", name=name)
    _CHECKS[extension](name, extension, data)
    return MEDIA_TYPES[extension]


def _starts(*magic: bytes) -> Callable[[str, str, bytes], None]:
    def check(name: str, extension: str, data: bytes) -> None:
        if not data.startswith(magic):
            raise Refused("file_mismatch", name=name, extension=extension)

    return check


def _pdf(name: str, extension: str, data: bytes) -> None:
    # Readers allow some bytes before the header, and so do many scanners' files.
    if b"%PDF-" not in data[:1024]:
        raise Refused("file_mismatch", name=name, extension=extension)
    if b"%%EOF" not in data[-2048:]:
        raise Refused("file_damaged", name=name)


def _text(name: str, extension: str, data: bytes) -> None:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(char < " " and char not in "\t\n\r\f\x1a" for char in text):
            return
    raise Refused("file_mismatch", name=name, extension=extension)


def _ofd(name: str, extension: str, data: bytes) -> None:
    if "OFD.xml" not in _entries(name, extension, data):
        raise Refused("file_mismatch", name=name, extension=extension)
    if not _OFD_ROOT.search(_part(name, data, "OFD.xml")):
        raise Refused("file_mismatch", name=name, extension=extension)


def _office(name: str, extension: str, data: bytes) -> None:
    if data.startswith(_OLE):
        # A password turns docx and xlsx into this older container; so does the old .doc and .xls.
        raise Refused("file_encrypted", name=name)
    entries = _entries(name, extension, data)
    if any(entry.lower().endswith("vbaproject.bin") for entry in entries):
        raise Refused("file_macros", name=name)
    kinds = _part(name, data, "[Content_Types].xml") if "[Content_Types].xml" in entries else b""
    if b"macroEnabled" in kinds:
        raise Refused("file_macros", name=name)
    if _MAIN_PART[extension] not in kinds:
        raise Refused("file_mismatch", name=name, extension=extension)


def _entries(name: str, extension: str, data: bytes) -> frozenset[str]:
    """The names in a zip package, once its declared sizes were found bearable."""
    if not data.startswith(b"PK\x03\x04"):
        raise Refused("file_mismatch", name=name, extension=extension)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refused("file_damaged", name=name) from error
    # zipfile never unpacks more of an entry than its declared size, so the sum can be trusted.
    unpacked = sum(part.file_size for part in parts)
    swollen = unpacked > _HARMLESS_UNPACKED and unpacked > _RATIO_LIMIT * len(data)
    if len(parts) > _ENTRIES_LIMIT or unpacked > _UNPACKED_LIMIT or swollen:
        raise Refused("file_bomb", name=name)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("file_encrypted", name=name)
    return frozenset(part.filename for part in parts)


def _part(name: str, data: bytes, part: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(part) as stream:
            return stream.read(_PART_LIMIT)
    except Exception as error:  # zlib, lzma and zipfile each raise their own kinds
        raise Refused("file_damaged", name=name) from error


_CHECKS: dict[str, Callable[[str, str, bytes], None]] = {
    "docx": _office,
    "xlsx": _office,
    "pdf": _pdf,
    "ofd": _ofd,
    "txt": _text,
    "csv": _text,
    "png": _starts(b"\x89PNG\r\n\x1a\n"),
    "jpg": _starts(b"\xff\xd8\xff"),
    "jpeg": _starts(b"\xff\xd8\xff"),
    "gif": _starts(b"GIF87a", b"GIF89a"),
}
