"""Excel workbooks, with what they do not show: hidden sheets, caches, text boxes, comments."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import openpyxl

from gongkai.work.files.extract.leftovers import found, persons
from gongkai.work.files.extract.package import (
    Reader,
    links,
    local,
    opened,
    parts,
    properties,
    read_within,
    words_of_drawings,
    words_of_pictures,
    write_lines,
)
from gongkai.work.files.extract.writer import Extract, Writer

_PERSONS_IN = frozenset({"creator", "lastModifiedBy", "Manager"})
_CACHES = {
    "数据透视表缓存": r"xl/pivotCache/pivotCache(Definition|Records)\d+\.xml",
    "外部链接的缓存": r"xl/externalLinks/externalLink\d+\.xml",
}


def read_xlsx(data: bytes, within: Reader | None = None) -> Extract:
    """All text of the file; `within` reads the files that are put into it."""
    writer = Writer()
    with opened(data, "xl/workbook.xml") as package:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        notes = [note for sheet in book.worksheets for note in _write_sheet(writer, sheet)]
        notes += _write_threads(package, writer)
        cached = _beside(package, writer)
        unread = read_within(package, writer, "xl/embeddings/", within)
        named = [value for name, value in properties(package) if name in _PERSONS_IN]
        named += [author for author in notes if author]
        sheets = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        writer.leave(
            found(
                comments=len(notes),
                hidden_sheets=[f"“{title}”" for title in sheets],
                hidden_cells=[place for sheet in book.worksheets for place in _hidden(sheet)],
                cached=cached,
                persons=persons(named),
                embedded=unread,
            )
        )
    return writer.done()


def _write_sheet(writer: Writer, sheet: Any) -> list[str | None]:
    """Add a sheet; the authors of its comments, one for each comment."""
    hidden = "" if sheet.sheet_state == "visible" else "（隐藏）"
    writer.place(f"工作表“{sheet.title}”{hidden}")
    writer.line(sheet.title)
    writer.table([_cell_text(value) for value in row] for row in sheet.values)
    notes = [cell.comment for row in sheet.iter_rows() for cell in row if cell.comment]
    for text in (*(note.text for note in notes), *_margins(sheet)):
        writer.line(text)
    return [note.author for note in notes]


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\n", " ").replace("\t", " ")


def _margins(sheet: Any) -> Iterator[str]:
    for name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader"):
        margin = getattr(sheet, name)
        for part in (margin.left, margin.center, margin.right):
            if part.text:
                yield part.text


def _hidden(sheet: Any) -> Iterator[str]:
    """Rows and columns that are hidden in a sheet that is not, one for each kind."""
    if sheet.sheet_state != "visible":
        return
    for kind, dimensions in (("行", sheet.row_dimensions), ("列", sheet.column_dimensions)):
        names = [str(name) for name, one in dimensions.items() if one.hidden]
        if names:
            yield f"“{sheet.title}”第 {'、'.join(names[:3])} {kind}"


def _write_threads(package: zipfile.ZipFile, writer: Writer) -> list[str | None]:
    """Add the newer kind of comments; the names of all who may have written one."""
    threads = [root for _, root in parts(package, r"xl/threadedComments/.*\.xml")]
    texts = [one.text for root in threads for one in root.iter() if local(one) == "text"]
    write_lines(writer, "批注", texts)
    people = (root for _, root in parts(package, r"xl/persons/.*\.xml"))
    return [one.get("displayName") for root in people for one in root if texts]


def _beside(package: zipfile.ZipFile, writer: Writer) -> list[str]:
    """Text boxes, charts, caches, links, properties; the names of caches that hold something."""
    drawings = [root for _, root in parts(package, r"xl/drawings/drawing\d+\.xml")]
    write_lines(writer, "文本框", (text for root in drawings for text in words_of_drawings(root)))
    write_lines(writer, "图片说明", (text for root in drawings for text in words_of_pictures(root)))
    charts = (root for _, root in parts(package, r"xl/charts/chart\d+\.xml"))
    write_lines(writer, "图表", (text for root in charts for text in words_of_drawings(root)))
    cached = []
    for name, pattern in _CACHES.items():
        texts = [text for _, root in parts(package, pattern) for text in _cache(root)]
        write_lines(writer, name, texts)
        cached += [name] if any(texts) else []
    left = _unused_strings(package, writer.text)
    write_lines(writer, "残留的文字", left)
    write_lines(writer, "链接", links(package))
    write_lines(writer, "文件属性", (value for _, value in properties(package)))
    return [*cached, *(["已删除的文字"] if left else [])]


def _cache(root: Element) -> Iterator[str]:
    """Strings and numbers that a cache holds of data which may be nowhere else in the file."""
    for element in root.iter():
        if local(element) in {"s", "n", "d"} and element.get("v"):
            yield element.get("v", "")
        elif local(element) == "v":
            yield element.text or ""


def _unused_strings(package: zipfile.ZipFile, text: str) -> list[str]:
    """Strings of the workbook that no cell shows: some programs keep what was deleted."""
    kept = set(text.replace("\t", "\n").split("\n"))
    strings = [
        "".join(one.text or "" for one in item.iter() if local(one) == "t")
        for _, root in parts(package, r"xl/sharedStrings\.xml")
        for item in root
    ]
    shown = (" ".join(one.replace("\t", " ").split("\n")) for one in strings)
    return [one for one in dict.fromkeys(shown) if one.strip() and one not in kept]
