"""The paragraphs of a page as a reader or reviewer meets them, hidden targets made visible."""

from __future__ import annotations

from html.parser import HTMLParser

_BREAKING = (
    "address article blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody tfoot thead tr ul"
)
_BREAKS = frozenset(_BREAKING.split())
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("script", "style", "template"))
_CELL_END = " | "


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._text: list[str] = []
        self._targets: list[str] = []
        self._unseen = 0

    def end_paragraph(self) -> None:
        text = " ".join("".join(self._text).split()).removesuffix(_CELL_END.rstrip()).rstrip()
        if text:
            self.paragraphs.append(text)
        self._text.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKS:
            self.end_paragraph()
        elif tag == "img":
            shown = " ".join(filter(None, (values.get("alt"), values.get("src"))))
            self._text.append(f"［图片：{shown}］")
        elif tag == "a":
            self._targets.append(values.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BREAKS:
            self.end_paragraph()
        elif tag in _CELLS:
            self._text.append(_CELL_END)
        elif tag == "a" and self._targets and (target := self._targets.pop()):
            self._text.append(f"［链接：{target}］")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._text.append(data)


def paragraphs_of(html: str) -> list[str]:
    """Return the paragraphs of `html`, a table row as one; empty ones are left out.

    Source: ours.

    >>> paragraphs_of("<p>甲<b>乙</b></p><table><tr><td>1</td><td>2</td></tr></table>")
    ['甲乙', '1 | 2']
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.paragraphs
