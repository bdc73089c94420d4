"""Word to clean HTML: what a page of the portal may hold, and nothing else.

Pictures of the body are referred to as `<img src="file:SHA256" alt="…">`; the faces put the address
of the stored file in its place (`SHA256` is that of an inline attachment of the same version).
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import mammoth
import nh3
from lxml import html as lxml_html

from gongkai.work.files.extract.tokens import Tag, tokens_of
from gongkai.work.files.extract.word_numbers import MARK, prepared
from gongkai.work.files.extract.word_parts import word_parts
from gongkai.work.files.kinds import MEDIA_TYPES, media_type_of
from gongkai.work.files.outline import outlined
from gongkai.work.journal.deeds import Refused

PICTURE = re.compile(r"file:([0-9a-f]{64})")
Picture = tuple[str, bytes, str]
"""Name, bytes and media type of a picture found in a Word file."""

_BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "br"}
_TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_TAGS = _BLOCKS | _TABLE | {"strong", "em", "u", "s", "sup", "sub", "a", "img"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_SPAN = re.compile(r"[1-9]\d{0,2}")
_SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})
_LINK = re.compile(r"(https?://|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)
# WPS names the usual style in every paragraph.
_PLAIN_STYLES = frozenset({"", "normal", "正文", "body text", "no spacing", "无间隔"})
_UNSHOWN = "【此处图片的格式不能在网页上显示，请换成 PNG 或 JPG 图片】"
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BREAK_AFTER = _BLOCKS | {"tr", "table", "caption"}
_CELLS = frozenset({"td", "th"})
_LISTS = frozenset({"ul", "ol", "li"})
_LINES = frozenset({"p", "h2", "h3", "h4"})
_EXTENSIONS = {kind: extension for extension, kind in reversed(MEDIA_TYPES.items())}


def clean_html(html: str) -> str:
    """`html` with the permitted elements and attributes alone; scripts and styles are gone."""
    return nh3.clean(
        _NOT_XML.sub("", html),
        tags=_TAGS,
        clean_content_tags={"script", "style", "title", "iframe", "object", "template"},
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "tel", "file"},
        strip_comments=True,
    )


def lines_to_html(text: str) -> str:
    """A paragraph for each line of plain text that says something; clean HTML as it is."""
    lines = (line.strip() for line in _NOT_XML.sub("", text).splitlines())
    told = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)
    return told.replace("\xa0", "&nbsp;")


def _kept(element: str, attribute: str, value: str) -> str | None:
    match attribute:
        case "src":
            fits = PICTURE.fullmatch(value)
        case "href":
            fits = _LINK.match(value)
        case "colspan" | "rowspan":
            fits = _SPAN.fullmatch(value)
        case "scope":
            return value if value in _SCOPES else None
        case _:
            return value
    return value if fits else None


def text_of(html: str) -> str:
    """The text of cleaned HTML, one line for each paragraph or row of a table."""
    if not html.strip():
        return ""
    pieces: list[str] = []
    parts = tokens_of(html)
    if parts is None or not _join(parts, pieces):
        pieces.clear()
        _collect(lxml_html.fragment_fromstring(html, create_parent="div"), pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(element: Any, pieces: list[str]) -> None:
    for event, node in lxml_html.etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            pieces.append(node.text or "")
            continue
        pieces.append(_end_of(node))
        pieces.append(node.tail or "")


def _join(parts: Sequence[str | Tag], pieces: list[str]) -> bool:
    """The same for HTML that was taken apart already; False where only a parser knows its way."""
    cells = lines = 0
    lists: list[str] = []
    for part in parts:
        if not isinstance(part, Tag):
            pieces.append(part)
            continue
        name, is_start = part
        if name in _LISTS:
            if is_start and name == "li" and lists[-1:] == ["li"]:
                return False
            lists[len(lists) - (not is_start) :] = [name] if is_start else []
        if name in _CELLS:
            cells += 1 if is_start else -1
            pieces.append("" if is_start else " ")
        elif name in _BREAK_AFTER:
            if name == "br" or not is_start:
                pieces.append(" " if cells else "\n")
            elif lines:
                return False
        if name in _LINES:
            lines += 1 if is_start else -1
    return cells == 0 and lines == 0


def _end_of(node: Any) -> str:
    """What stands for the end of an element; a row of a table stays on one line."""
    if node.tag in {"td", "th"}:
        return " "
    if node.tag not in _BREAK_AFTER:
        return ""
    in_cell = next(node.iterancestors("td", "th"), None) is not None
    return " " if in_cell else "\n"


def pictures_of(html: str) -> list[str]:
    """The SHA-256 of each picture that the body refers to, in order."""
    return list(dict.fromkeys(PICTURE.findall(html)))


def word_to_html(data: bytes, name: str = "正文.docx") -> tuple[str, list[Picture]]:
    """The body of a Word file as clean HTML, and its pictures. What was struck out is left out."""
    parts = word_parts(name, data)
    pictures: dict[str, Picture] = {}
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(prepared(data, parts)),
            convert_image=_picture_taker(pictures),
            style_map="p[style-name='centred'] => h2.centred:fresh",
            transform_document=mammoth.transforms.paragraph(_read_paragraph),
        )
        cleaned = clean_html(outlined(result.value.replace(MARK, "")))
    except Refused:
        raise
    except Exception as error:  # a broken package fails in any of the libraries below
        raise Refused("file_damaged", name=name) from error
    return cleaned, list(pictures.values())


def _read_paragraph(paragraph: Any) -> Any:
    if _is_numbered(paragraph):
        paragraph = paragraph.copy(numbering=None)
    plain = (paragraph.style_name or "").lower() in _PLAIN_STYLES
    if paragraph.alignment == "center" and plain and not paragraph.numbering:
        return paragraph.copy(style_name="centred")
    return paragraph


def _is_numbered(paragraph: Any) -> bool:
    """True if its number was typed into it, so that it is no item of a list any more."""
    first = next(iter(paragraph.children), None)
    text = next(iter(getattr(first, "children", ())), None)
    return str(getattr(text, "value", "")).startswith(MARK)


def _picture_taker(pictures: dict[str, Picture]) -> Callable[[Any], list[Any]]:
    def take(image: Any) -> list[Any]:
        picture = _read_picture(image)
        if picture is None:
            return [mammoth.html.text(_UNSHOWN)]
        sha256 = hashlib.sha256(picture[1]).hexdigest()
        pictures.setdefault(sha256, picture)
        alt = " ".join((image.alt_text or "").split())
        return [mammoth.html.element("img", {"src": f"file:{sha256}", "alt": alt})]

    return take


def _read_picture(image: Any) -> Picture | None:
    """The picture, or None for a linked one and for kinds that browsers do not show."""
    extension = _EXTENSIONS.get(image.content_type)
    if extension is None:
        return None
    try:
        with image.open() as stream:
            data: bytes = stream.read()
        name = f"图片-{hashlib.sha256(data).hexdigest()[:8]}.{extension}"
        return name, data, media_type_of(name, data)
    except (OSError, KeyError, ValueError, Refused):
        return None
