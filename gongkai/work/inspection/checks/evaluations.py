"""Evaluations of policies: who published none in a year, and what an evaluation asked for in vain.

No law sets these terms: they come from yearly work plans, so that nothing is deducted for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.rules.decisions.evaluation import due_on
from gongkai.work.evaluations.queries.evaluations import unchanged_policies, without_evaluation
from gongkai.work.evaluations.queries.report_page import policy_title
from gongkai.work.inspection.checks.fact import Fact
from gongkai.work.org.models.organisation import Organisation

YEAR, POLICY = "evaluation_year", "evaluation"
_DAY = timedelta(days=1)
_SOURCE = "年度政务公开工作方案（未核对原文）"


def evaluation_facts(on: date, organisation: Organisation | None = None) -> Iterator[Fact]:
    """All facts about evaluations as they stood at the end of the day."""
    yield from _missing(on, organisation)
    yield from _unchanged(on, organisation)


def _missing(on: date, organisation: Organisation | None) -> Iterator[Fact]:
    """The year before this one: its last day is over."""
    year = on.year - 1
    rows = without_evaluation(year, since=year)
    if organisation is not None:
        rows = rows.filter(pk=organisation.pk)
    for one in rows:
        yield Fact(
            kind="evaluation_missing",
            organisation_id=one.pk,
            object_kind=YEAR,
            object_id=f"{one.code}:{year}",
            object_title=f"{one.label}{year}年政策评价",
            happened_on=due_on(year) + _DAY,
            what=f"{one.label}有已公开的规范性文件，{year} 年没有公开政策评价的结果和运用情况。",
            evidence=f"到 {due_on(year)} 没有已公开的评价报告（{_SOURCE}）。",
        )


def _unchanged(on: date, organisation: Organisation | None) -> Iterator[Fact]:
    for one in unchanged_policies(on, organisation):
        assert one.follow_up_on is not None
        title = policy_title(one)
        yield Fact(
            kind="evaluation_unfollowed",
            organisation_id=one.organisation_id,
            object_kind=POLICY,
            object_id=str(one.pk),
            object_title=title,
            happened_on=one.follow_up_on + _DAY,
            what=(
                f"《{title}》{one.year} 年评价的结论是{one.get_outcome_display()}，"
                f"应于 {one.follow_up_on} 前办理，到期没有公开修改、代替或者废止它的文件。"
            ),
            evidence="已公开的文件里，没有一份在“关联文件”中写明修改、代替或者废止它。",
        )
