"""Pictures in a Word file, and text that stands in boxes; charts and files within are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gongkai.work.foi.redact.word_package import relation_of
from gongkai.work.foi.redact.word_source import Drawn, Part
from gongkai.work.foi.redact.word_tags import PIC, SPACES, WP, A, Element, R, W, run_of, text_of, w

LEFT_OUT = "【此处的图形、图表或者内嵌文件没有随本件提供】"
_EMU_PER_POINT = 12700
_EMU_PER_PIXEL = 9525
_WIDEST = 6_000_000
_EDGES, _SIDES = ("l", "t", "r", "b"), ("left", "top", "right", "bottom")
_NUMBER = re.compile(r"-?[0-9]{1,9}|[a-zA-Z]{1,20}")
_LENGTH = re.compile(r"(width|height):([0-9]{1,6}(?:\.[0-9]{1,6})?)(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_WRAPS = ("wrapNone", "wrapSquare", "wrapTopAndBottom")


@dataclass(frozen=True)
class Box:
    """Text that stands beside the lines: the content of a text box, or words drawn as a picture."""

    content: Element | None
    words: str = ""


def drawings(part: Part, element: Element) -> Iterator[Element | Box]:
    """What a w:drawing, w:pict or w:object shows: runs, and boxes to be set after the paragraph."""
    found = list(
        _modern(part, element) if element.tag == f"{{{W}}}drawing" else _vml(part, element)
    )
    if element.tag == f"{{{W}}}object":
        part.left_out("embedded")
    if not found:
        part.left_out("shapes")
        yield run_of(text_of(LEFT_OUT))
    yield from found


def _seen(element: Element, name: str) -> Iterator[Element]:
    """Elements of that name that are neither within a text box nor a stand-in for old programs."""
    for one in element.iter(name):
        if not _between(one, element) & {"txbxContent", "Fallback"}:
            yield one


def _between(one: Element, element: Element) -> set[str]:
    """The names of the elements in which `one` stands, up to `element`."""
    names: set[str] = set()
    while (one := one.getparent()) is not None and one is not element:
        names.add(etree.QName(one).localname)
    return names


def _modern(part: Part, element: Element) -> Iterator[Element | Box]:
    holders = [*element.iter(f"{{{WP}}}inline"), *element.iter(f"{{{WP}}}anchor")]
    pictures = list(_seen(element, f"{{{PIC}}}pic"))
    for one in pictures:
        alone = len(pictures) == 1 and one.getparent().tag == f"{{{A}}}graphicData"
        yield _picture(part, one, holders[0] if holders else None, alone=alone)
    for box in _seen(element, f"{{{W}}}txbxContent"):
        yield Box(box)


def _picture(part: Part, pic: Element, holder: Element | None, *, alone: bool) -> Element:
    blip = next(pic.iter(f"{{{A}}}blip"), None)
    cut = next(pic.iter(f"{{{A}}}srcRect"), None)
    crop = () if cut is None else tuple(_whole(cut.get(edge, "0")) for edge in _EDGES)
    drawn = None if blip is None else part.picture(relation_of(blip, "embed"), crop)
    if drawn is None:
        part.left_out("pictures")
        return run_of(text_of(LEFT_OUT))
    size = holder.find(f"{{{WP}}}extent") if alone and holder is not None else None
    size = next(pic.iter(f"{{{A}}}ext"), None) if size is None else size
    width, height = (0, 0) if size is None else (_whole(size.get(one, "0")) for one in ("cx", "cy"))
    graphic = _graphic(drawn, *_sized(drawn, width, height))
    floats = alone and holder is not None and holder.tag == f"{{{WP}}}anchor"
    return _shown(drawn, _anchor(holder, graphic) if floats and holder is not None else graphic)


def _vml(part: Part, element: Element) -> Iterator[Element | Box]:
    for one in element.iter(etree.Element):
        if "txbxContent" in _between(one, element):
            continue
        name = etree.QName(one).localname
        if name == "imagedata":
            yield _old_picture(part, one)
        elif name == "textpath" and one.get("string"):
            yield Box(None, one.get("string"))
        elif name == "txbxContent":
            yield Box(one)


def _old_picture(part: Part, element: Element) -> Element:
    crop = tuple(_fraction(element.get(f"crop{edge}", "")) for edge in _SIDES)
    drawn = part.picture(relation_of(element), crop)
    if drawn is None:
        part.left_out("pictures")
        return run_of(text_of(LEFT_OUT))
    lengths = {
        name: int(float(number) * _POINTS[unit] * _EMU_PER_POINT)
        for name, number, unit in _LENGTH.findall(element.getparent().get("style", ""))
    }
    size = _sized(drawn, lengths.get("width", 0), lengths.get("height", 0))
    return _shown(drawn, _graphic(drawn, *size))


def _shown(drawn: Drawn, held: Element) -> Element:
    content = w("drawing")
    content.append(held)
    drawn.run = run_of(content)
    return drawn.run


def _sized(drawn: Drawn, width: int, height: int) -> tuple[int, int]:
    if width > 0 and height > 0:
        return width, height
    width = min(drawn.width * _EMU_PER_PIXEL, _WIDEST)
    return width, max(1, width * drawn.height // drawn.width)


def _graphic(drawn: Drawn, width: int, height: int) -> Element:
    """The picture in the line, with nothing said about it but its number."""
    number = drawn.key[1:]
    return etree.fromstring(
        f"""<wp:inline xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}" xmlns:r="{R}"
 distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>
