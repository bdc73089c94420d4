"""Scores as they are shown: explained, ranked, over the months, in a fixed number of queries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.models.score import Score
from gongkai.work.inspection.queries import scores
from gongkai.work.ledger.models.plan import Plan
from tests.factories import adopted_plan, department, person
from tests.work.inspection.world import (
    DECEMBER,
    NOVEMBER,
    Year,
    points,
    quiet_year,
    raised,
)

pytestmark = pytest.mark.django_db
TODAY = date(2023, 12, 4)


@pytest.fixture
def here() -> Year:
    return quiet_year()


def test_a_score_is_explained_to_its_source(here: Year) -> None:
    raised(here)
    compute(month=NOVEMBER, at=DECEMBER)
    found = scores.explain(Score.objects.get(organisation=here.organisation))
    told = [(one.points, one.rule_text, one.source, one.verified, one.object_kind) for one in found]
    assert told == [
        (Decimal(5), "要点任务未完成", "金东2021年评分表", True, "occurrence"),
        (Decimal(5), "要点任务未完成", "金东2021年评分表", True, "occurrence"),
        (Decimal(1), "错误、排版问题", "金东2021年评分表", True, "fact"),
    ]
    assert sum(one.points for one in found) == 100 - points()["jyj"]
    assert [one.finding.month for one in found] == [NOVEMBER] * 3


def test_a_month_with_ranks_for_those_who_may_see_it(here: Year) -> None:
    compute(month=NOVEMBER, at=DECEMBER)
    shown = scores.month(NOVEMBER)
    assert [(one.organisation.code, one.rank, one.deducted) for one in shown.lines] == [
        ("czj", 1, Decimal(0)), ("jyj", 2, Decimal(10)),
    ]  # fmt: skip
    assert (shown.average, shown.count, shown.lines[0].grade_title) == (Decimal("95.00"), 2, "优秀")
    own = scores.month_for(here.here.clerk, TODAY, NOVEMBER)
    assert [(one.organisation.code, one.rank) for one in own.lines] == [("jyj", 2)]
    assert own.average == Decimal("95.00")
    assert scores.month_for(person("路人"), TODAY, NOVEMBER).lines == ()
    assert len(scores.month_for(here.officer, TODAY, NOVEMBER).lines) == 2
    assert scores.month("2023-01") is None


def test_the_months_of_one_organisation(here: Year) -> None:
    compute(month="2023-10", at=DECEMBER)
    lock(month=NOVEMBER, by=here.head, at=DECEMBER)
    found = scores.history(here.organisation, 2023)
    assert [(one.month, one.points, one.rank, one.average, one.is_locked) for one in found] == [
        ("2023-10", Decimal(100), 1, Decimal("100.00"), False),
        ("2023-11", Decimal(90), 2, Decimal("95.00"), True),
    ]
    assert scores.history(here.organisation, 2022) == ()


def test_the_pages_ask_the_same_with_one_and_with_many(
    here: Year, django_assert_num_queries: Any
) -> None:
    compute(month=NOVEMBER, at=DECEMBER)
    _ask(here, 2, django_assert_num_queries)
    many = [{"units": [department(f"d{n}", f"第{n}局")]} for n in range(9)]
    adopted_plan(*many, {"units": [here.organisation]}, year=2024, issued_on=date(2023, 8, 1))
    for number in range(9):
        raised(here, what=f"第{number}处")
    Plan.objects.update(ledger_due_on=None)
    compute(month=NOVEMBER, at=DECEMBER)
    compute(month="2023-12", at=DECEMBER)
    _ask(here, 10, django_assert_num_queries)


def _ask(here: Year, count: int, num_queries: Any) -> None:
    with num_queries(3):
        shown = scores.month(NOVEMBER)
        titles = [
            (line.organisation.name, [one.finding.organisation.name for one in line.deductions])
            for line in shown.lines
        ]
    assert len(titles) == count
    score = Score.objects.select_related("month").get(
        organisation=here.organisation, month__month=NOVEMBER
    )
    with num_queries(1):
        scores.explain(score)
    with num_queries(1):
        scores.history(here.organisation)
