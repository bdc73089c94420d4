"""What the states of periods and changes are called, and the rules behind their last days."""

from __future__ import annotations

from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.parts import Tag
from gongkai.rules.currency import State
from gongkai.rules.disclosure_terms import Due
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.currency import ChangeState, PeriodState
from gongkai.work.records.queries.kept import Kept

TAGS: dict[State, Tag] = {
    State.PUBLISHED: Tag("ok", "已公开"),
    State.LATE: Tag("warn", "超期公开"),
    State.NOTHING: Tag("idle", "无此类信息"),
    State.DUE: Tag("info", "待公开"),
    State.OVERDUE: Tag("bad", "逾期"),
}


def period_source(kept: Kept, *, is_fixed: bool) -> str:
    """How the last day of a period comes about."""
    if is_fixed:
        return f"目录写明“{kept.limit}”"
    return f"期间结束后 {kept.workdays} 个工作日"


def answer_said(one: PeriodState | ChangeState) -> str:
    """What answers, in words; "" while nothing does."""
    on = one.standing.answered_on
    if on is None:
        return ""
    if one.answer is not None:
        return f"{cn_date(on)}公开《{one.answer.title}》"
    return f"{cn_date(on)}声明本期无此类信息"


def due_said(due: Due) -> str:
    """The rule by which a change is due."""
    return f"{due.source}：{due.limit}{'' if due.verified else '，未核对原文'}"


def limit_said(item: CatalogueItem) -> str:
    """The time limit of an item as the catalogue words it."""
    return item.limit_text or f"形成或变更之日起 {item.workdays} 个工作日内"
