"""Gives a converted Word text its outline: typed headings, and tables with header cells."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from lxml import html as lxml_html

_CHINESE = "一二三四五六七八九十百"
# 一、 and （一） are typed by hand in official papers; longer ones and whole sentences are text.
_FIRST = re.compile(rf"[{_CHINESE}]{{1,4}}、\S")
_SECOND = re.compile(rf"[（(][{_CHINESE}]{{1,4}}[）)]\s*\S")
_CHAPTER = re.compile(rf"第[{_CHINESE}]{{1,4}}([编章节])\s*\S")
_CHAPTER_LEVELS = {"编": "h2", "章": "h2", "节": "h3"}
_HEADING_LIMIT = 40
_SENTENCE_ENDS = "。；;：:，,、！!？?"
_DEEPEST_HEADER = 3
_LEVELS = {"h1": "h2", "h2": "h3", "h3": "h4", "h5": "h4", "h6": "h4"}


def outlined(html: str) -> str:
    """`html` with headings from level 2 on (the page's title is level 1) and header cells."""
    if not html.strip():
        return ""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    _lower_headings(root)
    for paragraph in root.findall("p"):
        _name_heading(paragraph)
    for table in root.iter("table"):
        _name_header(table)
    whole: str = lxml_html.tostring(root, encoding="unicode")
    return whole.removeprefix("<div>").removesuffix("</div>")


def suggested_title(html: str) -> str:
    """The centred lines at the top, or else the first line; a suggestion, to be confirmed."""
    if not html.strip():
        return ""
    lines = list(lxml_html.fragment_fromstring(html, create_parent="div"))
    if not lines or lines[0].tag not in {"h2", "p"}:
        return ""
    return _text(lines[0])[:200]


def without_title(html: str, title: str) -> str:
    """`html` without its first line if that only repeats the title, which the page shows itself."""
    if not title or suggested_title(html) != title:
        return html
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    root.remove(root[0])
    whole: str = lxml_html.tostring(root, encoding="unicode")
    return whole.removeprefix("<div>").removesuffix("</div>")


def without_head(html: str, texts: Collection[str]) -> str:
    """`html` without those first blocks that say nothing but `texts`, given without blanks.

    They are the head and the title of an official paper, which the page shows from its fields.
    """
    if not html.strip() or not texts:
        return html
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for block in list(root):
        said = {_squeezed(one) for one in _lines(block)} - {""}
        if not said <= set(texts) or block.find(".//img") is not None:
            break
        root.remove(block)
    whole: str = lxml_html.tostring(root, encoding="unicode")
    return whole.removeprefix("<div>").removesuffix("</div>")


def _lines(block: Any) -> list[str]:
    inner = block.xpath(".//p|.//h2|.//h3|.//li")
    return [_text(one) for one in inner] if inner else [_text(block)]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _lower_headings(root: Any) -> None:
    for element in root.xpath(".//h1|.//h2|.//h3|.//h5|.//h6"):
        if element.get("class") == "centred":
            _settle_centred(element)
        else:
            element.tag = _LEVELS[element.tag]


def _settle_centred(element: Any) -> None:
    """Only the title at the very top is a heading; a centred picture or note is text."""
    at_top = element.getparent() is not None and element.getprevious() is None
    in_table = any(True for _ in element.iterancestors("table"))
    element.attrib.pop("class")
    if not at_top or in_table or not _text(element):
        element.tag = "p"


def _name_heading(paragraph: Any) -> None:
    text = _text(paragraph)
    if len(text) > _HEADING_LIMIT or text.endswith(tuple(_SENTENCE_ENDS)):
        return
    if paragraph.find(".//img") is not None or paragraph.find(".//br") is not None:
        return
    if _FIRST.match(text):
        paragraph.tag = "h2"
    elif _SECOND.match(text):
        paragraph.tag = "h3"
    elif chapter := _CHAPTER.match(text):
        paragraph.tag = _CHAPTER_LEVELS[chapter[1]]


def _name_header(table: Any) -> None:
    rows = table.xpath("./tr|./thead/tr|./tbody/tr")
    if any(cell.tag == "th" for row in rows for cell in row):
        header = [row for row in rows if len(row) and all(cell.tag == "th" for cell in row)]
    else:
        header = _first_rows(rows)
        _move_into_head(table, rows, header)
    for row in header:
        for cell in row:
            cell.tag = "th"
            cell.set("scope", "col")


def _first_rows(rows: list[Any]) -> list[Any]:
    """The first row, with those below that its cells reach into (a header of several rows)."""
    if len(rows) <= 1 or len(rows[0]) <= 1:
        return []
    depth = max(int(cell.get("rowspan", "1")) for cell in rows[0])
    if depth > _DEEPEST_HEADER or depth >= len(rows):
        return rows[:1] if depth == 1 else []
    return rows[:depth]


def _move_into_head(table: Any, rows: list[Any], header: list[Any]) -> None:
    if not header:
        return
    head = lxml_html.Element("thead")
    body = lxml_html.Element("tbody")
    head.extend(header)
    body.extend(rows[len(header) :])
    for child in list(table):
        if child.tag in {"thead", "tbody", "tr"}:
            table.remove(child)
    table.append(head)
    table.append(body)
