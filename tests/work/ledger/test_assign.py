"""Tasks are given out in the course of the year, and handed over when an organisation ends."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.actions.adopt import adopt
from gongkai.work.ledger.actions.assign import assign, hand_over
from gongkai.work.ledger.actions.evidence import file_evidence
from gongkai.work.ledger.actions.settle import settle
from gongkai.work.ledger.models.duty import Duty, Evidence, Occurrence
from gongkai.work.ledger.queries.duties import ledger_of, occurrences_for
from gongkai.work.ledger.queries.plans import handovers, questions
from gongkai.work.ledger.queries.rows import ledger_rows
from gongkai.work.staffing.actions.organisations import dissolve, rename
from tests.factories import AT, adopted_plan, department, draft_plan, moment, officer

pytestmark = pytest.mark.django_db
SEPTEMBER = moment(date(2023, 9, 15))


def test_a_share_is_given_from_that_day_on() -> None:
    plan = adopted_plan({"deadline": "每月底前"})
    other = department("b", "乙局")
    task = plan.tasks.get()
    duty = assign(task=task, organisation=other, role="support", by=officer(), at=SEPTEMBER)
    found = duty.occurrences.order_by("due_on")
    assert [(one.starts_on, one.due_on) for one in found] == [
        (date(2023, 9, 15), date(2023, 9, 30)),
        (date(2023, 10, 1), date(2023, 10, 31)),
        (date(2023, 11, 1), date(2023, 11, 30)),
        (date(2023, 12, 1), date(2023, 12, 31)),
    ]
    assert assign(task=task, organisation=other, role="lead", by=officer(), at=SEPTEMBER) == duty
    assert Duty.objects.count() == 2


def test_what_is_past_already_is_not_lost() -> None:
    task = adopted_plan({"deadline": "2023年8月底前"}).tasks.get()
    duty = assign(
        task=task, organisation=department("b", "乙局"), role="lead", by=None, at=SEPTEMBER
    )
    assert [one.due_on for one in duty.occurrences.all()] == [date(2023, 8, 31)]


def test_a_share_is_refused() -> None:
    draft = draft_plan().tasks.get()
    task = adopted_plan(year=2024, issued_on=date(2024, 1, 5)).tasks.get()
    gone = department("b", "乙局")
    dissolve(organisation=gone, on=date(2023, 9, 1), by=None, at=AT)
    for which, who, role, code in (
        (draft, department(), "lead", "plan_not_adopted"),
        (task, gone, "lead", "organisation_closed"),
        (task, department(), "boss", "role_unknown"),
    ):
        with pytest.raises(Refused) as refused:
            assign(task=which, organisation=who, role=role, by=officer(), at=SEPTEMBER)
        assert refused.value.code == code


def test_a_renamed_organisation_keeps_its_ledger_under_the_new_name() -> None:
    school = department("jyj", "教育局")
    plan = adopted_plan({"units": [school]})
    rename(organisation=school, name="教育和体育局", on=date(2023, 9, 1), by=None, at=AT)
    duty = ledger_of(plan, school).get()
    assert duty.organisation.name == "教育和体育局"
    assert [row.named_as for row in ledger_rows(plan, school)] == ["教育局"]


def test_duties_of_the_dissolved_are_listed_until_handed_over() -> None:
    old, new = department("a", "甲局"), department("b", "乙局")
    plan = adopted_plan(
        {"units": [old], "deadline": "2023年10月底前"},
        {"units": [(old, "lead"), (new, "support")]},
    )
    occurrence = Occurrence.objects.get(due_on=date(2023, 10, 31))
    file_evidence(
        occurrence=occurrence, kind="record", object_id="1", title="公开", url="/records/1/",
        on=date(2023, 8, 1), by=None, at=AT,
    )  # fmt: skip
    assert handovers(plan, date(2023, 9, 1)) == []
    dissolve(organisation=old, on=date(2023, 9, 1), successor=new, by=None, at=AT)
    assert handovers(plan, date(2023, 8, 31)) == []
    (duty,) = handovers(plan, date(2023, 9, 1))
    assert (duty.task.number, duty.organisation.successor) == (1, new)
    hand_over(duty=duty, organisation=new, by=officer(), at=SEPTEMBER)
    assert handovers(plan, date(2023, 9, 15)) == []
    assert Evidence.objects.get().occurrence.duty.organisation == new
    assert [one.duty.task.number for one in occurrences_for(new)] == [1, 2]


def test_only_the_dissolved_hand_over() -> None:
    duty = Duty.objects.get(task__plan=adopted_plan())
    with pytest.raises(Refused) as refused:
        hand_over(duty=duty, organisation=department("b", "乙局"), by=officer(), at=AT)
    assert refused.value.code == "organisation_stands"


def test_the_dissolved_without_successor_stay_listed() -> None:
    old = department("a", "甲局")
    plan = adopted_plan({"units": [old]})
    dissolve(organisation=old, on=date(2023, 9, 1), by=None, at=AT)
    assert [one.organisation for one in handovers(plan, date(2023, 9, 1))] == [old]


def test_a_plan_naming_the_dissolved_goes_to_the_successor_or_asks() -> None:
    old, new, alone = department("a", "甲局"), department("b", "乙局"), department("c", "丙局")
    plan = draft_plan({"units": [old]}, {"units": [alone]})
    dissolve(organisation=old, on=date(2023, 7, 1), successor=new, by=None, at=AT)
    dissolve(organisation=alone, on=date(2023, 7, 1), by=None, at=AT)
    with pytest.raises(Refused) as refused:
        adopt(plan=plan, by=None, at=AT)
    assert [one.code for one in refused.value.reasons] == ["organisation_dissolved"]
    adopt(plan=plan, by=None, at=AT, leave_open=True)
    assert [one.organisation for one in Duty.objects.all()] == [new]
    plan.refresh_from_db()
    (question,) = questions(plan)
    assert question.responsible is not None
    settle(
        responsible=question.responsible, means="organisation", organisation=new,
        by=officer(), at=AT,
    )  # fmt: skip
    assert [one.organisation for one in Duty.objects.all()] == [new, new]
    assert questions(plan) == []


def test_who_ends_between_issue_and_adoption_is_not_lost() -> None:
    alone = department("c", "丙局")
    plan = draft_plan({"units": [alone]})
    dissolve(organisation=alone, on=date(2023, 8, 1), by=None, at=AT)
    with pytest.raises(Refused) as refused:
        adopt(plan=plan, by=None, at=SEPTEMBER)
    assert [one.code for one in refused.value.reasons] == ["organisation_dissolved"]
    adopt(plan=plan, by=None, at=AT)
    assert [one.organisation for one in Duty.objects.all()] == [alone]
