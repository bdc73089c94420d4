"""The body between storage and editor: pictures as marks that can be moved, headings that fit.

The editor knows headings of two levels and no pictures. A picture is shown in it as
［图片1：说明］, so that it survives every editor and its words can be written there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any

from lxml import html as lxml_html

from gongkai.faces.ui.papers import inside, lower_headings
from gongkai.work.files.html import PICTURE

MARK = re.compile(r"［图片\s*(\d{1,4})\s*(?:[：:]([^］]*))?］")
_TAG = re.compile(r"<[a-z/!][^>]*>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
_BARE = re.compile(rf"(?:\s*{_PARAGRAPH.pattern})+\s*")
_LOWER = {"h2": "h3", "h3": "h4", "h4": "h4"}
_BLOCKS = {"p", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "sup", "sub"}
_TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_STRUCTURE = frozenset(_BLOCKS | _TABLE)
_SAME = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}


class UnknownPicture(ValueError):
    """A mark names a picture that the record does not have."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def for_editing(html: str, pictures: Sequence[str]) -> str:
    """The body as the editor shows it, plain where it has nothing but paragraphs.

    `pictures` are the SHA-256 of its pictures in order.
    """
    if not html.strip():
        return ""
    root = _parsed(html)
    lower_headings(root, _LOWER)
    for image in list(root.iter("img")):
        found = PICTURE.fullmatch(image.get("src", ""))
        known = found is not None and found[1] in pictures
        mark = _mark(pictures.index(found[1]) + 1, image.get("alt")) if found and known else ""
        image.tail = mark + (image.tail or "")
        image.drop_tag()
    return _plainly(inside(root))


def _plainly(html: str) -> str:
    """Bare paragraphs as plain text: without script the box shows what was typed, not its tags."""
    if not _BARE.fullmatch(html):
        return html
    lines = (" ".join(unescape(text).split()) for text in _PARAGRAPH.findall(html))
    text = "\n\n".join(line for line in lines if line)
    return html if _TAG.search(text) else text


def _mark(number: int, words: str | None) -> str:
    said = " ".join((words or "").replace("］", "]").split())
    return f"［图片{number}：{said}］" if said else f"［图片{number}］"


def as_stored(typed: str, pictures: Sequence[str]) -> str:
    """What was typed as HTML with its pictures; UnknownPicture for a mark without one."""
    html = typed if _TAG.search(typed) else _paragraphs(typed)
    return MARK.sub(lambda mark: _image(mark, pictures), html)


def _paragraphs(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def _image(mark: re.Match[str], pictures: Sequence[str]) -> str:
    number = int(mark[1])
    if not 1 <= number <= len(pictures):
        raise UnknownPicture(number)
    words = " ".join(_TAG.sub("", mark[2] or "").split()).replace('"', "&quot;")
    return f'<img src="file:{pictures[number - 1]}" alt="{words}">'


def is_untouched(typed: str, shown: str) -> bool:
    """True if the editor only wrote again what it had been shown.

    A text nobody changed then stays as it was stored, with what the editor does not know.
    """
    return _essence(typed) == _essence(shown)


def _essence(html: str) -> str:
    if not html.strip():
        return ""
    pieces: list[str] = []
    if not _TAG.search(html):
        html = _paragraphs(html)
    for event, node in lxml_html.etree.iterwalk(_parsed(html), events=("start", "end")):
        name = _SAME.get(node.tag, node.tag)
        if event == "start":
            pieces += [_opening(name, node), node.text or ""]
        else:
            pieces += [f"</{name}>" if name in _STRUCTURE else "", node.tail or ""]
    whole = re.sub(r"\s+", "", "".join(pieces))
    return re.sub(r"<(p|li|h3|h4|strong|em)></\1>", "", whole)


def _opening(name: str, node: Any) -> str:
    if name not in _STRUCTURE:
        return ""
    kept = [f"{key}={node.get(key)}" for key in ("href", "colspan", "rowspan") if node.get(key)]
    return f"<{name}{''.join(kept)}>"


def _parsed(html: str) -> Any:
    return lxml_html.fragment_fromstring(html, create_parent="div")
