"""What lies ahead and what was left behind, equal to what each plan says by itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.work.ledger.actions.adopt import abandon
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.models.plan import Plan, Task
from gongkai.work.ledger.queries.outlook import (
    behind,
    coming_days,
    missing_ledgers,
    open_questions,
    tallies,
)
from gongkai.work.ledger.queries.plans import questions
from gongkai.work.ledger.queries.submissions import late
from tests.factories import AT, adopted_plan, department, draft_plan

pytestmark = pytest.mark.django_db

ON = date(2023, 9, 1)


def two() -> tuple[Plan, list[int]]:
    units = [department("jyj", "教育局", order=1), department("czj", "财政局", order=2)]
    plan = adopted_plan(
        {"units": units, "deadline": "2023年10月31日前"},
        {"units": units[:1], "deadline": "2023年9月30日前"},
        {"units": units[1:]},
    )
    return plan, [one.pk for one in units]


def test_missing_ledgers_are_those_of_each_plan() -> None:
    plan, _ = two()
    assert missing_ledgers(date(2023, 8, 4)) == []
    found = [(one.plan_id, one.name) for one in missing_ledgers(ON)]
    assert found == [(plan.pk, one.organisation.name) for one in late(plan, ON)]
    assert [name for _, name in found] == ["教育局", "财政局"]


def test_open_questions_are_those_of_each_draft_at_a_fixed_price() -> None:
    draft_plan({"deadline": None}, {"deadline": "待定"}, year=2024)
    with CaptureQueriesContext(connection) as few:
        open_questions()
    draft_plan({"number": 1}, {"number": 1}, year=2025)
    abandoned = draft_plan({"deadline": None}, year=2026)
    abandon(plan=abandoned, by=None, at=AT)
    Task.objects.filter(plan__year=2025, order=1).update(requirement="")
    with CaptureQueriesContext(connection) as many:
        found = open_questions()
    assert {plan.year: count for plan, count in found} == {
        plan.year: len(questions(plan)) for plan in Plan.objects.filter(year__in=[2024, 2025])
    }
    assert min(count for _, count in found) > 0
    assert len(many) == len(few)


def test_the_most_overdue_stand_first() -> None:
    _, (first, second) = two()
    assert behind() == []
    dated = Occurrence.objects.exclude(due_on=None)
    dated.update(state="overdue")
    assert [(one.organisation.pk, one.count, one.since) for one in behind()] == [
        (first, 2, date(2023, 9, 30)),
        (second, 1, date(2023, 10, 31)),
    ]
    assert [(len(tallies([key])[key]), tallies([key])[key].total()) for key in (first, second)] == [
        (1, 2),
        (2, 2),
    ]


def test_the_days_ahead_come_in_order_and_only_so_many() -> None:
    _, units = two()
    days = coming_days(units, ON, 6)
    assert [(one.on, len(one.occurrences)) for one in days] == [
        (date(2023, 9, 30), 1),
        (date(2023, 10, 31), 2),
    ]
    assert [one.on for one in coming_days(units, ON, 1)] == [date(2023, 9, 30)]
    assert [one.on for one in coming_days(units[1:], date(2023, 10, 30), 6)] == [date(2023, 10, 31)]
    assert coming_days(units, date(2023, 10, 31), 6) == []
