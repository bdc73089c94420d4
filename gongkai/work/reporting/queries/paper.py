"""The report as a Word document: title, six chapters, the three tables with their merged heads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from gongkai.rules.report_tables import CHAPTERS, Printed, Spot, printed
from gongkai.work.files.copies.official import add_run, saved, say, set_page
from gongkai.work.files.copies.word_lines import BODY, HEAD, KAI, TITLE
from gongkai.work.reporting.queries.reports import title_of

# GB/T 9704-2012 (our reading); a report goes out in the form of an official paper.
_SIZE_TWO, _SIZE_THREE, _SIZE_TABLE = Pt(22), Pt(16), Pt(9)
_INNER = 210 - 28 - 26
_TWIPS = 1440 / 25.4
_CENTER, _FULL = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def report_docx(content: Mapping[str, Any]) -> bytes:
    """Return the report in the shape of the contract, with `name` and `text`, as .docx."""
    document: Any = Document()
    set_page(document)
    title = title_of(content)
    say(document, title, TITLE, _SIZE_TWO, _CENTER, indent=False)
    tables = {one.code: one for one in printed(content)}
    text = content.get("text") or {}
    for chapter in CHAPTERS:
        say(document, chapter.heading, HEAD, _SIZE_THREE, _FULL, together=True)
        if chapter.code in tables:
            _add_table(document, tables[chapter.code])
        for heading, words in (text.get(chapter.heading) or {}).items():
            _add_part(document, heading, words)
    return saved(document, title)


def _add_part(document: Any, heading: str, words: str) -> None:
    if heading:
        say(document, heading, KAI, _SIZE_THREE, _FULL, together=True)
    for line in filter(None, (line.strip() for line in (words or "无。").splitlines())):
        say(document, line, BODY, _SIZE_THREE, _FULL)


def _add_table(document: Any, table: Printed) -> None:
    """A table of the form; merged cells are written as such, so that they can be read again."""
    made = document.add_table(rows=0, cols=len(table.shares), style="Table Grid")
    made.autofit = False
    whole = sum(table.shares)
    widths = [round(_INNER * share / whole * _TWIPS) for share in table.shares]
    for column, width in zip(made.columns, widths, strict=True):
        column._gridCol.set(qn("w:w"), str(width))
    down: dict[int, tuple[Spot, int]] = {}
    for row in table.rows:
        down = _add_row(made, row, widths, down)
    document.add_paragraph()


def _add_row(
    table: Any, row: tuple[Spot, ...], widths: list[int], down: dict[int, tuple[Spot, int]]
) -> dict[int, tuple[Spot, int]]:
    """Write one row; returned are the cells that reach into the next, by their first column."""
    tr = OxmlElement("w:tr")
    table._tbl.append(tr)
    _put(tr.get_or_add_trPr(), "w:cantSplit", {})
    left: dict[int, tuple[Spot, int]] = {}
    spots, place = iter(row), 0
    while place < len(widths):
        over = down.get(place)
        spot, more = (over[0], over[1]) if over else ((one := next(spots)), one.down)
        merge = "" if spot.down == 1 else ("continue" if over else "restart")
        width = sum(widths[place : place + spot.across])
        tr.append(_cell(spot, width, merge, "" if over else spot.text, table))
        if more > 1:
            left[place] = spot, more - 1
        place += spot.across
    return left


def _cell(spot: Spot, width: int, merge: str, text: str, table: Any) -> Any:
    cell, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    _put(properties, "w:tcW", {"w:w": str(width), "w:type": "dxa"})
    if spot.across > 1:
        _put(properties, "w:gridSpan", {"w:val": str(spot.across)})
    if merge:
        _put(properties, "w:vMerge", {"w:val": merge})
    _put(properties, "w:vAlign", {"w:val": "center"})
    cell.append(properties)
    paragraph = OxmlElement("w:p")
    cell.append(paragraph)
    _write(Paragraph(paragraph, table), text, spot)
    return cell


def _write(paragraph: Paragraph, text: str, spot: Spot) -> None:
    paragraph.alignment = _CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    if text:
        add_run(paragraph, text, HEAD if spot.is_head else BODY, _SIZE_TABLE)


def _put(parent: Any, name: str, values: Mapping[str, str]) -> None:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(key), value)
    parent.append(element)
