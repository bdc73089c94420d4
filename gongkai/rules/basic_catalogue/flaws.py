"""What keeps a row, or a whole edition, from being adopted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.rules.basic_catalogue.columns import FIELDS, PARENTS
from gongkai.rules.basic_catalogue.limit import BadLimit, read_term
from gongkai.rules.basic_catalogue.marks import channel_words, is_channel
from gongkai.rules.basic_catalogue.row import ALL, GROUP, ON_REQUEST, PROACTIVE, Row
from gongkai.rules.catalogue import ITEMS

LABELS = {
    "code": "代码",
    "field": "领域",
    "column": "所属栏目",
    "first": "一级事项",
    "second": "二级事项",
    "content": "公开内容（要素）",
    "basis": "公开依据",
    "limit_text": "公开时限",
    "publishers_text": "公开主体",
    "publishers": "公开主体对应的单位",
    "channels": "公开渠道和载体",
    "channels_must": "必选渠道（■）",
    "channels_may": "可选渠道（□）",
    "audience": "公开对象",
    "audience_group": "公开对象（特定群体）",
    "mode": "公开方式",
    "levels": "公开层级",
}
"""What a person is told of each part of a row. Source: 国办发〔2019〕54号 (unverified); 代码,
所属栏目 and the organisations behind the names are ours."""

LIMITS: Mapping[str, int] = {
    "first": 80,
    "second": 120,
    "limit_text": 60,
    "publishers_text": 200,
    "audience_group": 80,
}
"""The longest texts that are kept, in characters. Ours."""

_FILLED = ("first", "content", "basis", "limit_text", "publishers_text", "channels")


@dataclass(frozen=True)
class Flaw:
    """One thing wrong with one part of a row; `part` is a key of LABELS."""

    code: str
    part: str
    values: tuple[tuple[str, Any], ...] = ()


def flaws_of(row: Row) -> tuple[Flaw, ...]:
    """Return everything that is missing or wrong in a row; none if it can be adopted.

    Every official column is filled (the narrower name need not be), one of each pair is ticked, at
    least one level, the limit can be read and is no longer than the law allows, every channel is
    one of the table and one of them is ■. Source: 国办发〔2019〕54号 (unverified); 政府信息公开条例
    第二十条, 第二十一条, 第二十六条.
    """
    return (
        *_place(row),
        *_blanks(row),
        *_too_long(row),
        *_limit(row),
        *_channels(row),
        *_ticks(row),
    )


def flaws_between(rows: Sequence[Row]) -> dict[int, tuple[Flaw, ...]]:
    """Return, by place in `rows`, the flaws that a row has beside the others: said or coded twice.

    Source: ours; a row is one thing, and its code is the address of what is published under it.
    """
    subjects, codes = defaultdict[Any, list[int]](list), defaultdict[Any, list[int]](list)
    for place, row in enumerate(rows):
        subjects[row.subject].append(place)
        if row.code:
            codes[row.code].append(place)
    found = defaultdict[int, list[Flaw]](list)
    for part, code, groups in (("first", "row_twice", subjects), ("code", "row_code_twice", codes)):
        for places in groups.values():
            for place in places[1:]:
                found[place].append(Flaw(code, part, (("other", places[0] + 1),)))
    return {place: tuple(flaws) for place, flaws in found.items()}


def _place(row: Row) -> Iterator[Flaw]:
    if row.code in ITEMS:
        yield Flaw("row_code_of_law", "code", (("item", row.code),))
    if row.field and row.field not in FIELDS:
        yield Flaw("row_field_unknown", "field", (("text", row.field),))
    if not row.column:
        yield Flaw("row_without_column", "column")
    elif row.column not in PARENTS:
        yield Flaw("row_column_unknown", "column", (("text", row.column),))


def _blanks(row: Row) -> Iterator[Flaw]:
    for part in _FILLED:
        if not getattr(row, part):
            yield Flaw("row_blank", part)
    if row.publishers_text and not row.publishers:
        yield Flaw("row_publisher_open", "publishers", (("text", row.publishers_text),))


def _too_long(row: Row) -> Iterator[Flaw]:
    for part, limit in LIMITS.items():
        if len(getattr(row, part)) > limit:
            yield Flaw("row_too_long", part, (("limit", limit),))


def _limit(row: Row) -> Iterator[Flaw]:
    if not row.limit_text:
        return
    try:
        read_term(row.limit_text, row.basis)
    except BadLimit as error:
        yield Flaw(f"row_{error.code}", "limit_text", (("text", error.text),))


def _channels(row: Row) -> Iterator[Flaw]:
    for one in row.channels:
        if not is_channel(one):
            yield Flaw("row_channel_unknown", "channels", (("text", channel_words(one)),))
    if row.channels and not any(one in row.channels for one in row.channels_must):
        yield Flaw("row_channel_none_must", "channels")


def _ticks(row: Row) -> Iterator[Flaw]:
    if row.audience not in {ALL, GROUP}:
        yield Flaw("row_tick_missing", "audience")
    elif row.audience == ALL and row.audience_group:
        yield Flaw("row_group_of_all", "audience_group", (("text", row.audience_group),))
    if row.mode not in {PROACTIVE, ON_REQUEST}:
        yield Flaw("row_tick_missing", "mode")
    if not (row.at_county or row.at_town):
        yield Flaw("row_tick_missing", "levels")
