"""OFD documents (GB/T 33190): the text of their pages, notes and descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gongkai.work.files.extract.leftovers import found
from gongkai.work.files.extract.package import local, opened, parts, write_lines
from gongkai.work.files.extract.writer import Extract, Unreadable, Writer

_PAGE = re.compile(r"(?:.*/)?Pages/Page_?(\d+)/Content\.xml", re.IGNORECASE)
_OTHER = (
    r"(?i)OFD\.xml|(?:.*/)?Document\.xml|(?:.*/)?(?:Annots?|Tpls|Attachs|Tags|CustomTags)/.*\.xml"
)
_TOLD = {"Remark", "Title", "Author", "Subject", "Abstract", "Keyword", "CustomData"}
_PICTURES = {"ImageObject", "PathObject"}


def read_ofd(data: bytes) -> Extract:
    """Text page by page; a document of pictures alone is Unreadable as scanned."""
    writer = Writer()
    with opened(data, "OFD.xml") as package:
        trees = dict(parts(package, _PAGE.pattern))
        pages = [trees[name] for name in sorted(trees, key=_number)]
        unread = [place for place, root in enumerate(pages, 1) if not _page(writer, place, root)]
        if pages and not writer.text.strip():
            raise Unreadable("scanned")
        others = [root for _, root in parts(package, _OTHER)]
        write_lines(writer, "批注和属性", (text for root in others for text in _texts(root)))
        writer.leave(found(unread=[f"第{place}页" for place in unread]))
    return writer.done()


def _number(name: str) -> int:
    match = _PAGE.fullmatch(name)
    return int(match[1]) if match else 0


def _page(writer: Writer, place: int, root: Element) -> bool:
    """Add the text of a page; False for one that shows something and says nothing."""
    writer.place(f"第{place}页")
    said = [text for text in _texts(root) if text]
    for text in said:
        writer.line(text)
    return bool(said) or not any(local(one) in _PICTURES for one in root.iter())


def _texts(root: Element) -> Iterator[str]:
    """A line for each text object: the codes of one object are parts of one line."""
    for element in root.iter():
        if local(element) == "TextObject":
            codes = (one.text or "" for one in element.iter() if local(one) == "TextCode")
            yield "".join(codes).strip()
        elif local(element) in _TOLD:
            yield (element.text or "").strip()
