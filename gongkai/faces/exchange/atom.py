"""Changes as an Atom feed (RFC 4287), page by page (RFC 5005)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

from django.http import HttpRequest

from gongkai.faces.exchange.answers import moment, whole
from gongkai.faces.ui.dates import cn_date
from gongkai.rules.document import MARKS
from gongkai.work.journal.deeds import CHINA
from gongkai.work.records.queries.changes import Change

MEDIA_TYPE = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"
# A feed must say when it last changed. 条例 came into force on that day; nothing is older.
BEGINNING = datetime(2019, 5, 15, tzinfo=CHINA)
# Characters that XML 1.0 cannot hold, not even escaped.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Head:
    """What a feed is: its own tag, title, the page it goes with, and its addresses by relation."""

    tag: str
    title: str
    publisher: str
    page: str
    links: Mapping[str, str]


def feed(request: HttpRequest, head: Head, authority: str, changes: Sequence[Change]) -> bytes:
    """The feed as a file."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    _text(root, "id", head.tag)
    _text(root, "title", head.title)
    newest = max((one.place.at for one in changes), default=BEGINNING)
    _text(root, "updated", moment(newest))
    _text(ET.SubElement(root, "author"), "name", head.publisher)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=head.page)
    for relation, address in head.links.items():
        ET.SubElement(root, "link", rel=relation, type=MEDIA_TYPE, href=address)
    _text(root, "generator", "gongkai")
    for one in changes:
        _entry(request, ET.SubElement(root, "entry"), authority, one)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def tag(authority: str, index_number: str) -> str:
    """The permanent name of a record (RFC 4151), from its number and the year of that number."""
    year = index_number.rpartition("/")[2].partition("-")[0]
    return f"tag:{authority},{year}:records/{index_number}"


def _entry(request: HttpRequest, entry: ET.Element, authority: str, one: Change) -> None:
    number = one.index_number
    _text(entry, "id", tag(authority, number))
    _text(entry, "title", one.title if one.reason is None else f"已撤回：索引号 {number}")
    _text(entry, "published", moment(one.first_at))
    _text(entry, "updated", moment(one.place.at))
    _text(ET.SubElement(entry, "author"), "name", one.organisation.name)
    page = whole(request, "portal:record", number)
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=page)
    label = _fit(one.item.name)
    ET.SubElement(entry, "category", term=_fit(one.item.code), label=label)
    if one.reason is None:
        for mark in one.marks:
            ET.SubElement(entry, "category", term=mark, label=MARKS[mark])
        if one.summary:
            _text(entry, "summary", one.summary)
        return
    # An entry of the same name takes the place of the old one in every reader; the tombstones of
    # RFC 6721 are known to few, and the others would go on showing what was withdrawn.
    ET.SubElement(entry, "category", term="withdrawn", label="已撤回")
    _text(entry, "summary", f"{cn_date(one.place.at)}撤回。撤回原因：{one.reason}")


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _fit(text)


def _fit(text: str) -> str:
    return _UNFIT.sub("", text)
