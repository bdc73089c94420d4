"""Paragraphs, tables, text boxes and sections of a Word file, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gongkai.work.foi.redact.word_package import relation_of
from gongkai.work.foi.redact.word_runs import (
    REMOVED,
    THROUGH,
    chosen,
    is_alternative,
    paragraph,
    plain,
    words_in,
)
from gongkai.work.foi.redact.word_source import Part
from gongkai.work.foi.redact.word_tags import Element, R, child, is_on, name_of, value_of, w

_REFERENCES = frozenset({"headerReference", "footerReference"})
_KINDS = frozenset({"default", "first", "even"})
# Gives the part of a header or footer its new name by its kind and relation, "" for none.
Namer = Callable[[str, str], str]


def blocks(part: Part, elements: Iterable[Element], name: Namer) -> Iterator[Element]:
    """The blocks anew. A text box follows its paragraph as a table of one cell."""
    for one in elements:
        tag = name_of(one)
        if tag == "p":
            yield from _paragraph(part, one, name)
        elif tag == "tbl":
            yield from _table(part, one, name)
        elif tag == "sectPr":
            yield section(one, part, name)
        elif tag in REMOVED:
            part.left_out("changes")
        elif tag in THROUGH:
            yield from blocks(part, one, name)
        elif is_alternative(one):
            yield from blocks(part, chosen(one), name)
        elif tag in {"altChunk", "subDoc"}:
            part.left_out("embedded")
        elif words_in(one):
            part.left_out("unknown")


def _paragraph(part: Part, element: Element, name: Namer) -> Iterator[Element]:
    made, boxes = paragraph(part, element)
    given = child(child(element, "pPr"), "sectPr")
    if given is not None:
        if (properties := child(made, "pPr")) is None:
            properties = w("pPr")
            made.insert(0, properties)
        properties.append(section(given, part, name))
    yield made
    for box in boxes:
        part.left_out("boxes")
        inner = [plain(box.words)] if box.content is None else blocks(part, box.content, name)
        yield _framed(inner)
        yield w("p")


def _framed(inner: Iterable[Element]) -> Element:
    """A table of one cell with a border."""
    table, row, cell = w("tbl"), w("tr"), w("tc")
    properties, borders, grid = w("tblPr"), w("tblBorders"), w("tblGrid")
    for side in ("top", "left", "bottom", "right"):
        borders.append(w(side, val="single", sz="4", space="0", color="auto"))
    properties.extend([w("tblW", w="5000", type="pct"), borders])
    grid.append(w("gridCol", w="8000"))
    _fill(cell, inner)
    row.append(cell)
    table.extend([properties, grid, row])
    return table


def _fill(cell: Element, inner: Iterable[Element]) -> None:
    """A cell ends with a paragraph; without one, programs call the file damaged."""
    cell.extend(list(inner))
    if not len(cell) or name_of(cell[-1]) != "p":
        cell.append(w("p"))


def _table(part: Part, element: Element, name: Namer) -> Iterator[Element]:
    copy = part.source.properties.copy
    properties, grid = (
        copy(child(element, "tblPr"), "tblPr"),
        copy(child(element, "tblGrid"), "tblGrid"),
    )
    made = w("tbl")
    made.append(w("tblPr") if properties is None else properties)
    made.append(w("tblGrid") if grid is None else grid)
    made.extend(_rows(part, element, name))
    if child(made, "tr") is not None:
        yield made


def _rows(part: Part, elements: Iterable[Element], name: Namer) -> Iterator[Element]:
    for one in elements:
        tag = name_of(one)
        properties = child(one, "trPr") if tag == "tr" else None
        if child(properties, "del") is not None:
            part.left_out("changes")
        elif is_on(child(properties, "hidden")):
            part.left_out("hidden")
        elif tag == "tr":
            yield _row(part, one, name)
        elif tag in THROUGH:
            yield from _rows(part, one, name)


def _row(part: Part, element: Element, name: Namer) -> Element:
    made = w("tr")
    properties = part.source.properties.copy(child(element, "trPr"), "trPr")
    if properties is not None:
        made.append(properties)
    made.extend(_cells(part, element, name))
    return made


def _cells(part: Part, elements: Iterable[Element], name: Namer) -> Iterator[Element]:
    for one in elements:
        tag = name_of(one)
        if tag in THROUGH:
            yield from _cells(part, one, name)
        elif tag == "tc":
            yield _cell(part, one, name)


def _cell(part: Part, element: Element, name: Namer) -> Element:
    made, given = w("tc"), child(element, "tcPr")
    properties = part.source.properties.copy(given, "tcPr")
    if properties is not None:
        made.append(properties)
    merged = child(given, "vMerge")
    covered = merged is not None and value_of(merged) != "restart"
    removed = child(given, "cellDel") is not None
    if covered or removed:
        # What stands in a cell that another covers is stored and never shown.
        if words_in(element):
            part.left_out("changes" if removed else "hidden")
        _fill(made, ())
    else:
        _fill(made, blocks(part, element, name))
    return made


def section(element: Element, part: Part, name: Namer) -> Element:
    """The properties of a section with its headers and footers."""
    made = w("sectPr")
    for one in element:
        tag = name_of(one)
        if tag not in _REFERENCES or value_of(one, "type") not in _KINDS:
            continue
        if key := name(tag.removesuffix("Reference"), relation_of(one)):
            made.append(w(tag, type=value_of(one, "type")))
            made[-1].set(f"{{{R}}}id", key)
    plain_ones = part.source.properties.copy(element, "sectPr")
    made.extend([] if plain_ones is None else list(plain_ones))
    return made
