"""A copy as a Word file in the measures of official papers (GB/T 9704), the same bytes each time.

Faces are named, not embedded; a second name tells machines without them what to take.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.work.files.copies.measures import fact_rows
from gongkai.work.files.copies.paper import Block, Cell, Paper, Run
from gongkai.work.files.copies.pictures import NAMELESS, fitted, unshown
from gongkai.work.files.copies.word_lines import (
    BODY,
    FOOT,
    HEAD,
    KAI,
    ROOM,
    TITLE,
    UNPRINTABLE,
    Form,
    fill,
    name_substitutes,
    new_paragraph,
    number_pages,
    plain_headings,
    set_outline,
)
from gongkai.work.files.copies.word_tables import add_table

_LEVELS = {1: HEAD, 2: KAI, 3: BODY}
_RED = "C00000"
_TEXT_POINTS, _LINES_POINTS = (210 - 28 - 26) / 25.4 * 72, 560.0
_TEXT = Form(BODY, 16, indent=2, line=28)
_NOTE = Form(HEAD, 10.5, line=18)
_SIDES: dict[str, dict[str, Any]] = {
    "flush": {"indent": 0},
    "center": {"indent": 0, "side": "center"},
    "right": {"indent": 0, "side": "right", "right": 2},
}


def as_docx(paper: Paper) -> bytes:
    """The paper as a .docx, dated by the moment of its publication."""
    document: Any = Document()
    _set_page(document, paper)
    writer = _Writer(document, paper)
    writer.write_head()
    writer.write(paper.blocks, document._body._element)
    writer.write_end()
    _describe(document, paper)
    name_substitutes(document)
    stream = io.BytesIO()
    document.save(stream)
    return dated(stream.getvalue())


class _Writer:
    """Puts blocks into the document, wherever they stand."""

    def __init__(self, document: Any, paper: Paper) -> None:
        self._document, self._paper = document, paper
        self._body = document._body._element
        self._pictures = {
            sha256: fit
            for sha256, data in paper.pictures.items()
            if (fit := fitted(data, _TEXT_POINTS, _LINES_POINTS))
        }

    def write_head(self) -> None:
        """Issuer, number and red line of a numbered document, and the title."""
        paper = self._paper
        if paper.number:
            form = Form(TITLE, 26, side="center", colour=_RED)
            self._line(self._body, paper.issuer, form)
            number = Form(BODY, 16, side="center", line=28, rule=_RED)
            self._line(self._body, paper.number, number)
        title = self._line(
            self._body, paper.title, Form(TITLE, 22, side="center", above=24, below=20)
        )
        set_outline(title, "Title")

    def write(self, blocks: Sequence[Block], where: Any, form: Form = _TEXT) -> None:
        """Add the blocks at the end of `where`, a body or a cell."""
        for one in blocks:
            match one.kind:
                case "paragraph":
                    sided = replace(form, **_SIDES.get(one.side, {}))
                    fill(self._document, new_paragraph(where, sided), one.runs, sided)
                case "heading":
                    self._heading(one, where, form)
                case "list":
                    self._list(one, where, form)
                case "quote":
                    self.write(one.blocks, where, replace(form, left=form.left + 2))
                case "picture":
                    self._picture(one, where, form)
                case "table":
                    add_table(where, one, self.write, form.room)

    def _heading(self, one: Block, where: Any, form: Form) -> None:
        face = replace(form, face=_LEVELS[min(one.level, 3)], together=True)
        paragraph = new_paragraph(where, face)
        set_outline(paragraph, f"Heading {min(one.level, 3)}")
        fill(self._document, paragraph, one.runs, face)

    def _list(self, one: Block, where: Any, form: Form) -> None:
        inner = replace(form, indent=0, left=form.left + 2)
        for number, item in enumerate(one.items, 1):
            mark = Run(f"{number}." if one.is_ordered else "·")
            first, rest = item[0], item[1:]
            if first.kind == "paragraph":
                first = replace(first, runs=(mark, Run(" "), *first.runs))
                self.write([first, *rest], where, inner)
            else:
                self.write([Block("paragraph", runs=(mark,)), *item], where, inner)

    def _picture(self, one: Block, where: Any, form: Form) -> None:
        fit = self._pictures.get(one.picture)
        if fit is None:
            fill(self._document, new_paragraph(where, form), [Run(unshown(one.alt))], form)
            return
        centred = Form(form.face, form.size, side="center")
        paragraph = new_paragraph(where, centred)
        run = self._document.add_paragraph().add_run()
        run.add_picture(io.BytesIO(fit.data), width=Pt(fit.width))
        self._body.remove(run._r.getparent())
        properties = next(run._r.iter(qn("wp:docPr")))
        properties.set("descr", one.alt or NAMELESS)
        paragraph.append(run._r)

    def _line(self, where: Any, text: str, form: Form) -> Any:
        paragraph = new_paragraph(where, form)
        fill(self._document, paragraph, [Run(text)], form)
        return paragraph

    def write_end(self) -> None:
        """Attached files, official data, and where the copy comes from."""
        paper = self._paper
        self._line(self._body, "", Form(HEAD, 10.5, rule="808080", line=24))
        if paper.files:
            self._line(self._body, "附件", replace(_NOTE, size=12, together=True))
        for number, one in enumerate(paper.files, 1):
            runs = [Run(f"{number}. "), Run(one.name, link=one.url), Run(f"（{one.size}）")]
            fill(self._document, new_paragraph(self._body, _NOTE), runs, _NOTE)
        self._line(self._body, "网上公开信息", replace(_NOTE, size=12, together=True))
        add_table(self._body, _facts(paper), self.write, ROOM)
        said = (
            f"本件由{paper.publisher}按网上公开的内容生成。附件、有效性和发布日期的证明以网页为准。"
        )
        self._line(self._body, said, _NOTE)


def _facts(paper: Paper) -> Block:
    """The official data as a table of labels and values, four columns wide."""
    cells: list[Cell] = []
    rows = fact_rows(paper.facts)
    for y, row in enumerate(rows):
        for place, (label, value) in enumerate(row):
            width = 1 if len(row) > 1 else 3
            cells += [_fact(2 * place, y, 1, label), _fact(2 * place + 1, y, width, value)]
    cells += [
        _fact(0, len(rows), 1, "网址"),
        _fact(1, len(rows), 3, paper.url, link=paper.url),
    ]
    return Block("table", columns=4, rows=len(rows) + 1, cells=tuple(cells))


def _fact(x: int, y: int, width: int, text: str, link: str = "") -> Cell:
    run = Run(text, link=link)
    return Cell(x, y, width, 1, x % 2 == 0, (Block("paragraph", runs=(run,)),))


def _set_page(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    foot = section.footer._element
    for paragraph in list(foot):
        foot.remove(paragraph)
    form = Form(FOOT, 14, side="center")
    number_pages(new_paragraph(foot, form), form)
    small = Form(HEAD, 7.5, side="center")
    for line in paper.footer:
        fill(document, new_paragraph(foot, small), [Run(line)], small)
    plain_headings(
        [document.styles[name] for name in ("Title", *(f"Heading {n}" for n in (1, 2, 3)))]
    )


def _describe(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    properties.title, properties.author = _property(paper.title), _property(paper.publisher)
    properties.keywords = _property("、".join(paper.keywords))
    properties.comments, properties.last_modified_by = _property(paper.url), ""
    properties.revision = 1
    properties.language = "zh-CN"
    properties.created = properties.modified = paper.published_at.astimezone(UTC).replace(
        tzinfo=None
    )


def _property(text: str) -> str:
    """As much of the text as Word's properties take."""
    return UNPRINTABLE.sub("", text)[:255]


def dated(data: bytes) -> bytes:
    """The same package with every part of the same old date, so that its bytes never differ."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(stream, "w") as made:
        for part in given.infolist():
            kept = zipfile.ZipInfo(part.filename)
            kept.compress_type, kept.external_attr = zipfile.ZIP_DEFLATED, 0
            made.writestr(kept, given.read(part))
    return stream.getvalue()