<wp:docPr id="{number}" name="图片 {number}"/><a:graphic><a:graphicData uri="{PIC}"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="{number}" name="图片 {number}"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="{drawn.key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>
</wp:inline>""".replace("\n", "")
    )


def _anchor(holder: Element, graphic: Element) -> Element:
    """The same picture where it floated, a seal over its signature for one."""
    made = etree.Element(f"{{{WP}}}anchor", nsmap=SPACES)
    for name in ("distT", "distB", "distL", "distR", "simplePos", "relativeHeight", "behindDoc"):
        made.set(name, _plain(holder.get(name), "0"))
    for name in ("locked", "layoutInCell", "allowOverlap"):
        made.set(name, _plain(holder.get(name), "1"))
    etree.SubElement(made, f"{{{WP}}}simplePos", x="0", y="0")
    for axis in ("H", "V"):
        made.append(_position(holder.find(f"{{{WP}}}position{axis}"), axis))
    made.append(graphic.find(f"{{{WP}}}extent"))
    wraps = [one for name in _WRAPS if (one := holder.find(f"{{{WP}}}{name}")) is not None]
    name = etree.QName(wraps[0]).localname if wraps else "wrapSquare"
    wrap = etree.SubElement(made, f"{{{WP}}}{name}")
    if name == "wrapSquare":
        wrap.set("wrapText", "bothSides")
    made.append(graphic.find(f"{{{WP}}}docPr"))
    made.append(graphic.find(f"{{{A}}}graphic"))
    return made


def _position(given: Element | None, axis: str) -> Element:
    made = etree.Element(f"{{{WP}}}position{axis}", nsmap=SPACES)
    relative = "column" if axis == "H" else "paragraph"
    made.set("relativeFrom", _plain(None if given is None else given.get("relativeFrom"), relative))
    kinds = [] if given is None else [one for one in given if one.tag in _POSITIONS]
    value = _plain((kinds[0].text or "").strip() if kinds else None, "0")
    inner = etree.SubElement(made, kinds[0].tag if kinds else f"{{{WP}}}posOffset")
    inner.text = value
    return made


_POSITIONS = (f"{{{WP}}}align", f"{{{WP}}}posOffset")


def _plain(value: str | None, otherwise: str) -> str:
    return value if value is not None and _NUMBER.fullmatch(value) else otherwise


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"-?[0-9]{1,12}", text) else 0


def _fraction(text: str) -> int:
    """0.25 or 16384f of VML as hundred-thousandths."""
    found = re.fullmatch(r"(-?[0-9]{0,9}\.?[0-9]{1,9})(f?)", text)
    if found is None:
        return 0
    return int(float(found[1]) * 100_000 / (65536 if found[2] else 1))
