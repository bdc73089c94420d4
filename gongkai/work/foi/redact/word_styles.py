"""Styles, fonts of the theme and numbering of a Word file, rebuilt without anybody's words."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from gongkai.work.foi.redact.word_package import Package
from gongkai.work.foi.redact.word_tags import (
    A,
    Element,
    Properties,
    W,
    child,
    is_on,
    name_of,
    value_of,
    w,
)

# Names that programs know; any other may be anybody's word.
_KNOWN = re.compile(
    r"Normal|Normal Table|No List|Default Paragraph Font|heading [1-9]|toc [1-9]|Title|Subtitle"
    r"|header|footer|footnote (?:text|reference)|endnote (?:text|reference)|Table Grid"
    r"|List Paragraph|Strong|Emphasis|Body Text(?: [23])?|Body Text Indent(?: [23])?|Date"
    r"|Signature|Salutation|Closing|Plain Text|Normal \(Web\)|No Spacing|Quote|caption|page number"
)
_PATTERN = re.compile(
    r"[第（(〔\[【]?(?:%[1-9][.．\-、]?){1,9}[章节条款项部分编篇、.．)）〕\]】]{0,2}|[^\w%]?"
)
_PARTS = ("pPr", "rPr", "tblPr", "trPr", "tcPr")
_LEVEL = ("start", "numFmt", "lvlRestart", "isLgl", "suff", "lvlJc")
_SLOTS = {"latin": ("Ascii", "HAnsi"), "ea": ("EastAsia",), "cs": ("Bidi",)}
_KINDS = frozenset({"paragraph", "character", "table", "numbering"})


def properties_of(package: Package) -> Properties:
    """What copies properties: styles under new names, fonts of the theme by their own."""
    ids = {
        value_of(one, "styleId"): f"s{number}"
        for number, one in enumerate(_styles(package), 1)
    }  # fmt: skip
    return Properties(ids, _theme_fonts(package))


def hidden_styles(package: Package) -> frozenset[str]:
    """The ids of styles whose text is hidden, also through the style they are based on."""
    bases, hidden = {}, set()
    for one in _styles(package):
        name = value_of(one, "styleId")
        bases[name] = value_of(child(one, "basedOn"))
        properties = child(one, "rPr")
        if is_on(child(properties, "vanish")) or is_on(child(properties, "specVanish")):
            hidden.add(name)
    for _ in bases:
        more = {name for name, base in bases.items() if base in hidden} - hidden
        if not more:
            break
        hidden |= more
    return frozenset(hidden)


def clean_styles(package: Package, properties: Properties) -> Element:
    """The styles with their looks, without authors' names."""
    made = w("styles")
    defaults = child(package.related(package.main, "styles"), "docDefaults")
    for name in ("rPrDefault", "pPrDefault"):
        inner = properties.copy(child(child(defaults, name), name[:3]), name[:3])
        if inner is not None:
            if len(made) == 0:
                made.append(w("docDefaults"))
            made[0].append(w(name))
            made[0][-1].append(inner)
    for one in _styles(package):
        made.append(_style(one, properties))
    return made


def _styles(package: Package) -> list[Element]:
    root = package.related(package.main, "styles")
    found = [] if root is None else root.findall(f"{{{W}}}style")
    return [one for one in found if value_of(one, "type") in _KINDS]


def _style(element: Element, properties: Properties) -> Element:
    key = properties.styles[value_of(element, "styleId")]
    made = w("style", type=value_of(element, "type"), styleId=key)
    if value_of(element, "default") in {"1", "true"}:
        made.set(f"{{{W}}}default", "1")
    name = value_of(child(element, "name"))
    made.append(w("name", val=name if _KNOWN.fullmatch(name) else f"样式 {key[1:]}"))
    for link in ("basedOn", "next", "link"):
        if known := properties.styles.get(value_of(child(element, link))):
            made.append(w(link, val=known))
    if child(element, "qFormat") is not None:
        made.append(w("qFormat"))
    _add_parts(made, element, properties)
    for band in element.findall(f"{{{W}}}tblStylePr"):
        made.append(w("tblStylePr", type=value_of(band, "type")))
        _add_parts(made[-1], band, properties)
    return made


def _add_parts(made: Element, element: Element, properties: Properties) -> None:
    for name in _PARTS:
        inner = properties.copy(child(element, name), name)
        if inner is not None:
            made.append(inner)


def _theme_fonts(package: Package) -> dict[str, str]:
    """The font behind each slot, minorEastAsia and its kin."""
    root = package.related(package.main, "theme")
    fonts: dict[str, str] = {}
    if root is None:
        return fonts
    for weight in ("major", "minor"):
        found = next(root.iter(f"{{{A}}}{weight}Font"), None)
        for one in [] if found is None else found:
            kind = etree.QName(one).localname
            for slot in _SLOTS.get(kind, ()):
                fonts[f"{weight}{slot}"] = one.get("typeface", "")
            if kind == "font" and one.get("script") == "Hans":
                fonts[f"{weight}EastAsia"] = (
                    fonts.get(f"{weight}EastAsia") or one.get("typeface", "")
                )  # fmt: skip
    return fonts


def clean_numbering(
    package: Package, properties: Properties, remarks: Counter[str]
) -> Element | None:
    """The numbering; a pattern with words in it becomes a plain number."""
    root = package.related(package.main, "numbering")
    if root is None:
        return None
    made = w("numbering")
    for one in root.findall(f"{{{W}}}abstractNum"):
        made.append(w("abstractNum", abstractNumId=_number(one, "abstractNumId")))
        if kind := value_of(child(one, "multiLevelType")):
            made[-1].append(w("multiLevelType", val=kind))
        _add_levels(made[-1], one, properties, remarks)
    for one in root.findall(f"{{{W}}}num"):
        made.append(w("num", numId=_number(one, "numId")))
        made[-1].append(w("abstractNumId", val=_number(child(one, "abstractNumId"), "val")))
        for over in one.findall(f"{{{W}}}lvlOverride"):
            made[-1].append(w("lvlOverride", ilvl=_number(over, "ilvl")))
            if (start := child(over, "startOverride")) is not None:
                made[-1][-1].append(w("startOverride", val=_number(start, "val")))
            _add_levels(made[-1][-1], over, properties, remarks)
    return made


def _add_levels(
    made: Element, element: Element, properties: Properties, remarks: Counter[str]
) -> None:
    for level in element.findall(f"{{{W}}}lvl"):
        made.append(w("lvl", ilvl=_number(level, "ilvl")))
        for one in level:
            name = name_of(one)
            if name in _LEVEL:
                value = value_of(one)
                made[-1].append(w(name, val=value) if value.isalnum() else w(name))
            elif name == "lvlText":
                made[-1].append(w(name, val=_pattern(value_of(one), remarks)))
        _add_parts(made[-1], level, properties)


def _pattern(text: str, remarks: Counter[str]) -> str:
    if _PATTERN.fullmatch(text):
        return text
    remarks["numbering"] += 1
    found = re.search(r"%[1-9]", text)
    return f"{found.group()}." if found else "•"


def _number(element: Element | None, name: str) -> str:
    value = value_of(element, name)
    return value if re.fullmatch(r"[0-9]{1,9}", value) else "0"
