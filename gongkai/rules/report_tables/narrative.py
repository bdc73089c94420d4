"""The numbers that the text of a report says about its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.rules.report_tables.cells import Key
from gongkai.rules.report_tables.form import GROUPS3, rows_of


@dataclass(frozen=True)
class Said:
    """A number of the text, the words around it, and the cells whose sum it must be."""

    phrase: str
    number: int
    keys: tuple[Key, ...]


def _total(*rows: str) -> tuple[Key, ...]:
    return tuple(("table3", row, "total") for row in rows)


# Only wordings that can mean nothing else; a number between other words is left alone, for a
# wrong alarm here would teach people not to look.
_REQUESTS = "(?:政府信息公开|政府信息|信息公开|依申请公开|公开)?(?:依申请公开)?(?:申请|公开件|件)?"


def _patterns(year: int | None) -> tuple[tuple[re.Pattern[str], tuple[Key, ...]], ...]:
    """Wordings and the cells that they tell of; a year is another one than that of the report."""
    last, following = (f"|{year - 1}年度?", f"|{year + 1}年度?") if year is not None else ("", "")
    return (*_carried(last, following), *_PLAIN)


_PLAIN: tuple[tuple[re.Pattern[str], tuple[Key, ...]], ...] = (
    (
        re.compile(
            rf"(?:本年度?|全年|当年|共)?(?:新接收|新收到?|收到|受理|接收)"
            rf"(?:{_REQUESTS})(?P<n>\d+)件"
        ),
        _total("1"),
    ),
    (re.compile(r"(?:共|已|均)?办结(?:申请)?(?P<n>\d+)件"), _total("3.7")),
    (re.compile(r"(?<!部分)(?<!不)予以公开的?(?P<n>\d+)件"), _total("3.1")),
    (re.compile(r"部分公开的?(?P<n>\d+)件"), _total("3.2")),
    *(
        (re.compile(rf"{label[3:]}的?(?P<n>\d+)件"), _total(*rows_of(group)))
        for group, label in GROUPS3.items()
    ),
    (
        re.compile(r"(?:被提起|发生|因政府信息公开)?(?<!被)行政复议(?:案件)?(?P<n>\d+)件"),
        (("table4", "reconsideration", "total"),),
    ),
    (
        re.compile(r"行政诉讼(?:案件)?(?P<n>\d+)件"),
        (
            ("table4", "litigation_direct", "total"),
            ("table4", "litigation_after_reconsideration", "total"),
        ),
    ),
)


def _carried(last: str, following: str) -> Iterator[tuple[re.Pattern[str], tuple[Key, ...]]]:
    """What came over from the year before and goes on into the next."""
    coming = rf"(?:上年度?|去年{last})结转(?:办理)?(?:申请|件)?(?P<n>\d+)件"
    next_year = rf"(?:下年度?|次年{following})"
    going = rf"结转(?:到|至)?{next_year}(?:继续)?(?:办理)?(?:申请)?(?P<n>\d+)件"
    gone = rf"(?P<m>\d+)件(?:结转|转结)(?:到|至)?{next_year}"
    yield re.compile(coming), _total("2")
    yield re.compile(f"(?:{going}|{gone})"), _total("4")


def said_in(text: Any, year: int | None = None) -> Iterator[Said]:
    """Yield each number that the text says about the tables; `text` is a string or chapters.

    `year` is that of the report; without it, words like 2024年结转 are left alone.

    Source: 国办公开办函〔2021〕30号 (文字与表格一致); our reading of wordings.
    """
    plain = re.sub(r"\s", "", "\n".join(_strings(text)))
    for pattern, keys in _patterns(year):
        for match in pattern.finditer(plain):
            number = next(one for one in match.groups() if one is not None)
            yield Said(match.group(), int(number), keys)


def _strings(text: Any) -> Iterator[str]:
    if isinstance(text, str):
        yield text
    elif isinstance(text, Mapping):
        for one in text.values():
            yield from _strings(one)
    elif isinstance(text, list | tuple):
        for one in text:
            yield from _strings(one)
