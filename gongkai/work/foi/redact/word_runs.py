"""Paragraphs of a Word file, run by run: what is seen is kept, what is only stored is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from gongkai.work.foi.redact.word_drawings import Box, drawings
from gongkai.work.foi.redact.word_source import NOTES, Part
from gongkai.work.foi.redact.word_tags import (
    Element,
    W,
    child,
    is_on,
    name_of,
    run_of,
    text_of,
    value_of,
    w,
)

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What holds text and adds nothing to it that is seen: links lose where they lead.
THROUGH = frozenset(
    {"ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple",
     "dir", "bdo", "ruby", "rubyBase", "rt"}
)  # fmt: skip
REMOVED = frozenset({"del", "moveFrom"})
_LIVE = re.compile(r"\s*(PAGE|NUMPAGES)\b[^\"]*")
_NUMBER = re.compile(r"[0-9]{1,6}")
_FONT = re.compile(r"[\w @\-.]{1,40}")
_SIGN = re.compile(r"[0-9A-Fa-f]{4}")


def paragraph(part: Part, element: Element) -> tuple[Element, list[Box]]:
    """The paragraph anew, with runs of one content each, and the boxes anchored in it."""
    made = w("p")
    given = child(element, "pPr")
    properties = part.source.properties.copy(given, "pPr")
    if properties is not None:
        made.append(properties)
    hidden = value_of(child(given, "pStyle")) in part.source.hidden
    boxes: list[Box] = []
    for one in _inline(part, element, hidden=hidden):
        if isinstance(one, Box):
            boxes.append(one)
        else:
            made.append(one)
    return made, boxes


def chosen(element: Element) -> Iterable[Element]:
    """What an mc:AlternateContent shows: its first choice; the stand-in only without one."""
    choice = element.find(f"{_COMPATIBLE}Choice")
    choice = element.find(f"{_COMPATIBLE}Fallback") if choice is None else choice
    return () if choice is None else choice


def is_alternative(element: Element) -> bool:
    """True for an mc:AlternateContent."""
    return bool(element.tag == f"{_COMPATIBLE}AlternateContent")


def words_in(element: Element) -> str:
    """The text that stands within, whatever becomes of it."""
    names = (f"{{{W}}}t", f"{{{W}}}delText", f"{MATHS}t")
    return "".join(one.text or "" for one in element.iter(*names))


def _inline(part: Part, elements: Iterable[Element], *, hidden: bool) -> Iterator[Element | Box]:
    for one in elements:
        name = name_of(one)
        if name == "r":
            yield from _run(part, one, hidden=hidden)
        elif name in REMOVED:
            part.left_out("changes")
        elif name == "fldSimple" and (live := _LIVE.match(value_of(one, "instr"))):
            yield w("fldSimple", instr=live[1])
        elif name in THROUGH:
            if name in {"ins", "moveTo"}:
                part.left_out("changes")
            if name in {"hyperlink"}:
                part.left_out("links")
            yield from _inline(part, one, hidden=hidden)
        elif is_alternative(one):
            yield from _inline(part, chosen(one), hidden=hidden)
        elif one.tag in (f"{MATHS}oMath", f"{MATHS}oMathPara"):
            part.left_out("formulas")
            yield run_of(text_of(words_in(one)))


def _run(part: Part, element: Element, *, hidden: bool) -> Iterator[Element | Box]:
    given = child(element, "rPr")
    unseen = _is_hidden(part, given, hidden)
    if unseen and words_in(element):
        part.left_out("hidden")
    properties = part.source.properties.copy(given, "rPr")
    for content in _contents(part, element):
        if unseen:
            continue
        if isinstance(content, Box) or name_of(content) in {"r", "fldSimple"}:
            yield content
        else:
            yield run_of(content, properties)


def _is_hidden(part: Part, properties: Element | None, by_paragraph: bool) -> bool:
    own = child(properties, "vanish")
    if own is not None:
        return is_on(own)
    by_style = value_of(child(properties, "rStyle")) in part.source.hidden
    return by_paragraph or by_style or is_on(child(properties, "specVanish"))


def _contents(part: Part, elements: Iterable[Element]) -> Iterator[Element | Box]:
    """What a run holds that is seen, one after the other; fields are followed on the way."""
    for one in elements:
        name = name_of(one)
        if name == "fldChar":
            yield from _field(part, one)
        elif name == "instrText":
            if part.fields:
                part.fields[-1][1] += one.text or ""
        elif part.is_code or any(state == "live" for state, *_ in part.fields):
            continue
        elif name in {"drawing", "pict", "object"}:
            yield from drawings(part, one)
        elif is_alternative(one):
            yield from _contents(part, chosen(one))
        elif name == "ruby":
            yield from _inline(part, one, hidden=False)
        elif (sign := _sign(part, one, name)) is not None:
            yield sign


def _sign(part: Part, one: Element, name: str) -> Element | None:
    if name in _NOTED:
        return _reference(part, value_of(one, "id"), name)
    make = _SIGNS.get(name)
    return make(one) if make is not None else None


def _break(one: Element) -> Element:
    kind = value_of(one, "type")
    return w("br", type=kind) if kind in {"page", "column"} else w("br")


def _symbol(one: Element) -> Element:
    font, sign = value_of(one, "font"), value_of(one, "char")
    fits = _FONT.fullmatch(font) and _SIGN.fullmatch(sign)
    return w("sym", font=font, char=sign) if fits else text_of("□")


_NOTED = frozenset(f"{kind}Reference" for kind in NOTES)
_SIGNS: dict[str, Callable[[Element], Element | None]] = {
    "t": lambda one: text_of(one.text) if one.text else None,
    "tab": lambda one: w("tab"),
    "ptab": lambda one: w("tab"),
    "br": _break,
    "cr": lambda one: w("br"),
    "noBreakHyphen": lambda one: text_of("\u2011"),
    "sym": _symbol,
    "footnoteRef": lambda one: w("footnoteRef"),
    "endnoteRef": lambda one: w("endnoteRef"),
}


def _reference(part: Part, number: str, name: str) -> Element | None:
    if not _NUMBER.fullmatch(number):
        return None
    part.source.notes[name.removesuffix("Reference")].append(number)
    return w(name, id=number)


def _field(part: Part, element: Element) -> Iterator[Element]:
    """A field has a code, which goes, and a result, which stays as the plain text that it shows.

    Only the numbers of pages stay alive: they say nothing and must be right.
    """
    kind = value_of(element, "fldCharType")
    if kind == "begin":
        part.fields.append(["code", ""])
        if (shown := _form_field(child(element, "ffData"))) is not None:
            yield text_of(shown)
    elif kind == "separate" and part.fields:
        live = _LIVE.match(part.fields[-1][1])
        part.fields[-1][0] = "live" if live else "result"
        if live and len(part.fields) == 1:
            yield w("fldSimple", instr=live[1])
    elif kind == "end" and part.fields:
        state, code = part.fields.pop()
        if state == "code" and not part.fields and (live := _LIVE.match(code)):
            yield w("fldSimple", instr=live[1])


def _form_field(given: Element | None) -> str | None:
    """What a box to tick or a list to choose from shows; other form fields show their result."""
    box, choice = child(given, "checkBox"), child(given, "ddList")
    if box is not None:
        own = child(box, "checked")
        return "☑" if is_on(own if own is not None else child(box, "default")) else "☐"
    if choice is not None:
        entries = [value_of(one) for one in choice.findall(f"{{{W}}}listEntry")]
        at = value_of(child(choice, "result")) or "0"
        return entries[int(at)] if at.isdigit() and int(at) < len(entries) else ""
    return None


def plain(words: str) -> Element:
    """A paragraph of these words."""
    made = w("p")
    made.append(run_of(text_of(words)))
    return made
