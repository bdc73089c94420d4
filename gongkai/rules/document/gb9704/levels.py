"""The numbers of the levels in a text: 一、 （一） 1. （1）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.rules.document.gb9704.lines import Line

_HANZI = "一二三四五六七八九十百"
_OPEN, _CLOSE = "[（(]", "[）)]"
_FORMS = (
    # Level, how it is written, and how it is found; right ones are those equal to the model.
    (2, "（{}）", re.compile(rf"(?P<all>{_OPEN}(?P<n>[{_HANZI}]{{1,4}}){_CLOSE}[、.，,]?)")),
    (1, "{}、", re.compile(rf"(?P<all>(?P<n>[{_HANZI}]{{1,4}})[、.．])")),
    (
        4,
        "（{}）",
        re.compile(rf"(?P<all>{_OPEN}(?P<n>\d{{1,2}}){_CLOSE}[、.，,]?|(?P<m>\d{{1,2}})[）)])"),
    ),
    (3, "{}.", re.compile(r"(?P<all>(?P<n>\d{1,2})[.．、])(?![\d])")),
)
_DEEPEST = 4
_SHOWN_WIDE = 3  # its full stop may be as wide as a character


@dataclass(frozen=True)
class Level:
    """The number at the beginning of a line: its level from 1 to 4, how it is and should be."""

    at: int
    depth: int
    count: int
    text: str
    right: str


def levels_of(lines: Iterable[Line]) -> list[Level]:
    """The numbered lines, in order; tables and boxes count by themselves and are left out."""
    found = (_level(line) for line in lines if not line.is_in_table and not line.is_boxed)
    return [one for one in found if one is not None]


def _level(line: Line) -> Level | None:
    for depth, model, pattern in _FORMS:
        if match := pattern.match(line.plain):
            numeral = match["n"] or match.groupdict().get("m") or ""
            count, rest = _count(numeral), line.plain[match.end() :]
            if not rest or (depth == 1 and _HANZI.find(rest[0]) == count):
                return None  # alone it is a cell or a page; 一、二年级 is a list of two
            text = match["all"]
            right = text if depth == _SHOWN_WIDE and text.endswith("．") else model.format(numeral)
            return Level(line.at, depth, count, text, right)
    return None


def _count(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    hundreds, hundred, rest = numeral.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = _HANZI.find(ones) + 1 if ones else 0
    value += ((_HANZI.find(tens) + 1) if tens else 1) * 10 if ten else 0
    return value + (((_HANZI.find(hundreds) + 1) if hundreds else 1) * 100 if hundred else 0)


def out_of_order(levels: Iterable[Level]) -> Iterator[tuple[Level, str]]:
    """Numbers that do not follow the one before them on their level, with that one.

    A list that begins with 1 again is a new list, except on the two levels of headings.
    """
    last: dict[int, Level] = {}
    for one in levels:
        before = last.get(one.depth)
        follows = one.count == (before.count if before else 0) + 1
        begins_again = one.count == 1 and one.depth > 2  # noqa: PLR2004 - the levels of headings
        if not follows and not begins_again:
            yield one, before.text if before else ""
        last[one.depth] = one
        for deeper in range(one.depth + 1, _DEEPEST + 1):
            last.pop(deeper, None)
