"""The tables of a notice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gongkai.rules.notice.facts import MonthFacts, by_kind, written_day
from gongkai.rules.scoring import plain, ranks


@dataclass(frozen=True)
class Grid:
    """A table: its title, the heads of its columns, its rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def old_grid(facts: MonthFacts) -> Grid | None:
    """Return the problems of the month before that are still not mended.

    Source: ours.
    """
    left = [one for one in facts.old_problems or () if not one.is_mended]
    rows = tuple((one.number, one.organisation, one.what) for one in left)
    return Grid("上月未整改问题", ("编号", "单位", "问题"), rows) if rows else None


def problem_grid(facts: MonthFacts) -> Grid | None:
    """Return all problems of the month, by kind.

    Source: ours.
    """
    rows = tuple(
        (
            one.number,
            one.organisation,
            kind,
            one.what,
            plain(one.points),
            written_day(one.mend_by) if one.mend_by else "",
        )
        for kind, problems in by_kind(facts.problems)
        for one in problems
    )
    columns = ("编号", "单位", "种类", "问题", "扣分", "整改期限")
    return Grid("问题清单", columns, rows) if rows else None


def ledger_grid(facts: MonthFacts) -> Grid | None:
    """Return the ledgers that came late or not at all.

    Source: ours.
    """
    rows = tuple(
        (
            one.organisation,
            written_day(one.due_on),
            written_day(one.submitted_on) if one.submitted_on else "未报",
        )
        for one in facts.late_ledgers
    )
    return Grid("台账迟报、未报单位", ("单位", "期限", "报送日期"), rows) if rows else None


def deadline_grid(facts: MonthFacts) -> Grid | None:
    """Return what falls due next, the earliest first.

    Source: ours.
    """
    listed = sorted(facts.deadlines, key=lambda one: (one.due_on, one.organisation, one.task))
    rows = tuple((written_day(one.due_on), one.organisation, one.task) for one in listed)
    return Grid("近期到期任务", ("期限", "单位", "任务"), rows) if rows else None


def score_grid(facts: MonthFacts) -> Grid:
    """Return the scores with their ranks, the best first.

    Source: ours.
    """
    place = ranks({one.organisation: one.points for one in facts.scores})
    counts = Counter(one.organisation for one in facts.problems)
    listed = sorted(facts.scores, key=lambda one: place[one.organisation])
    rows = tuple(
        (
            str(place[one.organisation]),
            one.organisation,
            str(counts[one.organisation]),
            plain(one.deducted),
            plain(one.bonus),
            plain(one.points),
            one.grade,
        )
        for one in listed
    )
    columns = ("名次", "单位", "问题数", "扣分", "加分", "得分", "等次")
    return Grid(f"{facts.month.year}年{facts.month.month}月政务公开工作得分", columns, rows)
