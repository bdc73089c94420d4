"""How the lines of a Word file look, through all the places where that may be said.

What a run says counts before what its style says, that before the style of the paragraph and
those it is based on, and last come the defaults of the document. Files of WPS often have no styles
at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from gongkai.work.files.extract.word_parts import WordParts, is_on

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEEPEST = 12
_TWIPS = 20.0
_RED_FROM, _OTHERS_UP_TO = 0xB0, 0x50
_SIDES = {
    "center": "center", "right": "right", "end": "right", "left": "left", "start": "left",
    "both": "left", "distribute": "center",
}  # fmt: skip


@dataclass(frozen=True)
class Type:
    """Face, size in points, weight and colour of some text."""

    face: str = ""
    size: float = 0.0
    bold: bool = False
    red: bool = False


class Looks:
    """Looks up what a paragraph and a run look like."""

    def __init__(self, parts: WordParts) -> None:
        self._styles: dict[str, Any] = {}
        self._normal: dict[str, str] = {}
        self._defaults: dict[str, Any] = {}
        self._faces = _theme_faces(parts.theme)
        if parts.styles is not None:
            self._read(parts.styles)

    def _read(self, styles: Any) -> None:
        for style in styles.findall(qn("w:style")):
            self._styles[style.get(qn("w:styleId"), "")] = style
            if style.get(qn("w:default")) in {"1", "true"}:
                self._normal[style.get(qn("w:type"), "")] = style.get(qn("w:styleId"), "")
        for tag in ("rPr", "pPr"):
            path = f"{qn('w:docDefaults')}/{qn(f'w:{tag}Default')}/{qn(f'w:{tag}')}"
            self._defaults[tag] = styles.find(path)

    def style_name(self, paragraph: Any) -> str:
        """The name of the paragraph's own style; empty for the usual one."""
        style = self._styles.get(_style_of(paragraph, "pPr", "pStyle"))
        name = style.find(qn("w:name")) if style is not None else None
        return name.get(qn("w:val"), "") if name is not None else ""

    def side(self, paragraph: Any) -> str:
        """left, center or right; justified text counts as left."""
        for properties in self._paragraph_properties(paragraph):
            found = properties.find(qn("w:jc"))
            if found is not None:
                return _SIDES.get(found.get(qn("w:val"), ""), "left")
        return "left"

    def indent(self, paragraph: Any) -> float:
        """The indent of the first line in points, as far as it is said in measures."""
        for properties in self._paragraph_properties(paragraph):
            found = properties.find(qn("w:ind"))
            value = found.get(qn("w:firstLine"), "") if found is not None else ""
            if value.lstrip("-").isdigit():
                return int(value) / _TWIPS
        return 0.0

    def usual_type(self, paragraph: Any, runs: list[tuple[Any, str]]) -> Type:
        """The look of most characters of the paragraph."""
        weighed: Counter[Type] = Counter()
        for run, text in runs:
            weighed[self._type(paragraph, run)] += len(text.strip())
        return weighed.most_common(1)[0][0] if weighed else Type()

    def _type(self, paragraph: Any, run: Any) -> Type:
        places = list(self._run_properties(paragraph, run))
        return Type(
            face=_first(places, self._face) or "",
            size=_first(places, _size) or 0.0,
            bold=bool(_first(places, _flag)),
            red=bool(_first(places, _is_red)),
        )

    def _face(self, properties: Any) -> str | None:
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            return None
        theme = fonts.get(qn("w:eastAsiaTheme"), "")
        return self._faces.get(theme[:5]) or fonts.get(qn("w:eastAsia")) or None

    def _paragraph_properties(self, paragraph: Any) -> Iterator[Any]:
        own = paragraph.find(qn("w:pPr"))
        styles = self._chain(_style_of(paragraph, "pPr", "pStyle"), "paragraph")
        found = [own, *(one.find(qn("w:pPr")) for one in styles), self._defaults.get("pPr")]
        yield from (one for one in found if one is not None)

    def _run_properties(self, paragraph: Any, run: Any) -> Iterator[Any]:
        own = run.find(qn("w:rPr"))
        styles = [
            *self._chain(_style_of(run, "rPr", "rStyle"), ""),
            *self._chain(_style_of(paragraph, "pPr", "pStyle"), "paragraph"),
        ]
        found = [own, *(one.find(qn("w:rPr")) for one in styles), self._defaults.get("rPr")]
        yield from (one for one in found if one is not None)

    def _chain(self, name: str, kind: str) -> Iterator[Any]:
        """A style and those it is based on; a circle of styles ends at some depth."""
        name = name or self._normal.get(kind, "")
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            base = style.find(qn("w:basedOn"))
            name = base.get(qn("w:val"), "") if base is not None else ""


def _style_of(element: Any, properties: str, tag: str) -> str:
    found = element.find(f"{qn(f'w:{properties}')}/{qn(f'w:{tag}')}")
    return found.get(qn("w:val"), "") if found is not None else ""


def _first(places: list[Any], asked: Callable[[Any], Any]) -> Any:
    return next((value for one in places if (value := asked(one)) is not None), None)


def _size(properties: Any) -> float | None:
    found = properties.find(qn("w:sz"))
    value = found.get(qn("w:val"), "") if found is not None else ""
    return int(value) / 2 if value.isdigit() else None


def _flag(properties: Any) -> bool | None:
    found = properties.find(qn("w:b"))
    return None if found is None else is_on(found)


def _is_red(properties: Any) -> bool | None:
    found = properties.find(qn("w:color"))
    return None if found is None else is_red(found.get(qn("w:val"), ""))


def is_red(colour: str) -> bool:
    """True for FF0000 and its like, and for the word."""
    plain = colour.strip("# ").split(" ")[0].lower()
    if plain == "red":
        return True
    try:
        value = int(plain, 16) if len(plain) == 6 else 0  # noqa: PLR2004 - rrggbb
    except ValueError:
        return False
    red, green, blue = value >> 16, value >> 8 & 0xFF, value & 0xFF
    return red >= _RED_FROM and green <= _OTHERS_UP_TO and blue <= _OTHERS_UP_TO


def _theme_faces(theme: Any) -> dict[str, str]:
    """The Chinese faces of the theme: for `minor` and `major`."""
    found: dict[str, str] = {}
    for name in ("minor", "major"):
        fonts = theme.find(f".//{_A}{name}Font") if theme is not None else None
        for font in fonts if fonts is not None else ():
            if font.get("script") == "Hans" or (font.tag == f"{_A}ea" and font.get("typeface")):
                found[name] = font.get("typeface", "")
    return found
