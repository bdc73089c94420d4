"""HTML pasted as text: its tables with their merged cells, and the text around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from gongkai.rules.plan.model import Cell, Line, Row, Source, Table

_MARKUP = re.compile(r"<(?:table|tbody|tr|td|html|body|p|div)\b[^>]*>", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:table|tr|td|html|body|p|div)>", re.IGNORECASE)
_BREAKS = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "section", "title"}
_UNSEEN = {"script", "style", "nav", "footer", "noscript", "select"}
_MOST_SPANNED = 200
_KEYS_A_TABLE = 1_000_000


def is_markup(content: str) -> bool:
    """True if the text is HTML."""
    return bool(_MARKUP.search(content)) and bool(_CLOSED.search(content))


def read(content: str) -> Source:
    """Return the source of an HTML text; its lines are paragraphs and rows of tables."""
    source = Source(lines=[], body=[])
    parser = _Parser(source)
    parser.feed(content)
    parser.close()
    parser.end_line()
    return source


@dataclass
class _Open:
    """A table that is being read: its rows, and cells that reach down from rows above."""

    key: int
    rows: list[Row] = field(default_factory=list)
    cells: dict[int, Cell] = field(default_factory=dict)
    down: dict[int, tuple[Cell, int]] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    text: str = ""


class _Parser(HTMLParser):
    def __init__(self, source: Source) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.tables: list[_Open] = []
        self.text, self.unseen = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "table":
            self.end_line()
            self.tables.append(_Open(_KEYS_A_TABLE * (1 + len(self.source.tables))))
        elif tag == "tr" and self.tables:
            self._end_row()
        elif tag in {"td", "th"} and self.tables:
            self._end_cell()
            sizes = dict(attrs)
            self.tables[-1].span = _size(sizes.get("rowspan")), _size(sizes.get("colspan"))
        elif tag in _BREAKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in {"td", "th"} and self.tables:
            self._end_cell()
        elif tag == "tr" and self.tables:
            self._end_row()
        elif tag == "table" and self.tables:
            self._end_row()
            self._end_table()
        elif tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        plain = " ".join(data.replace("\u00a0", " ").split())
        if self.unseen or not plain:
            return
        if self.tables and self.tables[-1].span:
            self.tables[-1].text += plain
        elif not self.tables:
            self.text += plain

    def end_line(self) -> None:
        """Put the running text that waits into the body."""
        if self.text.strip():
            self._add_line(self.text.strip())
        self.text = ""

    def _add_line(self, text: str) -> None:
        self.source.lines.append(text)
        self.source.body.append(Line(text, len(self.source.lines), indented=True))

    def _break(self) -> None:
        if self.tables and self.tables[-1].span:
            self.tables[-1].text += "\n"
        else:
            self.end_line()

    def _end_cell(self) -> None:
        table = self.tables[-1]
        if table.span is None:
            return
        rows, wide = table.span
        table.key += 1
        text = "\n".join(line for line in table.text.split("\n") if line.strip())
        cell, place = Cell(text, table.key), self._next_place(table)
        for at in range(place, place + wide):
            table.cells[at] = cell
            if rows > 1:
                table.down[at] = cell, rows
        table.span, table.text = None, ""

    def _next_place(self, table: _Open) -> int:
        place = 0
        while place in table.cells or (place in table.down and table.down[place][1] > 0):
            if place not in table.cells:
                table.cells[place] = table.down[place][0]
            place += 1
        return place

    def _end_row(self) -> None:
        table = self.tables[-1]
        self._end_cell()
        if not table.cells:
            return
        for place, (cell, _) in table.down.items():
            table.cells.setdefault(place, cell)
        left = {place: (cell, rows - 1) for place, (cell, rows) in table.down.items()}
        table.down = {place: entry for place, entry in left.items() if entry[1] > 0}
        width = max(table.cells) + 1
        cells = tuple(
            table.cells.get(place) or Cell("", -table.key - place) for place in range(width)
        )
        self.source.lines.append(" | ".join(" ".join(cell.text.split()) for cell in cells))
        label = f"附表第{len(table.rows) + 1}行"
        table.rows.append(Row(cells, label, len(self.source.lines)))
        table.cells = {}

    def _end_table(self) -> None:
        table = self.tables.pop()
        narrow = all(len(row.cells) == 1 for row in table.rows)
        if table.rows and not narrow:
            self.source.tables.append(Table(tuple(table.rows)))
            return
        for row in table.rows:
            for line in row.cells[0].text.split("\n"):
                if line.strip():
                    self._add_line(line.strip())


def _size(text: str | None) -> int:
    return min(int(text), _MOST_SPANNED) if text and text.isdecimal() and int(text) else 1
