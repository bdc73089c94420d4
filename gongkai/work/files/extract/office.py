"""Word documents and Excel workbooks, with what they do not show."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import defusedxml.ElementTree
import openpyxl

from gongkai.work.files.extract.writer import Extract, Unreadable, Writer

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORD_PARTS = {
    "document": "正文",
    "header": "页眉",
    "footer": "页脚",
    "comments": "批注",
    "footnotes": "脚注",
    "endnotes": "尾注",
}
_WORD_PART = re.compile(r"word/([a-z]+)\d*\.xml")


def _unpacked(data: bytes, main_part: str) -> zipfile.ZipFile:
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


def read_docx(data: bytes) -> Extract:
    writer = Writer()
    with _unpacked(data, "word/document.xml") as package:
        for name in sorted(package.namelist()):
            match = _WORD_PART.fullmatch(name)
            if match and match[1] in _WORD_PARTS:
                writer.place(_WORD_PARTS[match[1]])
                _word_blocks(writer, defusedxml.ElementTree.fromstring(package.read(name)))
    return writer.done()


def _word_blocks(writer: Writer, parent: Element) -> None:
    """Paragraphs and tables in order; what wraps them is looked through."""
    for child in parent:
        if child.tag == _W + "tbl":
            writer.table(_word_rows(child))
        elif child.tag == _W + "p":
            writer.line(_word_text(child))
        elif child.tag != _FALLBACK:
            _word_blocks(writer, child)


def _word_rows(table: Element) -> Iterator[list[str]]:
    for row in table.iter(_W + "tr"):
        yield [_word_text(cell) for cell in row.iter(_W + "tc")]


def _word_text(element: Element) -> str:
    return "".join(_word_signs(element))


def _word_signs(element: Element) -> Iterator[str]:
    """Deleted text is still in the file, so it is read; old copies of drawings are not."""
    for child in element:
        if child.tag in {_W + "t", _W + "delText", _W + "instrText"}:
            yield child.text or ""
        elif child.tag in {_W + "tab", _W + "br", _W + "cr"}:
            yield " "
        elif child.tag == _W + "p" and element.tag == _W + "tc":
            yield from (*_word_signs(child), " ")
        elif child.tag != _FALLBACK:
            yield from _word_signs(child)


def read_xlsx(data: bytes) -> Extract:
    _unpacked(data, "xl/workbook.xml").close()
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    writer = Writer()
    for sheet in book.worksheets:
        hidden = "" if sheet.sheet_state == "visible" else "（隐藏）"
        writer.place(f"工作表“{sheet.title}”{hidden}")
        writer.line(sheet.title)
        writer.table([_cell_text(value) for value in row] for row in sheet.values)
        for text in (*_comments(sheet), *_margins(sheet)):
            writer.line(text)
    return writer.done()


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\n", " ").replace("\t", " ")


def _comments(sheet: Any) -> Iterator[str]:
    for row in sheet.iter_rows():
        yield from (cell.comment.text for cell in row if cell.comment)


def _margins(sheet: Any) -> Iterator[str]:
    for name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader"):
        margin = getattr(sheet, name)
        for part in (margin.left, margin.center, margin.right):
            if part.text:
                yield part.text
