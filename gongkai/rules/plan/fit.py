"""How well a printed cell suits a column: its words, and where its lines break."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.rules.plan import cells
from gongkai.rules.plan.columns import UNIT_KINDS
from gongkai.rules.plan.labels import is_label
from gongkai.rules.plan.tokens import printed_width
from gongkai.rules.plan.units import begins_unit, looks_like_units
from gongkai.rules.plan.words import WORDS

_TIME = re.compile(
    r"[年月日季周天]|长期|持续|常态|之日|即时|实时|及时|立即|适时|待定|尽快|工作日|每|前|底"
)
_NEW_POINT = re.compile(
    r"^(?:[（(]?\d{1,2}[）)]?[.．、）)]|[①-⑳]|[（(]?[一二三四五六七八九十]+[）)、])"
)
_STYLED = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、])"
)
_CLOSING = "，。、；：）》”’！？〉」』】〕,;:)"
_OPENING = "（《“〔〈‘【「"
_MARKS = _CLOSING + _OPENING
_ENDS = ("。", "；", "：", "！", ";", ":")
_OPEN = ("、", "，", "（", "《", "“", "和", "及", "与", ",")
_HALF_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_TOO_WIDE = -4.0
# Few rows have a remark.
_REMARK, _LONG_REMARK = -1.0, 15
_ODD_NAME, _SHORT_NAME, _LONG_NAME = 1.5, 2, 14
_DOES, _DOING = 0.6, re.compile(r"(?:牵头|配合|落实|负责|实施|参与)$")
_FUNCTION_WORD = re.compile(r"[的了并为对在将把被从]|等(?!有关|相关|部门|单位|各|$)")
_SEPARATORS = "、，,；;"
_FOREIGN = -0.8
_SHORT_LINE = -4.0
_LOOSE_LINE = -1.0
_ONE_CHARACTER = 2.0
# A cell seldom ends just where its last line is full.
_OPEN_END = {"requirement": -1.2, "number": 0.0, "category": -0.4, "ignored": -0.4}
_OPEN_END |= {"unit": -0.5, "lead": -0.5, "support": -0.5, "deadline": -0.5}
_LISTED = -0.8
_PARAGRAPH = -1.5
# Punctuation may hang over the edge of a column.
_SLACK = 2.5
# Digits and Latin letters are set with gaps that the text does not show.
_MIXED_SLACK = 1.0


def open_end(kind: str, line: str, following: str, width: float) -> float:
    """Return the cost of ending a cell where its last line is full and the text could go on."""
    return _OPEN_END[kind] if width and _room_left(line, following, width) < 0 else 0.0


def width_cost(line: str, limit: float) -> float:
    """Return the cost of a line that is wider than its column; no limit is 0."""
    return _TOO_WIDE if limit and _least_width(line) > limit + _SLACK else 0.0


@lru_cache(maxsize=20_000)
def _least_width(line: str) -> float:
    """The width with all punctuation set at half width, as justified lines may have it."""
    return printed_width(line) - sum(sign in _MARKS for sign in line)


@lru_cache(maxsize=50_000)
def word_fit(kind: str, text: str) -> float:
    """Return how well the words of a whole cell suit a column; below zero they do not."""
    if kind == "number":
        return 0.0
    if kind == "ignored":
        return _REMARK if len(text) < _LONG_REMARK else 2 * _REMARK
    score = cells.fit(kind, text)
    if kind == "category":
        odd = (len(text) <= _SHORT_NAME) + text.endswith(_ENDS + _OPEN)
        return min(score, 2.0) - _ODD_NAME * odd - (1.2 if opens_heading(text) else 1.7)
    if kind == "deadline" and score < 0:
        return -2.0 if _TIME.search(text) else score - 1.0
    if kind in UNIT_KINDS:
        return _unit_words(text, score)
    return score


def opens_heading(text: str) -> bool:
    """True if the text begins with a heading mark or a verb that opens headings.

    >>> opens_heading("推进政策公开"), opens_heading("问题强化公开")
    (True, False)
    """
    return bool(_STYLED.match(text)) or text.startswith(WORDS.openers)


def _unit_words(text: str, score: float) -> float:
    if text.startswith(tuple(_CLOSING)):
        return -6.0
    names = re.split(r"[、，,；;]", text)
    odd = any(_FUNCTION_WORD.search(name) for name in names) + (len(text) <= _SHORT_NAME)
    score += _DOES if _DOING.search(text) else 0.0
    return score - _ODD_NAME * (odd + is_label(text)) - (len(names[0]) > _LONG_NAME)


def foreign_head(kind: str, lines: list[str]) -> float:
    """Return the cost of a first line that is no unit above lines that are units in full."""
    if kind not in UNIT_KINDS or len(lines) == 1 or not lines[1].startswith(WORDS.unit_starts):
        return 0.0
    return 0.0 if looks_like_units(lines[0].rstrip(_SEPARATORS)) else _FOREIGN


def wrap_cost(kind: str, lines: list[str], following: str, width: float) -> float:
    """Return the cost of breaking a cell before the text `following`.

    A line is broken only where the next character, or run of digits, had no more room.
    """
    if not lines:
        return 0.0
    line = lines[-1]
    width = max(width, printed_width(line), _least_width(following))
    left = _room_left(line, following, width)
    if left < 0:
        return 0.0
    if left < _ONE_CHARACTER:
        return _LOOSE_LINE
    if kind in UNIT_KINDS and begins_unit(line, following):
        return _LISTED
    if kind == "requirement" and line.endswith(_ENDS) and _NEW_POINT.match(following):
        return _PARAGRAPH
    return _SHORT_LINE


def _room_left(line: str, following: str, width: float) -> float:
    slack = _MIXED_SLACK if re.search(r"[0-9A-Za-z]", line) else 0.0
    return width - printed_width(line) - _lead(following) - slack


def is_open(line: str, following: str, width: float) -> bool:
    """True if a cell whose last line is `line` may go on with `following` on the next page."""
    return _room_left(line, following, width) < _ONE_CHARACTER


def is_broken_at(line: str, following: str, width: float) -> bool:
    """True if a line of just this column was broken here: full, and not wider than it."""
    return printed_width(line) <= width < printed_width(line) + _lead(following)


@lru_cache(maxsize=20_000)
def _lead(text: str) -> float:
    """The width of what could not be broken: digits hold together, marks hold to a character."""
    plain = text.translate(_HALF_WIDTH)
    match = re.match(rf"[{_OPENING}]*(?:[0-9A-Za-z.]+|.)[{re.escape(_CLOSING)}]*", plain)
    return printed_width(text[: match.end()]) if match else 0.0
