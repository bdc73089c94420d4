"""Word documents, with what they do not show."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gongkai.work.files.extract.leftovers import found, persons
from gongkai.work.files.extract.package import (
    Reader,
    links,
    opened,
    parts,
    properties,
    read_within,
    words_of_drawings,
    words_of_pictures,
    write_lines,
)
from gongkai.work.files.extract.writer import Extract, Writer

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORD_PARTS = {
    "document": "正文",
    "header": "页眉",
    "footer": "页脚",
    "comments": "批注",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "glossary/document": "构建基块",
}
_WORD_PART = re.compile(r"word/([a-z]+|glossary/document)\d*\.xml")
_CHANGES = frozenset({_W + name for name in ("ins", "del", "moveFrom", "moveTo")})
_AUTHORED = frozenset({*_CHANGES, _W + "comment"})
_PERSONS_IN = frozenset({"creator", "lastModifiedBy", "Manager"})
_SHORTEST_TEXT = 20


def read_docx(data: bytes, within: Reader | None = None) -> Extract:
    """All text of the file; `within` reads the files that are put into it."""
    writer = Writer()
    with opened(data, "word/document.xml") as package:
        trees = _main_parts(package)
        for place, root in trees:
            writer.place(place)
            _word_blocks(writer, root)
        shown = len("".join(writer.text.split()))
        _beside(package, writer, [root for _, root in trees])
        unread = read_within(package, writer, "word/embeddings/", within)
        _leave(writer, package, trees, unread, shown)
    return writer.done()


def _main_parts(package: zipfile.ZipFile) -> list[tuple[str, Element]]:
    named = parts(package, _WORD_PART.pattern)
    kinds = ((_WORD_PART.fullmatch(name), root) for name, root in named)
    return [
        (_WORD_PARTS[match[1]], root) for match, root in kinds if match and match[1] in _WORD_PARTS
    ]


def _beside(package: zipfile.ZipFile, writer: Writer, roots: list[Element]) -> None:
    """What pictures, charts, links and the file's properties say."""
    write_lines(writer, "图片说明", (text for root in roots for text in words_of_pictures(root)))
    drawn = (root for _, root in parts(package, r"word/(charts|diagrams)/.*\.xml"))
    write_lines(writer, "图表", (text for root in drawn for text in words_of_drawings(root)))
    custom = (root for _, root in parts(package, r"customXml/item\d+\.xml"))
    write_lines(writer, "自定义数据", (one.text for root in custom for one in root.iter()))
    write_lines(writer, "链接", links(package))
    write_lines(writer, "文件属性", (value for _, value in properties(package)))


def _leave(
    writer: Writer,
    package: zipfile.ZipFile,
    trees: list[tuple[str, Element]],
    unread: list[str],
    shown: int,
) -> None:
    """Note what readers of the file can bring to light, and what nobody could read."""
    every = [element for _, root in trees for element in root.iter()]
    named = [element.get(_W + "author") for element in every if element.tag in _AUTHORED]
    named += [value for name, value in properties(package) if name in _PERSONS_IN]
    only_pictures = shown < _SHORTEST_TEXT and any(one.tag == _BLIP for one in every)
    writer.leave(
        found(
            changes=sum(element.tag in _CHANGES for element in every),
            comments=sum(element.tag == _W + "comment" for element in every),
            hidden_text=sum(_is_hidden(element) for element in every),
            persons=persons(named),
            embedded=unread,
            unread=["正文"] if only_pictures else [],
        )
    )


def _is_hidden(run: Element) -> bool:
    if run.tag != _W + "r":
        return False
    flag = run.find(f"{_W}rPr/{_W}vanish")
    is_on = flag is not None and flag.get(_W + "val", "1") not in {"0", "false", "off"}
    return is_on and any(one.text for one in run.iter(_W + "t"))


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
        elif child.tag == _W + "p" and element.tag in {_W + "tc", _W + "txbxContent"}:
            yield from (*_word_signs(child), " ")
        elif child.tag == _W + "txbxContent":
            yield from (" ", *_word_signs(child))
        elif child.tag != _FALLBACK:
            yield from _word_signs(child)
