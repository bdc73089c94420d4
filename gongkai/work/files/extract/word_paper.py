"""A Word file as the value that the rules of official papers read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from gongkai.rules.document.gb9704 import BODY, BOX, TABLE, Paragraph, WordPaper
from gongkai.rules.plan.numbering import Numbering, numbering_of
from gongkai.work.files.extract import word_parts as parts_of
from gongkai.work.files.extract.word_look import Looks, Type, is_red
from gongkai.work.files.extract.word_numbers import spaced
from gongkai.work.files.extract.word_parts import UNSEEN, WordParts, is_on, seen, word_parts
from gongkai.work.journal.deeds import Refused

_V = "{urn:schemas-microsoft-com:vml}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_BLOCKS = frozenset({parts_of.PARAGRAPH, parts_of.TABLE})
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
_CHANGES = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
_TWIPS_PER_MM = 1440 / 25.4


def word_paper(name: str, data: bytes) -> WordPaper:
    """The lines and looks of a .docx, changes accepted; Refused for a file that is none."""
    parts = word_parts(name, data)
    try:
        return _Reading(parts).done()
    except Exception as error:  # values of strangers: numbers that are none, trees too deep
        raise Refused("file_damaged", name=name) from error


class _Reading:
    """The lines as far as they have been read."""

    def __init__(self, parts: WordParts) -> None:
        self._parts = parts
        self._looks = Looks(parts)
        self._numbering: Numbering = numbering_of(parts.numbering, parts.styles)
        self._lines: list[Paragraph] = []

    def done(self) -> WordPaper:
        margins = self._parts.margins
        # A red head may stand in the header of the page; a header that is none is looked past.
        for kind, root in margins:
            if kind == "header":
                self._add(root, BOX)
        body = self._parts.document.find(qn("w:body"))
        self._add(body if body is not None else (), BODY)
        width, height, edges = _page(self._parts.document)
        root = self._parts.document
        return WordPaper(
            paragraphs=tuple(self._lines),
            width=width,
            height=height,
            margins=edges,
            headers=tuple(_plain(one) for kind, one in margins if kind == "header"),
            footers=tuple(_plain(one) for kind, one in margins if kind == "footer"),
            has_page_numbers=any(_counts_pages(one) for _, one in margins),
            pictures=_pictures(root),
            tables=sum(1 for _ in root.iter(parts_of.TABLE)),
            changes=sum(1 for _ in root.iter(*_CHANGES)),
            comments=_comments(self._parts.comments),
            hidden=sum(1 for _ in parts_of.hidden_runs(root)),
        )

    def _add(self, parent: Any, where: str) -> None:
        for element in seen(parent, _BLOCKS):
            if element.tag == parts_of.TABLE:
                self._add_rows(element, where)
            else:
                self._add_boxes(element)
                self._add_line(element, where)

    def _add_rows(self, table: Any, where: str) -> None:
        for row in seen(table, frozenset({qn("w:tr")})):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                for cell in seen(row, frozenset({qn("w:tc")})):
                    self._add(cell, TABLE if where == BODY else where)

    def _add_boxes(self, paragraph: Any) -> None:
        for element in _within(paragraph):
            if element.tag == parts_of.BOX:
                self._add(element, BOX)
            elif element.tag == f"{_V}textpath" and element.get("string", "").strip():
                shape = element.getparent()
                red = is_red(shape.get("fillcolor", "")) if shape is not None else False
                self._lines.append(Paragraph(element.get("string"), where=BOX, red=red))

    def _add_line(self, paragraph: Any, where: str) -> None:
        runs = list(_runs(paragraph))
        text = spaced(self._numbering.label(paragraph)) + "".join(piece for _, piece in runs)
        look = self._looks.usual_type(paragraph, runs) if text.strip() else Type()
        self._lines.append(
            Paragraph(
                text=text,
                where=where,
                align=self._looks.side(paragraph),
                indent=self._looks.indent(paragraph),
                face=look.face,
                size=look.size,
                bold=look.bold,
                red=look.red,
                style=self._looks.style_name(paragraph),
            )
        )


def _within(parent: Any) -> Iterator[Any]:
    """All that is on the page below an element, boxes not opened."""
    for child in parent:
        if isinstance(child.tag, str) and child.tag not in UNSEEN:
            yield child
            if child.tag != parts_of.BOX:
                yield from _within(child)


def _runs(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """The runs of a paragraph with their text; hidden ones are not on the page."""
    for run in _within(paragraph):
        if run.tag == qn("w:r") and not is_on(run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")):
            text = "".join(_sign(child) for child in run)
            if text:
                yield run, text


def _sign(child: Any) -> str:
    if child.tag == qn("w:t"):
        return child.text or ""
    return _BREAKS.get(child.tag, "")


def _plain(root: Any) -> str:
    return " ".join("".join(one.text or "" for one in root.iter(qn("w:t"))).split())


def _counts_pages(root: Any) -> bool:
    fields = [one.text or "" for one in root.iter(qn("w:instrText"))]
    fields += [one.get(qn("w:instr"), "") for one in root.iter(qn("w:fldSimple"))]
    return any("PAGE" in one.split() for one in fields)


def _page(root: Any) -> tuple[float, float, tuple[float, float, float, float]]:
    """Width, height and the margins top, bottom, left and right of the first section."""
    section = next(root.iter(qn("w:sectPr")), None)
    size = section.find(qn("w:pgSz")) if section is not None else None
    edges = section.find(qn("w:pgMar")) if section is not None else None
    top, bottom, left, right = (
        _millimetres(edges, side) for side in ("top", "bottom", "left", "right")
    )
    return _millimetres(size, "w"), _millimetres(size, "h"), (top, bottom, left, right)


def _millimetres(element: Any, name: str) -> float:
    value = element.get(qn(f"w:{name}"), "") if element is not None else ""
    try:
        return round(float(value) / _TWIPS_PER_MM, 1)
    except ValueError:
        return 0.0


def _pictures(root: Any) -> int:
    return sum(1 for one in _within(root) if one.tag in {_BLIP, f"{_V}imagedata"})


def _comments(root: Any) -> int:
    return sum(1 for _ in root.iter(qn("w:comment"))) if root is not None else 0
