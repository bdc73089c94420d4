"""What findings, rules and months are called on the desk."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gongkai.faces.ui.dates import as_day
from gongkai.faces.ui.parts import Tag
from gongkai.faces.ui.states import tag_of
from gongkai.rules.scoring import plain
from gongkai.rules.scoring_table import Rule
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.queries.board import Cost
from gongkai.work.inspection.queries.month_states import MonthState

_MONTHS = {
    "missing": Tag("warn", "还没计算"),
    "stale": Tag("warn", "要重新计算"),
    "running": Tag("info", "暂计"),
    "ready": Tag("warn", "待锁定"),
    "locked": Tag("ok", "已锁定"),
}


def month_words(month: str) -> str:
    """2026年9月, of 2026-09."""
    year, number = month.split("-")
    return f"{year}年{int(number)}月"


def month_tag(state: MonthState) -> Tag:
    """How the month stands."""
    return _MONTHS[state.state]


def finding_tag(finding: Finding, on: date) -> Tag:
    """The state, and of an open one whether its time has passed."""
    if finding.state == Finding.State.OPEN and finding.due_on < on:
        return Tag("bad", "逾期未改")
    return tag_of(finding.state)


def finder(finding: Finding) -> str:
    """Who found it: a person, or the daily inspection."""
    return finding.found_by.name if finding.found_by else "系统检查"


def found_words(finding: Finding) -> str:
    """Who found it, and when."""
    return f"{finder(finding)} {as_day(finding.found_at)}"


def points_words(points: Decimal, *, bonus: bool = False) -> str:
    """扣 2 分, 加 1 分 or 不扣分."""
    if not points:
        return "不加分" if bonus else "不扣分"
    return f"{'加' if bonus or points < 0 else '扣'} {plain(abs(points))} 分"


def rate_words(rule: Rule) -> str:
    """What the rule takes each time: 每项扣 1 分，最多扣 3 分."""
    verb = "加" if rule.bonus else "扣"
    each = f"每{rule.unit}{verb} {plain(rule.points)} 分"
    return f"{each}，最多{verb} {plain(rule.cap)} 分" if rule.cap is not None else each


def cost_words(finding: Finding, cost: Cost | None) -> str:
    """What a finding costs, or would cost, in a few words."""
    if cost is None:
        return "不扣分"
    if cost.deduction is not None:
        return points_words(cost.deduction.points, bonus=cost.rule.bonus)
    if finding.state == Finding.State.DISMISSED:
        return "不计分"
    wanted = points_words(cost.wanted, bonus=cost.rule.bonus)
    return f"{finding.count} {cost.rule.unit}，拟{wanted}"
