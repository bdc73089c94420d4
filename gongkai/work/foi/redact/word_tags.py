"""Names in WordprocessingML, and copying of properties: only those known, only harmless values."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
SPACES = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Element = Any  # lxml.etree._Element, which has no public name

# Values of attributes are words of the standard, numbers and colours; free text has no place here.
VALUE = re.compile(
    r"[a-z][A-Za-z]{0,24}[0-9]?|[0-9A-Fa-f]{6}|[a-z]{2}-[A-Z]{2}"
    r"|-?[0-9]{1,7}(?:\.[0-9]{1,3})?(?:%|pt|cm|mm|in)?"
)
_FONT = re.compile(r"[\w @\-.]{1,40}")
_FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_REVISION = re.compile(r"rsid.*|author|date|id|initials|name")

_CHARACTERS = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint color "
    "spacing w kern position sz szCs highlight u bdr shd fitText vertAlign rtl cs em lang"
)
_PARAGRAPHS = (
    "pStyle keepNext keepLines pageBreakBefore widowControl numPr ilvl numId suppressLineNumbers "
    "pBdr top left bottom right between bar start end tabs tab suppressAutoHyphens kinsoku "
    "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid "
    "ind contextualSpacing mirrorIndents jc textDirection textAlignment outlineLvl rPr"
)
_TABLES = (
    "tblStyle tblpPr bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW tblCellSpacing "
    "tblInd tblBorders insideH insideV tl2br tr2bl tblLayout tblCellMar tblLook cantSplit "
    "trHeight tblHeader gridBefore gridAfter wBefore wAfter tcW gridSpan vMerge hMerge tcBorders "
    "noWrap tcMar tcFitText vAlign gridCol"
)
_SECTIONS = "type pgSz pgMar pgBorders lnNumType pgNumType cols col docGrid titlePg rtlGutter"
_STYLES = "pPr tblPr trPr tcPr"
PROPERTIES = frozenset(" ".join([_CHARACTERS, _PARAGRAPHS, _TABLES, _SECTIONS, _STYLES]).split())


def w(tag: str, /, **attributes: str) -> Element:
    """A new element of WordprocessingML."""
    made = etree.Element(f"{{{W}}}{tag}", nsmap=SPACES)
    for key, value in attributes.items():
        made.set(f"{{{W}}}{key}", value)
    return made


def text_of(text: str) -> Element:
    """A w:t with this text."""
    made = w("t")
    made.text = text
    made.set(_XML_SPACE, "preserve")
    return made


def run_of(content: Element, properties: Element | None = None) -> Element:
    """A run with one content."""
    made = w("r")
    if properties is not None:
        made.append(clone(properties))
    made.append(content)
    return made


def clone(element: Element) -> Element:
    """A copy of an element that is already clean."""
    return copy.deepcopy(element)


def name_of(element: Element) -> str:
    """`w:p` as "p"; of other namespaces with their prefix of this module, or "?"."""
    if not isinstance(element.tag, str):
        return "?"
    space, _, name = element.tag.rpartition("}")
    if space.lstrip("{") == W:
        return name
    prefix = next((one for one, url in SPACES.items() if url == space.lstrip("{")), "")
    return f"{prefix}:{name}" if prefix else f"?:{name}"


def child(element: Element | None, name: str) -> Element | None:
    """The first child of WordprocessingML with this name."""
    return None if element is None else element.find(f"{{{W}}}{name}")


def value_of(element: Element | None, name: str = "val") -> str:
    """An attribute of WordprocessingML; "" without one."""
    return "" if element is None else element.get(f"{{{W}}}{name}", "")


def is_on(element: Element | None) -> bool:
    """True for a switch that is there and not set to off."""
    return element is not None and value_of(element) not in {"0", "false", "off"}


class Properties:
    """Copies properties. `styles` are the new names of styles, `fonts` those of the theme."""

    def __init__(self, styles: dict[str, str], fonts: dict[str, str]) -> None:
        self.styles = styles
        self.fonts = fonts

    def copy(self, element: Element | None, name: str) -> Element | None:
        """The known properties of `element` as a new element of that name; None without any."""
        if element is None:
            return None
        made = w(name)
        for one in element:
            if (tag := name_of(one)) in PROPERTIES and (kept := self._one(one, tag)) is not None:
                made.append(kept)
        return made if len(made) else None

    def _one(self, element: Element, name: str) -> Element | None:
        if name == "rFonts":
            return self._fonts(element)
        if name in {"pStyle", "rStyle", "tblStyle"}:
            known = self.styles.get(value_of(element))
            return w(name, val=known) if known else None
        made = w(name, **dict(harmless(element)))
        for inner in element:
            if (tag := name_of(inner)) in PROPERTIES:
                kept = self._one(inner, tag)
                if kept is not None:
                    made.append(kept)
        return made

    def _fonts(self, element: Element) -> Element | None:
        made = w("rFonts")
        for slot in _FONT_SLOTS:
            theme = value_of(element, "cstheme" if slot == "cs" else f"{slot}Theme")
            font = self.fonts.get(theme, "") or value_of(element, slot)
            if _FONT.fullmatch(font):
                made.set(f"{{{W}}}{slot}", font)
        hint = value_of(element, "hint")
        if hint in {"eastAsia", "default", "cs"}:
            made.set(f"{{{W}}}hint", hint)
        return made if made.attrib else None


def harmless(element: Element) -> Iterator[tuple[str, str]]:
    """The attributes of WordprocessingML whose values are words of the standard or numbers."""
    for key, value in element.attrib.items():
        space, _, name = key.rpartition("}")
        if space.lstrip("{") == W and not _REVISION.fullmatch(name) and VALUE.fullmatch(value):
            yield name, value
