"""Numbers that Word prints by itself: 一、 （一） 1. as its numbering lists define them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_HANZI = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "ideographDigital",
    "chineseLegalSimplified",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
_SILENT = {"bullet", "none"}
_MOST_LEVELS = 9


@dataclass(frozen=True)
class _Level:
    """One level of a list: where it starts, its kind of numerals, and the text around them."""

    start: int
    kind: str
    text: str


@dataclass
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)

    def label(self, paragraph: Any) -> str:
        """Count a paragraph and return the number that Word prints before it, or nothing."""
        number, depth = self._place(paragraph)
        level = self.lists.get(number, {}).get(depth)
        if level is None or level.kind in _SILENT:
            return ""
        counts = self.counts.setdefault(self.shared.get(number, number), [0] * _MOST_LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_MOST_LEVELS - depth - 1)
        return re.sub(r"%(\d)", lambda match: self._numeral(number, counts, match), level.text)

    def list_of(self, paragraph: Any) -> str:
        """What tells the list of a paragraph from others; paragraphs that share it count on."""
        number, depth = self._place(paragraph)
        return f"{self.shared.get(number, number)} {depth}"

    def _numeral(self, number: str, counts: list[int], match: re.Match[str]) -> str:
        depth = int(match.group(1)) - 1
        level = self.lists[number].get(depth)
        count = counts[depth] or (level.start if level else 1)
        return _chinese(count) if level and level.kind in _CHINESE else _plain(count, level)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list and the level of a paragraph, its own or that of its style."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        known = self.styles.get(style.get(qn("w:val"))) if style is not None else None
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is None:
            return known or ("", 0)
        number, depth = _value(own, "w:numId"), _value(own, "w:ilvl")
        return number or (known[0] if known else ""), int(depth or (known[1] if known else 0))


def read_numbering(document: Any) -> Numbering:
    """Return the numbering of a document; without a numbering part nothing is numbered."""
    parts = [rel.target_part for rel in document.part.rels.values() if not rel.is_external]
    part = next((part for part in parts if str(part.partname) == "/word/numbering.xml"), None)
    return numbering_of(None if part is None else part.element, document.styles.element)


def numbering_of(root: Any, styles: Any) -> Numbering:
    """Return the numbering told by the parts numbering and styles; each may be None."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {
        entry.get(qn("w:abstractNumId")): entry for entry in root.findall(qn("w:abstractNum"))
    }
    for entry in root.findall(qn("w:num")):
        number, kind = entry.get(qn("w:numId")), _value(entry, "w:abstractNumId")
        if kind in abstract:
            numbering.lists[number] = _levels(abstract[kind])
            restarts = entry.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") is not None
            numbering.shared[number] = number if restarts else f"list {kind}"
    if styles is not None:
        _read_styles(styles, numbering)
    return numbering


def _levels(entry: Any) -> dict[int, _Level]:
    return {
        int(level.get(qn("w:ilvl"))): _Level(
            int(_value(level, "w:start") or 1),
            _value(level, "w:numFmt") or "decimal",
            _value(level, "w:lvlText") or "",
        )
        for level in entry.findall(qn("w:lvl"))
    }


def _read_styles(styles: Any, numbering: Numbering) -> None:
    for style in styles.findall(qn("w:style")):
        own = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number = _value(own, "w:numId") if own is not None else ""
        if number:
            depth = int(_value(own, "w:ilvl") or 0)
            numbering.styles[style.get(qn("w:styleId"))] = number, depth


def _value(element: Any, tag: str) -> str:
    found = element.find(qn(tag))
    return str(found.get(qn("w:val"), "")) if found is not None else ""


def _plain(count: int, level: _Level | None) -> str:
    if level and level.kind == "decimalEnclosedCircle" and count <= 20:  # noqa: PLR2004
        return chr(0x2460 + count - 1)
    if level and level.kind in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("A") + (count - 1) % 26)
        return letter if level.kind == "upperLetter" else letter.lower()
    return str(count)


def _chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    if not tens:
        return _HANZI[ones]
    head = "" if tens == 1 else _HANZI[tens] if tens < len(_HANZI) else str(tens)
    return f"{head}十{_HANZI[ones] if ones else ''}"
