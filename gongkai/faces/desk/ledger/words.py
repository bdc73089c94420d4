"""What the rules understood, said back in words: time limits, obligations, notes of the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai.faces.ui.dates import cn_date
from gongkai.rules.deadlines import TimeLimit, from_json
from gongkai.work.ledger.models.plan import Obligation
from gongkai.work.ledger.queries.shares import Due

_LAST_DAY = 31
_FEBRUARY_END = (2, 29)
_MONTHS_IN_QUARTER = 3
_SHOWN = 4
_PER = {"year": "每年", "half_year": "每半年", "quarter": "每季度", "month": "每月"}
OBLIGATIONS = {
    "training": "业务培训",
    "meeting": "会议",
    "hearing": "听取汇报",
    "inspection": "检查通报",
    "ledger": "报送台账",
    "annual_report": "年度报告",
    "rectification": "整改",
    "other": "其他要求",
}
_NOTES = {
    "reader_confirm": "{where}：{what}。",
    "ledger_due_on_missing": "没有读到台账报送期限。填上以后，逾期没报的单位第二天会列出来。",
    "former_name": "“{where}”是曾用名，按“{what}”处理。",
    "succeeded": "“{where}”已经撤销，由承接其职责的“{what}”办理。",
}


def note_words(code: str, where: str, what: str) -> str:
    """What a person should look at, though it blocks nothing."""
    return _NOTES[code].format(where=where, what=what.removesuffix("。"))


def limit_words(deadline: Mapping[str, Any] | None) -> str:
    """How a time limit was understood; empty where it was not."""
    if deadline is None:
        return ""
    limit = from_json(deadline)
    return "；".join(dict.fromkeys(_said(part) for part in limit.parts or (limit,)))


def _said(limit: TimeLimit) -> str:
    if limit.date:
        return f"{cn_date(limit.date)}前完成一次"
    if limit.kind == "yearly" and limit.month_day:
        return f"每年{_month_day(*limit.month_day)}前"
    if limit.kind in {"quarterly", "monthly"}:
        return _stretch(limit)
    if limit.kind in {"workdays_after_event", "days_after_event"}:
        return _after(limit)
    return {"standing": "长期坚持，全年随时核对"}.get(limit.kind, "没有确定的日期")


def _month_day(month: int, day: int) -> str:
    # The rules write the last day of February as 02-29, whatever the year.
    return "2月底" if (month, day) == _FEBRUARY_END else f"{month}月{day}日"


def _stretch(limit: TimeLimit) -> str:
    day = "底" if limit.day in {None, _LAST_DAY} else f"{limit.day}日"
    if limit.kind == "monthly":
        return f"每月{day}前"
    if limit.month in {None, _MONTHS_IN_QUARTER} and day == "底":
        return "每季度末前"
    return f"每季度第{limit.month or _MONTHS_IN_QUARTER}个月{day}前"


def _after(limit: TimeLimit) -> str:
    event = f"“{limit.event}”" if limit.event else "事项发生"
    if limit.months:
        return f"{event}之后 {limit.months} 个月内"
    unit = "个工作日" if limit.kind == "workdays_after_event" else "日（自然日）"
    return f"{event}之后 {limit.days} {unit}内"


def dues_words(found: Sequence[Due]) -> str:
    """When something is due in the year of the plan."""
    dated = [one.due_on for one in found if one.due_on]
    parts = []
    if dated:
        shown = "、".join(cn_date(day) for day in dated[:_SHOWN])
        more = f"等 {len(dated)} 次" if len(dated) > _SHOWN else ""
        parts.append(f"到期日：{shown}{more}")
    if any(one.provisional for one in found):
        parts.append("放假安排还没有公布，日期待定")
    return "；".join(parts)


def obligation_words(one: Obligation) -> str:
    """How often or by when, as far as the plan says."""
    often = f"{_PER.get(one.per, '')}至少 {one.count} 次" if one.count else _PER.get(one.per, "")
    until = f"{cn_date(one.due_on)}前" if one.due_on else ""
    return "，".join(part for part in (often, until) if part)


def lines_words(first: int, last: int) -> str:
    """The place in the source, counted from 1."""
    if first <= 0:
        return "原文中没有"
    return f"原文第 {first} 行" if first >= last else f"原文第 {first}–{last} 行"


def month_end(on: date) -> date:
    """The last day of the month of `on`, for the filter of what falls due this month."""
    following = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
