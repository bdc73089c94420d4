"""The body of a version as blocks that any writer can set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from lxml import html as lxml_html

from gongkai.rules.document.gb9704 import placed_lines
from gongkai.work.files.copies.grid import table_block
from gongkai.work.files.copies.paper import Block, Run
from gongkai.work.files.html import PICTURE, clean_html

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MARKS: dict[str, str] = {
    "strong": "bold", "em": "italic", "u": "underline", "s": "strike", "sup": "sup", "sub": "sub",
}  # fmt: skip
_HEADINGS = ("h2", "h3", "h4")
_BLOCKS = frozenset({"p", *_HEADINGS, "ul", "ol", "blockquote", "table"})


def blocks_of(html: str) -> tuple[Block, ...]:
    """The body as blocks; its headings begin at level 1, signature and date stand on the right."""
    if not html.strip():
        return ()
    root = lxml_html.fragment_fromstring(clean_html(html), create_parent="div")
    return _placed(_raised([*_blocks(root)]))


def _blocks(parent: Any) -> Iterator[Block]:
    """The blocks within an element; text between them is a paragraph of its own."""
    loose = _Line()
    loose.add(parent.text)
    for child in parent:
        if child.tag in _BLOCKS:
            yield from loose.ended()
            yield from _block(child)
        else:
            yield from loose.take(child)
        loose.add(child.tail)
    yield from loose.ended()


def _block(element: Any) -> Iterator[Block]:
    if element.tag == "p":
        yield from _blocks(element)
    elif element.tag in _HEADINGS:
        level = _HEADINGS.index(element.tag) + 1
        for block in _blocks(element):
            is_text = block.kind == "paragraph"
            yield replace(block, kind="heading", level=level) if is_text else block
    elif element.tag == "blockquote":
        yield Block("quote", blocks=tuple(_blocks(element)))
    elif element.tag == "table":
        yield from _table(element)
    else:
        items = [tuple(_blocks(item)) for item in element.findall("li")]
        yield Block("list", is_ordered=element.tag == "ol", items=tuple(filter(None, items)))


def _table(element: Any) -> Iterator[Block]:
    caption = element.find("caption")
    if caption is not None:
        for block in _blocks(caption):
            yield replace(block, side="center")
    table = table_block(element, lambda cell: tuple(_blocks(cell)))
    if table is not None:
        yield table


class _Line:
    """The runs of a paragraph that is being gathered."""

    def __init__(self) -> None:
        self._runs: list[Run] = []

    def add(self, text: str | None, look: Run = Run("")) -> None:  # noqa: B008 - it is frozen
        plain = _BLANKS.sub(" ", text or "")
        if plain:
            self._runs.append(replace(look, text=plain))

    def take(self, element: Any, look: Run = Run("")) -> Iterator[Block]:  # noqa: B008 - frozen
        """Add what stands within an inline element; a picture ends the paragraph."""
        if element.tag == "br":
            self._runs.append(Run("\n"))
            return
        if element.tag == "img":
            yield from self.ended()
            yield from _picture(element)
            return
        if element.tag in _MARKS:
            mark: dict[str, Any] = {_MARKS[element.tag]: True}
            look = replace(look, **mark)
        if element.tag == "a":
            look = replace(look, link=element.get("href", ""))
        self.add(element.text, look)
        for child in element:
            if child.tag in _BLOCKS:
                yield from self.ended()
                yield from _block(child)
            else:
                yield from self.take(child, look)
            self.add(child.tail, look)

    def ended(self) -> Iterator[Block]:
        """The paragraph, unless it says nothing."""
        runs, self._runs = _trimmed(self._runs), []
        if runs:
            yield Block("paragraph", runs=tuple(runs))


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without blanks and breaks at both ends; a paragraph of blanks alone is none."""
    kept = list(runs)
    while kept and not kept[0].text.strip(" \n"):
        kept.pop(0)
    while kept and not kept[-1].text.strip(" \n"):
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip(" "))
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    return kept


def _picture(image: Any) -> Iterator[Block]:
    if found := PICTURE.fullmatch(image.get("src", "")):
        yield Block("picture", picture=found[1], alt=image.get("alt", ""))


def _raised(blocks: list[Block]) -> list[Block]:
    """The highest heading that is used becomes the first level."""
    levels = [one.level for one in blocks if one.kind == "heading"]
    above = min(levels, default=1) - 1
    return [replace(one, level=one.level - above) if one.level else one for one in blocks]


def _placed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    texts = ["".join(run.text for run in one.runs) for one in blocks]
    sides = placed_lines(texts)
    return tuple(
        replace(one, side=sides[at]) if at in sides and one.kind == "paragraph" else one
        for at, one in enumerate(blocks)
    )


def pictures_in(blocks: Sequence[Block]) -> list[str]:
    """The SHA-256 of each picture, wherever it stands."""
    found: list[str] = []
    for one in blocks:
        found += [one.picture] if one.picture else []
        for inner in (one.blocks, *one.items, *(cell.blocks for cell in one.cells)):
            found += pictures_in(inner)
    return list(dict.fromkeys(found))
