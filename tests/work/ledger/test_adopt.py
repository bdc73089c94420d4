"""Adopting a plan makes its tasks into duties, once, or refuses and writes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.ledger.actions.adopt import abandon, adopt
from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.plan import Plan
from tests.factories import (
    AT,
    adopted_plan,
    clerk,
    department,
    draft_plan,
    group,
    moment,
    officer,
)

pytestmark = pytest.mark.django_db


def test_adopting_lays_down_duties_and_occurrences() -> None:
    one, two = department("a", "甲局"), department("b", "乙局")
    everybody = group("各有关单位", one, two)
    plan = draft_plan(
        {"units": [(one, "lead"), (two, "support")], "deadline": "2023年10月底前"},
        {"units": [everybody], "deadline": "长期坚持"},
    )
    by = officer()
    adopted = adopt(plan=plan, by=by, at=AT)
    assert (adopted.state, adopted.adopted_by, adopted.adopted_at) == ("adopted", by, AT)
    duties = Duty.objects.order_by("task__order", "organisation__code")
    assert [(one.task.number, one.organisation.code, one.role) for one in duties] == [
        (1, "a", "lead"),
        (1, "b", "support"),
        (2, "a", "responsible"),
        (2, "b", "responsible"),
    ]
    dates = Occurrence.objects.filter(duty__organisation=one).order_by("duty__task__order")
    assert [(due.period, due.starts_on, due.due_on, due.state) for due in dates] == [
        ("2023-10-31", date(2023, 7, 25), date(2023, 10, 31), "upcoming"),
        ("2023", date(2023, 7, 25), None, "upcoming"),
    ]
    assert Deed.objects.get(verb="plan.adopt").detail == {"tasks": 2, "duties": 4}


def test_lead_outweighs_a_share_through_a_group() -> None:
    one, two = department("a", "甲局"), department("b", "乙局")
    everybody = group("各有关单位", one, two)
    adopted_plan({"units": [(everybody, "support"), (one, "lead"), (one, "responsible")]})
    assert dict(Duty.objects.values_list("organisation__code", "role")) == {
        "a": "lead",
        "b": "support",
    }


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("每年3月31日前", [date(2024, 3, 31)]),
        ("每月底前", [date(2023, month, day) for month, day in
                  ((7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 31))]),
        ("每季度末", [date(2023, 9, 30), date(2023, 12, 31)]),
        ("本方案发布之日起20个工作日内", [date(2023, 8, 22)]),
        ("信息形成或变更之日起20个工作日内", [None]),
        ("2023年6月底前", [date(2023, 6, 30)]),
    ],
)  # fmt: skip
def test_what_is_due_when(deadline: str, expected: list[date | None]) -> None:
    adopted_plan({"deadline": deadline})
    assert list(Occurrence.objects.values_list("due_on", flat=True)) == expected


def test_an_unpublished_calendar_marks_the_date_as_provisional() -> None:
    adopted_plan(
        {"deadline": "本方案发布之日起20个工作日内"}, year=2031, issued_on=date(2031, 3, 3)
    )
    assert Occurrence.objects.get().provisional


def test_every_open_question_is_a_reason() -> None:
    plan = draft_plan({"deadline": "待定"}, {"number": None, "requirement": ""})
    plan.title, plan.issued_on = "", None
    plan.save()
    with pytest.raises(Refused) as refused:
        adopt(plan=plan, by=officer(), at=AT)
    assert refused.value.code == "plan_open"
    assert [one.code for one in refused.value.reasons] == [
        "title_missing",
        "issued_on_missing",
        "deadline_vague",
        "number_missing",
        "requirement_missing",
    ]
    plan.refresh_from_db()
    assert (plan.state, Duty.objects.count()) == ("draft", 0)


def test_a_plan_is_adopted_once() -> None:
    plan = adopted_plan()
    with pytest.raises(Refused) as refused:
        adopt(plan=plan, by=officer(), at=AT)
    assert refused.value.code == "plan_already_adopted"


def test_a_year_has_one_plan() -> None:
    first = adopted_plan()
    with pytest.raises(Refused) as refused:
        adopt(plan=draft_plan(), by=officer(), at=AT)
    assert (refused.value.code, refused.value.values["plan"]) == ("plan_already_adopted", first)
    assert adopt(plan=draft_plan(year=2024, issued_on=date(2024, 3, 1)), by=None, at=AT)


def test_a_clerk_does_not_adopt() -> None:
    with pytest.raises(Refused) as refused:
        adopt(plan=draft_plan(), by=clerk(department()), at=AT)
    assert refused.value.code == "no_power"
    assert Plan.objects.get().state == "draft"


def test_an_abandoned_plan_is_not_adopted() -> None:
    plan = draft_plan()
    abandon(plan=plan, by=officer(), at=moment(date(2023, 7, 26)))
    with pytest.raises(Refused) as refused:
        adopt(plan=plan, by=officer(), at=AT)
    assert refused.value.code == "plan_abandoned"
    with pytest.raises(Refused) as refused:
        abandon(plan=adopted_plan(), by=officer(), at=AT)
    assert refused.value.code == "plan_already_adopted"
