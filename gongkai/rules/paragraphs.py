"""The paragraphs of a page as a reader or reviewer meets them, hidden targets made visible."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

_BREAKING = (
    "address article blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody tfoot thead tr ul"
)
_BREAKS = frozenset(_BREAKING.split())
_CELLS = frozenset(("td", "th"))
_ENDS_A_CELL = frozenset(("table", "tbody", "tfoot", "thead", "tr"))
_UNSEEN = frozenset(("script", "style", "template"))
_CELL_END = " | "

Label = Callable[[str, str], str]
"""How a picture is called, by its source and the words that go with it."""


class _Reader(HTMLParser):
    def __init__(self, label: Label) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._label = label
        self._text: list[str] = []
        self._targets: list[str] = []
        self._unseen = 0
        # Whether a cell is open: in no table, in the table, in the table within one of its cells …
        self._in_cell = [False]

    def end_paragraph(self) -> None:
        text = " ".join("".join(self._text).split()).removesuffix(_CELL_END.rstrip()).rstrip()
        if text:
            self.paragraphs.append(text)
        self._text.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _CELLS:
            self._end_cell()
            self._in_cell[-1] = True
        elif tag == "table":
            self._break()
            self._in_cell.append(False)
        elif tag in _BREAKS:
            if tag in _ENDS_A_CELL:
                self._end_cell()
            self._break()
        elif tag == "img":
            self._text.append(
                f"〔图片：{self._label(values.get('src', ''), values.get('alt', ''))}〕"
            )
        elif tag == "a":
            self._targets.append(values.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _CELLS:
            self._end_cell()
        elif tag in _BREAKS:
            if tag in _ENDS_A_CELL:
                self._end_cell()
            if tag == "table" and len(self._in_cell) > 1:
                self._in_cell.pop()
            self._break()
        elif tag == "a" and self._targets and (target := self._targets.pop()):
            self._text.append(f"［链接：{target}］")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._text.append(data)

    def _end_cell(self) -> None:
        """A cell of the outer table is set off; what is within a cell runs on in its row."""
        if self._in_cell[-1]:
            self._in_cell[-1] = False
            self._text.append(" " if any(self._in_cell) else _CELL_END)

    def _break(self) -> None:
        if any(self._in_cell):
            self._text.append(" ")
        else:
            self.end_paragraph()


def named_by_words(src: str, alt: str) -> str:
    """Return what a picture is called: its words, or that there are none.

    Source: ours.
    """
    return " ".join(alt.split()) or "没有文字说明"


def paragraphs_of(html: str, label: Label = named_by_words) -> list[str]:
    """Return the paragraphs of `html`, a table row as one; empty ones are left out.

    Source: ours.

    >>> paragraphs_of("<p>甲<b>乙</b></p><table><tr><td><p>1</p></td><td>2</td></tr></table>")
    ['甲乙', '1 | 2']
    """
    reader = _Reader(label)
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.paragraphs


def pictures_in(html: str) -> list[tuple[str, str]]:
    """Return source and words of each picture, in order.

    Source: ours.

    >>> pictures_in('<p><img src="file:1" alt="平面图"></p>')
    [('file:1', '平面图')]
    """
    found: list[tuple[str, str]] = []

    def noted(src: str, alt: str) -> str:
        found.append((src, alt))
        return ""

    paragraphs_of(html, noted)
    return found
