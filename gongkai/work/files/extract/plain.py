"""Text, separated values and HTML."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from gongkai.work.files.extract.tokens import Tag, tokens_of
from gongkai.work.files.extract.writer import Extract, Span, Unreadable, Writer

_UNSEEN_TAGS = frozenset({"script", "style", "template"})
_READ_ATTRIBUTES = frozenset({"alt", "title", "content", "value", "placeholder"})
_BLOCKS = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "title"})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


class _Page(HTMLParser):
    """Text, readable attributes and comments of a page; tables cell by cell."""

    def __init__(self) -> None:
        super().__init__()
        self.writer = Writer()
        self._unseen = 0
        self._line: list[str] = []
        self._rows: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN_TAGS
        for name, value in attrs:
            if value and name in _READ_ATTRIBUTES:
                self.writer.line(value)
        if tag == "table" and self._rows is None:
            self.flush()
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in {"td", "th"} and self._rows:
            self._rows[-1].append("")
        elif tag in _BLOCKS:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN_TAGS and self._unseen > 0
        if tag == "table" and self._rows is not None:
            self.writer.table(row for row in self._rows if row)
            self._rows = None
        elif tag in _BLOCKS:
            self.flush()

    def end_of(self, tag: str, _: object) -> None:
        """The end of a tag, with the arguments of its start."""
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] += " ".join(data.split())
        else:
            self._line.append(data)

    def handle_comment(self, data: str) -> None:
        self.writer.line(data)

    def flush(self) -> None:
        text = " ".join("".join(self._line).split())
        if text:
            self.writer.line(text)
        self._line = []

    def done(self) -> Extract:
        self.close()
        self.flush()
        self.writer.table(row for row in self._rows or () if row)
        return self.writer.done()


def read_html(data: bytes) -> Extract:
    return of_html(_decoded(data))


def of_html(text: str) -> Extract:
    """The same for HTML that is a text already."""
    page = _Page()
    parts = tokens_of(text)
    if parts is None:
        page.feed(text)
    else:
        _feed(page, parts)
    return page.done()


def _feed(page: _Page, parts: Sequence[str | Tag]) -> None:
    """What the parser would have called for these, without it; text between tables at once."""
    lines: list[str] = []
    waiting: list[str] = []
    in_table = False
    for part in parts:
        if not isinstance(part, Tag):
            if in_table:
                page.handle_data(part)
            elif part:
                waiting.append(part)
        elif in_table or part.name == "table":
            _put(page, lines, waiting)
            lines, waiting = [], []
            handle = page.handle_starttag if part.is_start else page.end_of
            handle(part.name, [])
            in_table = part.name != "table" or part.is_start
        elif waiting and part.name in _BLOCKS:
            lines.append("".join(waiting))
            waiting = []
    _put(page, lines, waiting)


def _put(page: _Page, lines: list[str], waiting: Sequence[str]) -> None:
    texts = [" ".join(line.split()) for line in (*lines, "".join(waiting))]
    if said := [text for text in texts if text]:
        page.writer.line("\n".join(said))


def read_txt(data: bytes) -> Extract:
    """The text stays as it is, so that places in it are places in the file."""
    found = Extract(_decoded(data))
    at, grid = 0, []
    for line in [*found.text.split("\n"), ""]:
        if "\t" in line:
            grid.append(_cells(line, at))
        elif grid:
            found.tables.append(grid)
            grid = []
        at += len(line) + 1
    return found


def _cells(line: str, at: int) -> list[Span]:
    spans = []
    for cell in line.split("\t"):
        spans.append((at, at + len(cell)))
        at += len(cell) + 1
    return spans


def read_csv(data: bytes) -> Extract:
    writer = Writer()
    writer.table(row for row in csv.reader(io.StringIO(_decoded(data))) if row)
    return writer.done()


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise Unreadable("undecodable")
