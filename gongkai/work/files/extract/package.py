"""Packages of office parts: opened with care, and what their parts say beside the main text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element

import defusedxml.ElementTree

from gongkai.work.files.extract.writer import Extract, Unreadable, Writer

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_READ_WITHIN = (".docx", ".xlsx", ".txt", ".csv", ".pdf")
_WORDS = ("descr", "title", "alt", "string")
Reader = Callable[[str, bytes], Extract]


def opened(data: bytes, main_part: str) -> zipfile.ZipFile:
    """The package; Unreadable for what is none, is locked, or would fill the memory."""
    if data.startswith(_OLE):
        raise Unreadable("encrypted" if "Encrypted".encode("utf-16-le") in data else "old_office")
    if not data.startswith(b"PK"):
        raise Unreadable("mismatch")
    package = zipfile.ZipFile(io.BytesIO(data))
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("encrypted")
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise Unreadable("bomb")
    if main_part not in {part.filename for part in parts}:
        raise Unreadable("mismatch")
    return package


def parts(package: zipfile.ZipFile, pattern: str) -> Iterator[tuple[str, Element]]:
    """The parts whose names fit, by name, as trees."""
    for name in sorted(package.namelist()):
        if re.fullmatch(pattern, name):
            yield name, defusedxml.ElementTree.fromstring(package.read(name))


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def write_lines(writer: Writer, place: str, texts: Iterable[str | None]) -> None:
    """Add the texts under that place, each once; a place without any is not named."""
    lines = dict.fromkeys(" ".join((text or "").split()) for text in texts)
    kept = [line for line in lines if line]
    if kept:
        writer.place(place)
        for line in kept:
            writer.line(line)


def words_of_pictures(root: Element) -> Iterator[str | None]:
    """What is written beside pictures and shapes for those who do not see them."""
    for element in root.iter():
        if local(element) in {"docPr", "cNvPr", "shape", "imagedata", "textpath", "rect", "image"}:
            yield from (element.get(name) for name in _WORDS)


def words_of_drawings(root: Element) -> Iterator[str]:
    """The text in shapes, a line for each paragraph, and the values in charts."""
    for element in root.iter():
        if element.tag == f"{_A}p":
            yield "".join(one.text or "" for one in element.iter(f"{_A}t"))
        elif element.tag == f"{_C}v":
            yield element.text or ""


def properties(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """What the file says about itself: names of properties and their values."""
    return [
        (local(element), (element.text or "").strip())
        for _, root in parts(package, r"docProps/(core|app|custom)\.xml")
        for element in root.iter()
        if (element.text or "").strip()
    ]


def links(package: zipfile.ZipFile) -> Iterator[str]:
    """Where links lead that are not in the file."""
    for _, root in parts(package, r"(word|xl)/(.*/)?_rels/.*\.rels"):
        for element in root.iter(_RELATION):
            if element.get("TargetMode") == "External":
                yield element.get("Target", "")


def read_within(
    package: zipfile.ZipFile, writer: Writer, folder: str, reader: Reader | None
) -> list[str]:
    """Add the text of files within the file; the names of those that cannot be read.

    A file within a file within the file is named and not opened.
    """
    unread = []
    for name in sorted(package.namelist()):
        if not name.startswith(folder) or name.endswith("/"):
            continue
        shown = name.rsplit("/", 1)[-1]
        if reader is None or not shown.lower().endswith(_READ_WITHIN):
            unread.append(shown)
            continue
        try:
            inner = reader(shown, package.read(name))
        except Unreadable:
            unread.append(shown)
            continue
        writer.place(f"内嵌文件“{shown}”")
        writer.take(inner)
        unread += [one for left in inner.leftovers if left.kind == "embedded" for one in left.names]
    return unread
