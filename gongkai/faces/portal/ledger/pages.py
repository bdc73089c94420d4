"""How far the plan has come, as the public reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator

from gongkai.faces.ui.charts import Chart, Series
from gongkai.faces.ui.parts import Share, Stat, Tag
from gongkai.faces.ui.states import tag_of
from gongkai.work.ledger.models.duty import State
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.duties import organisations_in
from gongkai.work.ledger.queries.progress import Progress, Tally, TaskProgress, progress
from gongkai.work.ledger.queries.public import PublicDuty, checked_at, public_duties
from gongkai.work.org.models.organisation import Organisation

PER_PAGE = 50
_LONGEST_LABEL = 9
# How a task as a whole stands: the first that fits, the worst first.
STANDINGS: tuple[tuple[str, tuple[str, ...], Tag], ...] = (
    ("overdue", (State.OVERDUE,), Tag("bad", "已逾期")),
    ("broken", (State.BROKEN,), Tag("warn", "本期有缺口")),
    ("running", (State.UPCOMING, State.DUE, State.MANUAL), Tag("info", "推进中")),
    ("done", (State.FULFILLED, State.LATE), Tag("ok", "已完成")),
    ("kept", (State.KEPT,), Tag("ok", "持续落实")),
)
_NOT_BEGUN = ("none", Tag("idle", "还没有分到单位"))
# All standings, the good ones first; together they are all tasks.
_WORDS = (*((code, tag) for code, _, tag in reversed(STANDINGS)), _NOT_BEGUN)
_WRONG = (State.OVERDUE, State.BROKEN)
_LIKE_STATS = frozenset({"bad", "warn"})


@dataclass(frozen=True)
class TaskRow:
    """One task: how it stands as a whole, and in how many cases how."""

    task: TaskProgress
    anchor: str
    standing: str
    tag: Tag
    counts: tuple[str, ...]


@dataclass(frozen=True)
class CategoryRows:
    """The tasks of one category on this page."""

    title: str
    rows: tuple[TaskRow, ...]
    tally: Tally


@dataclass(frozen=True)
class LedgerPage:
    """The public page of the whole plan."""

    plan: Plan
    stats: Sequence[Stat]
    shares: Sequence[Share]
    chart: Chart
    troubled: Sequence[TaskRow]
    categories: Sequence[CategoryRows]
    page: Page[Any]
    units: Sequence[Organisation]
    standings: Sequence[tuple[str, str]]
    standing: str
    checked_at: datetime | None


def ledger_page(plan: Plan, on: date, query: Mapping[str, str]) -> LedgerPage:
    """Everything on the page; the number of queries does not grow with the plan."""
    whole = progress(plan, on)
    rows = [_row(task, place) for place, task in enumerate(whole.tasks, 1)]
    names = {code: tag.word for code, tag in reversed(_WORDS)}
    wanted = query.get("state", "") if query.get("state", "") in names else ""
    found = [row for row in rows if not wanted or row.standing == wanted]
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    return LedgerPage(
        plan=plan,
        stats=_stats(rows),
        shares=shares(whole.tally.counts),
        chart=_chart(whole),
        troubled=[row for row in rows if row.standing == "overdue"],
        categories=_categories(list(page), whole),
        page=page,
        units=list(organisations_in(plan)),
        standings=list(names.items()),
        standing=wanted,
        checked_at=checked_at(plan),
    )


@dataclass(frozen=True)
class UnitPage:
    """The public page of one organisation's tasks."""

    plan: Plan
    duties: Sequence[tuple[PublicDuty, Sequence[tuple[Any, Tag]]]]
    stats: Sequence[Stat]
    shares: Sequence[Share]
    checked_at: datetime | None


def unit_page(plan: Plan, organisation: Organisation, on: date) -> UnitPage:
    """The tasks of one organisation, each with what is due of it."""
    duties = public_duties(plan, organisation, on)
    counts = Counter(one.state for duty in duties for one in duty.occurrences)
    figures = [Stat("任务", len(duties), "项"), *_state_stats(counts)]
    return UnitPage(
        plan=plan,
        duties=[(one, [(each, tag_of(each.state)) for each in one.occurrences]) for one in duties],
        stats=figures,
        shares=shares(counts),
        checked_at=checked_at(plan),
    )


def shares(counts: Counter[str]) -> list[Share]:
    """The states of all that is due, as parts of one bar, the good ones first."""
    return [
        Share(tag.kind, sum(counts[state] for state in states), tag.word)
        for _, states, tag in reversed(STANDINGS)
        if any(counts[state] for state in states)
    ]


def _row(task: TaskProgress, place: int) -> TaskRow:
    counts = task.tally.counts
    fits = [(code, tag) for code, states, tag in STANDINGS if any(counts[s] for s in states)]
    standing, tag = fits[0] if fits else _NOT_BEGUN
    said = tuple(f"{tag_of(state).word} {counts[state]}" for state in State.values if counts[state])
    return TaskRow(task, f"t{place}", standing, tag, said if task.tally.total > 1 else ())


def _stats(rows: Sequence[TaskRow]) -> list[Stat]:
    counts = Counter(row.standing for row in rows)
    figures = [
        Stat(tag.word, counts[code], "项", tag.kind if tag.kind in _LIKE_STATS else "")
        for code, tag in _WORDS
        if counts[code]
    ]
    return [Stat("全部任务", len(rows), "项"), *figures]


def _state_stats(counts: Counter[str]) -> list[Stat]:
    return [
        Stat(share.label, share.count, "次", share.kind if share.kind in _LIKE_STATS else "")
        for share in shares(counts)
    ]


def _chart(whole: Progress) -> Chart:
    named = [(name or "没有类别", tally) for name, tally in whole.categories.items()]
    said = "，".join(f"{name} {tally.percent}%" for name, tally in named)
    wrong = [sum(tally.counts[state] for state in _WRONG) for _, tally in named]
    return Chart(
        title="各类任务的完成率（%）",
        said=f"已完成和持续落实的占应办次数的百分比：{said}。",
        heading="类别",
        labels=[_short(name) for name, _ in named],
        series=[
            Series("完成率（%）", [tally.percent for _, tally in named]),
            Series("应办", [tally.total for _, tally in named]),
            Series("已完成或持续落实", [tally.done for _, tally in named]),
            Series("逾期或有缺口", wrong),
        ],
        kind="rows",
    )


def _short(name: str) -> str:
    """The names stand in full over their tasks; the drawing has little room."""
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1]}…"


def _categories(rows: Sequence[TaskRow], whole: Progress) -> list[CategoryRows]:
    found: dict[str, list[TaskRow]] = {}
    for row in rows:
        found.setdefault(row.task.categories[0] if row.task.categories else "", []).append(row)
    return [
        CategoryRows(name or "没有类别的任务", tuple(mine), whole.categories[name])
        for name, mine in found.items()
    ]
