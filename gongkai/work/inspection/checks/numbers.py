"""Numbers of documents that nobody published and nobody explained in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.rules.document import Gap, answer_due
from gongkai.work.inspection.checks.fact import Fact
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.registers import Register, registers

SERIES = "series"
_DAY = timedelta(days=1)


def number_facts(on: date, organisation: Organisation | None = None) -> Iterator[Fact]:
    """The gaps of every series, those that became overdue on one day as one fact."""
    for series in registers(on):
        if organisation is not None and series.organisation != organisation:
            continue
        by_day: dict[date, list[Gap]] = defaultdict(list)
        for gap in series.overdue:
            due_on = answer_due(gap)
            assert due_on is not None
            by_day[due_on].append(gap)
        for due_on in sorted(by_day):
            yield _fact(series, due_on, by_day[due_on])


def _fact(series: Register, due_on: date, missing: list[Gap]) -> Fact:
    numbers = "、".join(gap.label for gap in missing)
    since = max(gap.since for gap in missing if gap.since is not None)
    return Fact(
        kind="number_gap",
        organisation_id=series.organisation.pk,
        object_kind=SERIES,
        object_id=f"{series.code}:{series.year or 0}:{due_on}",
        object_title=series.label,
        happened_on=due_on + _DAY,
        what=(
            f"{series.label}第 {numbers} 号没有公开，也没有说明。"
            f"应在 {due_on} 以前说明是未公开、作废、未使用还是待发布。"
        ),
        evidence=f"发文字号登记：{since} 已公开更大的序号，已知最大序号为 {series.highest}。",
    )
