"""What adoption would bring is exactly what it then brings."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.ledger.actions.adopt import adopt
from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.plan import Plan, Responsible
from gongkai.work.ledger.queries.outcome import outcome
from gongkai.work.ledger.queries.plans import tasks_of
from gongkai.work.staffing.actions.organisations import dissolve
from tests.factories import AT, ISSUED, department, draft_plan, group, moment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("on", [ISSUED, date(2023, 9, 1), date(2024, 2, 1)])
def test_told_beforehand_and_laid_down_are_the_same(on: date) -> None:
    gone, heir = department("a", "甲局"), department("b", "乙局")
    everyone = group("各有关单位", gone, heir, department("c", "丙局"))
    dissolve(organisation=gone, on=date(2023, 8, 15), by=None, at=AT, successor=heir)
    plan = draft_plan(
        {"units": [everyone], "deadline": "每季度末前"},
        {"units": [gone], "deadline": "10月底前"},
        {"units": [heir, everyone]},
    )
    told = outcome(plan, tasks_of(plan), on)
    adopt(plan=plan, by=None, at=moment(on))
    assert told is not None
    assert told.duty_count == Duty.objects.count()
    assert told.occurrence_count == Occurrence.objects.count()
    found = Duty.objects.values_list("organisation__code", flat=True)
    assert [one.code for one in told.organisations] == sorted(set(found))


def test_without_a_date_nothing_can_be_told() -> None:
    plan = draft_plan()
    Plan.objects.update(issued_on=None)
    plan.refresh_from_db()
    assert outcome(plan, tasks_of(plan), ISSUED) is None


def test_tasks_of_the_case_are_named() -> None:
    plan = draft_plan({}, {})
    rows = Responsible.objects.filter(task__order=2)
    rows.update(means=Responsible.Means.LATER, organisation=None)
    told = outcome(plan, tasks_of(plan), ISSUED)
    assert told is not None
    assert ([one.number for one in told.later], told.duty_count) == ([2], 1)
