"""Who and when as running text says it, in brackets or behind a label."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.rules.plan.timelimits import is_time_limit
from gongkai.rules.plan.units import looks_like_units

_UNIT_LABEL = (
    r"(?:牵头|责任|配合|协办|参与|主办|承办|落实|协同)(?:责任)?(?:单位|部门|科室|处室|股室)"
)
_TIME_LABEL = (
    r"(?:完成时限|完成时间|时限要求|时间节点|时限|时间要求|完成期限|推进时间|时间安排|工作时限)"
)
_LABELS = rf"(?:{_UNIT_LABEL}|{_TIME_LABEL})[:：]"
# A labelled part runs to the end of its sentence; a further label may follow at once.
_OPEN = re.compile(rf"(?:(?<=[。；;！])|^)\s*(?:{_LABELS}[^。]*(?:。|$))+")
_BRACKET = re.compile(r"[（(【\[]((?:[^（）()【】\[\]]|[（(][^（）()]*[）)])*)[）)】\]]")
_LABELLED = re.compile(rf"^{_LABELS}")
_TIME = re.compile(rf"[；;，,。、]?{_TIME_LABEL}[:：]([^；;。]*)[；;。]?")
_ACTS = re.compile(r"(?:牵头|配合|负责|落实|按职责分工|分工负责)[^，、]{0,4}$|牵头[，,；;]")
_PLAIN_UNITS = re.compile(r"^[^。《》“”]{3,120}$")


@dataclass(frozen=True)
class Mark:
    """Units and time limit in a paragraph, and the characters that they fill."""

    start: int
    end: int
    units: str | None
    deadline: str | None


def find_marks(text: str) -> list[Mark]:
    """Return the marks of a paragraph, left to right.

    >>> [(m.units, m.deadline) for m in find_marks("公开预算。（区财政局牵头，6月底前完成）")]
    [('区财政局牵头', '6月底前完成')]
    """
    brackets = list(_BRACKET.finditer(text))
    outside = [
        match
        for match in _OPEN.finditer(text)
        if match.group().strip() and not any(_overlaps(one, match.start()) for one in brackets)
    ]
    marks = [_labelled(match.group(), match.start(), match.end()) for match in outside]
    for match in brackets:
        mark = _mark(match, match.group(1))
        known = any(_overlaps(other, match.start()) for other in outside)
        if mark and not known and (_LABELLED.match(match.group(1)) or _stands_apart(text, match)):
            marks.append(mark)
    return sorted(marks, key=lambda mark: mark.start)


def _overlaps(match: re.Match[str], at: int) -> bool:
    return match.start() <= at < match.end()


def _mark(match: re.Match[str], inside: str) -> Mark | None:
    end = match.end() + match.string[match.end() :].startswith("。")
    if _LABELLED.match(inside):
        return _labelled(inside, match.start(), end)
    units, deadline = _plain(inside)
    return Mark(match.start(), end, units, deadline) if units else None


def _labelled(text: str, start: int, end: int) -> Mark:
    limit = _TIME.search(text)
    units = _TIME.sub("；", text).strip("；;。 ，,")
    return Mark(start, end, units or None, limit.group(1).strip("。 ") if limit else None)


def _plain(inside: str) -> tuple[str | None, str | None]:
    """The units in brackets without a label, and the time limit that may follow them."""
    units, deadline = inside, None
    for sign in ("；", "，", ";", ","):
        head, _, tail = inside.rpartition(sign)
        if head and is_time_limit(tail):
            units, deadline = head, tail
            break
    if _PLAIN_UNITS.match(units) and looks_like_units(units):
        return units, deadline
    return None, None


def _stands_apart(text: str, match: re.Match[str]) -> bool:
    """（区财政局） ends a sentence; after the name of another unit it may explain that name."""
    before, after = text[: match.start()], text[match.end() :]
    if before.endswith(("。", "；", "！", ";")) or not before:
        return True
    ends = not after.strip("。；;")
    return ends and (bool(_ACTS.search(match.group(1))) or not looks_like_units(before[-8:]))
