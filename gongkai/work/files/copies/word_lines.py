"""Paragraphs and runs of a Word file, written as XML: a large text is done in a moment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from gongkai.work.files.copies.paper import Run

TITLE, HEAD, KAI, BODY, FOOT = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
_SUBSTITUTES = {TITLE: "宋体", HEAD: "微软雅黑", KAI: "楷体", BODY: "仿宋"}
ROOM = round((210 - 28 - 26) / 25.4 * 1440)
_LATIN = "Times New Roman"
_BLUE = "0B3D78"
# What XML and Excel cannot hold; a line break and a tab they can.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)


@dataclass(frozen=True)
class Form:
    """How a paragraph is set: face and size in points; indents in characters; spaces in points.

    `line` is the pitch of the lines, nought for the usual one; `rule` the colour of a line below;
    `room` the width for a table, in twentieths of a point.
    """

    face: str
    size: float
    side: str = "left"
    indent: float = 0
    left: float = 0
    right: float = 0
    line: float = 0
    above: float = 0
    below: float = 0
    colour: str = ""
    rule: str = ""
    together: bool = False
    room: int = ROOM


def _add(parent: Any, tag: str, **values: object) -> Any:
    child = OxmlElement(tag)
    for name, value in values.items():
        child.set(qn(f"w:{name}"), str(value))
    parent.append(child)
    return child


def new_paragraph(where: Any, form: Form) -> Any:
    """An empty paragraph at the end of a body or a cell, before what must stay last there."""
    paragraph = OxmlElement("w:p")
    properties = _add(paragraph, "w:pPr")
    if form.together:
        _add(properties, "w:keepNext")
    if form.rule:
        borders = _add(properties, "w:pBdr")
        _add(borders, "w:bottom", val="single", sz=8, space=6, color=form.rule)
    spacing: dict[str, object] = {"before": _twips(form.above), "after": _twips(form.below)}
    if form.line:
        spacing |= {"line": _twips(form.line), "lineRule": "exact"}
    _add(properties, "w:spacing", **spacing)
    width = form.size * 20
    _add(
        properties,
        "w:ind",
        left=round(form.left * width),
        right=round(form.right * width),
        firstLine=round(form.indent * width),
    )
    _add(properties, "w:jc", val={"left": "both"}.get(form.side, form.side))
    last = where[-1] if len(where) else None
    if last is not None and last.tag == qn("w:sectPr"):
        last.addprevious(paragraph)
    else:
        where.append(paragraph)
    return paragraph


def _twips(points: float) -> int:
    return round(points * 20)


def set_outline(paragraph: Any, style: str) -> None:
    """Make it the title or a heading, so that Word lists it and readers can jump to it."""
    properties = paragraph.find(qn("w:pPr"))
    name = OxmlElement("w:pStyle")
    name.set(qn("w:val"), style.replace(" ", ""))
    properties.insert(0, name)


def fill(document: Any, paragraph: Any, runs: Iterable[Run], form: Form) -> None:
    """Add the runs to a paragraph."""
    for run in runs:
        where = paragraph
        if _LINK.match(run.link):
            number = document.part.relate_to(
                run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            where = OxmlElement("w:hyperlink")
            where.set(qn("r:id"), number)
            paragraph.append(where)
        where.append(_run(run, form))


def _run(run: Run, form: Form) -> Any:
    element = OxmlElement("w:r")
    properties = _add(element, "w:rPr")
    _add(properties, "w:rFonts", ascii=_LATIN, hAnsi=_LATIN, eastAsia=form.face)
    for is_set, tag in ((run.bold, "w:b"), (run.italic, "w:i"), (run.strike, "w:strike")):
        if is_set:
            _add(properties, tag)
        elif tag != "w:strike":
            _add(properties, tag, val=0)
    _add(properties, "w:color", val=form.colour or (_BLUE if run.link else "000000"))
    _add(properties, "w:sz", val=round(form.size * 2))
    if run.underline:
        _add(properties, "w:u", val="single")
    if run.sup or run.sub:
        _add(properties, "w:vertAlign", val="superscript" if run.sup else "subscript")
    if run.text == "\n":
        _add(element, "w:br")
        return element
    text = _add(element, "w:t")
    text.text = UNPRINTABLE.sub("", run.text)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def number_pages(paragraph: Any, form: Form) -> None:
    """— 1 — in the middle of the foot."""
    for piece in ("— ", "PAGE", " —"):
        run = _run(Run("" if piece == "PAGE" else piece), form)
        if piece == "PAGE":
            for kind in ("begin", "", "end"):
                if kind:
                    _add(run, "w:fldChar", fldCharType=kind)
                else:
                    _add(run, "w:instrText").text = "PAGE"
        paragraph.append(run)


def name_substitutes(document: Any) -> None:
    """Tell Word and WPS which face to take where the first one is not installed."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>'
        for name, other in _SUBSTITUTES.items()
    )
    for one in document.part.rels.values():
        if "fontTable" in one.reltype:
            part = one.target_part
            part._blob = part.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")


def plain_headings(styles: Sequence[Any]) -> None:
    """Take the colours and sizes of the template's headings away; runs bring their own."""
    for style in styles:
        properties = style.element.find(qn("w:rPr"))
        if properties is not None:
            style.element.remove(properties)
        spacing = style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
        if spacing is not None:
            spacing.getparent().remove(spacing)
