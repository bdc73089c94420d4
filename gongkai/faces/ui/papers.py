"""The body of a record on a page: its pictures found, its tables framed, its headings in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from lxml import html as lxml_html

from gongkai.rules.document.gb9704 import FLUSH, RIGHT, placed_lines
from gongkai.work.files.html import PICTURE, clean_html

# The page's title is level 1 and the document's level 2, so the text begins with level 3.
_PLACES = {FLUSH: "to", RIGHT: "sign"}
_LOWER = {"h2": "h3", "h3": "h4", "h4": "h5"}


def shown(html: str, picture_url: Callable[[str], str]) -> SafeString:
    """The body of a version as a page prints it. `picture_url` gives the address of a picture."""
    if not html.strip():
        return SafeString("")
    # It was cleaned when it was stored; what is printed unescaped is cleaned where it is printed.
    root = lxml_html.fragment_fromstring(clean_html(html), create_parent="div")
    _place_lines(root)
    lower_headings(root, _LOWER)
    _name_pictures(root, picture_url)
    _frame_tables(root)
    return mark_safe(inside(root))  # noqa: S308 - cleaned above


def inside(root: Any) -> str:
    """The HTML within an element."""
    whole: str = lxml_html.tostring(root, encoding="unicode")
    return whole.removeprefix("<div>").removesuffix("</div>")


def lower_headings(root: Any, levels: dict[str, str]) -> None:
    """Give headings their level below those of the page; a text without level 2 fits already."""
    if root.find(".//h2") is None:
        return
    for heading in list(root.iter("h2", "h3", "h4")):
        heading.tag = levels[heading.tag]


def _place_lines(root: Any) -> None:
    """Let the addressee begin at the edge, and set signature and date on the right."""
    blocks = list(root)
    texts = ["".join(one.itertext()) for one in blocks]
    for at, place in placed_lines(texts).items():
        if blocks[at].tag == "p":
            blocks[at].set("class", _PLACES[place])


def _name_pictures(root: Any, picture_url: Callable[[str], str]) -> None:
    for number, image in enumerate(root.iter("img"), 1):
        found = PICTURE.fullmatch(image.get("src", ""))
        if found:
            image.set("src", picture_url(found[1]))
        if not image.get("alt"):
            image.set("alt", f"正文图片 {number}，没有文字说明")
        _set_flush(image)


def _set_flush(image: Any) -> None:
    """A picture that begins a paragraph is not indented, or a wide one would leave the page."""
    paragraph = image.getparent()
    first = image.getprevious() is None and not (paragraph.text or "").strip()
    if paragraph.tag == "p" and first:
        paragraph.tag = "div"


def _frame_tables(root: Any) -> None:
    """Let each table scroll by itself, so that the page never does."""
    outer = [one for one in root.iter("table") if next(one.iterancestors("table"), None) is None]
    for number, table in enumerate(outer, 1):
        caption = table.find("caption")
        words = "" if caption is None else " ".join(caption.text_content().split())
        frame = lxml_html.Element("div")
        frame.attrib.update(
            {"class": "scroll", "role": "region", "tabindex": "0"}
            | {"aria-label": words or f"正文表格 {number}"}
        )
        table.addprevious(frame)
        frame.tail, table.tail = table.tail, None
        frame.append(table)
