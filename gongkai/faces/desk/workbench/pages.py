"""What the workbench of old documents shows: figures, the burn-down, one row a department."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.ui.charts import Chart, Series
from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.parts import Clock, Stat
from gongkai.rules.completeness import KINDS_OF_LACK, LackKind
from gongkai.rules.document import VALIDITY
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.burndown import Left, Target, days_between, left_on
from gongkai.work.records.queries.measured import unmeasured_count
from gongkai.work.records.queries.workbench import (
    Scope,
    Standing,
    organisations_of,
    standings,
    together,
)


@dataclass(frozen=True)
class DepartmentRow:
    """One organisation: its figures, and its documents that are not finished."""

    organisation: Organisation
    standing: Standing
    url: str
    validity: Sequence[int]


@dataclass(frozen=True)
class LackRow:
    """How many documents lack one thing; `must` ones are not finished."""

    kind: LackKind
    count: int
    url: str


@dataclass(frozen=True)
class BurnDown:
    """The chart with the numbers beside it: each day with what was left and what was planned."""

    chart: Chart
    rows: Sequence[tuple[date, Left | None, int]]


@dataclass(frozen=True)
class Workbench:
    """The whole page."""

    whole: Standing
    stats: Sequence[Stat]
    departments: Sequence[DepartmentRow]
    lacks: Sequence[LackRow]
    burndown: BurnDown | None
    clock: Clock | None
    unmeasured: int
    validities: Sequence[str] = tuple(VALIDITY.values())


def workbench(scope: Scope, on: date, target: Target | None, until: date | None) -> Workbench:
    """Everything about the documents of the scope; without a day `until` there is no burn-down."""
    found = standings(scope, on)
    whole = together(found.values())
    starts_on = target.starts_on if target is not None else None
    return Workbench(
        whole=whole,
        stats=list(_stats(whole)),
        departments=[
            _department(one, found[one.pk], scope) for one in organisations_of(scope)
            if found[one.pk].total
        ],
        lacks=list(_lacks(whole, scope)),
        burndown=burndown(scope, on, until, starts_on) if until is not None else None,
        clock=clock_until(on, until) if until is not None else None,
        unmeasured=unmeasured_count(),
    )  # fmt: skip


def burndown(scope: Scope, on: date, until: date, starts_on: date | None) -> BurnDown:
    """From the day of the plan (or the beginning of the year) until the day that is aimed at."""
    first = min(starts_on or date(until.year, 1, 1), until)
    days = days_between(first, until, on)
    known = {one.on: one for one in left_on(scope, [day for day in days if day <= on])}
    # Old documents are brought in after the plan has begun: the most there ever were is the task.
    most = max((one.open for one in known.values()), default=0)
    rows = [(day, known.get(day), _planned(most, first, until, day)) for day in days]
    return BurnDown(_chart(rows, until), rows)


def _planned(most: int, first: date, until: date, day: date) -> int:
    """Evenly down to nought, rounded up."""
    left, whole = max((until - day).days, 0), (until - first).days
    return -(-most * left // whole) if whole else 0


def _chart(rows: Sequence[tuple[date, Left | None, int]], until: date) -> Chart:
    known = [(day, left) for day, left, _ in rows if left is not None]
    if known:
        day, last = known[-1]
        said = (
            f"{cn_date(known[0][0])}还有 {known[0][1].open} 件，{cn_date(day)}还有 {last.open} 件。"
        )
    else:
        said = "这段时间还没有开始。"
    return Chart(
        title=f"到{cn_date(until)}还没有完成的文件（件）",
        said=said,
        heading="日期",
        labels=[f"{day.month}-{day.day}" for day, _, _ in rows],
        series=[
            Series("实际", [left.open if left is not None else None for _, left, _ in rows]),
            Series("平均进度", [planned for _, _, planned in rows]),
        ],
        kind="line",
    )


def _stats(whole: Standing) -> Iterator[Stat]:
    yield Stat("文件", whole.total, "件")
    yield Stat("还没有完成", whole.open, "件", "warn" if whole.open else "")
    yield Stat("其中等待发布", whole.waiting, "件")
    yield Stat("要素完整度", whole.percent, "%")


def _department(organisation: Organisation, standing: Standing, scope: Scope) -> DepartmentRow:
    url = _list_url(scope, organisation=organisation.code, state="open" if standing.open else "")
    validity = [standing.validity[code] for code in VALIDITY]
    return DepartmentRow(organisation, standing, url, validity)


def _lacks(whole: Standing, scope: Scope) -> Iterator[LackRow]:
    """What must be there first, and of that the most frequent."""
    for counted in (whole.lacks, whole.advice):
        for code, count in counted.most_common():
            yield LackRow(KINDS_OF_LACK[code], count, _list_url(scope, lack=code))


def _list_url(scope: Scope, **asked: str) -> str:
    given = {"since": str(scope.since_year)} | {name: one for name, one in asked.items() if one}
    return f"{reverse('desk:history_documents')}?{urlencode(given)}"
