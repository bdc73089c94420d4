"""A department fills in its ledger and hands it in against a receipt."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from gongkai.rules.canonical_json import canonical
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.submit import submit_ledger
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.models.submission import LedgerSubmission
from gongkai.work.ledger.queries.submissions import late, standing
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from tests.factories import (
    AT,
    adopted_plan,
    clerk,
    department,
    draft_plan,
    group,
    moment,
    officer,
    reviewers,
)

pytestmark = pytest.mark.django_db
DUE = date(2023, 8, 4)


def fill_all(plan: Plan, organisation: Organisation, by: Person, section: str = "办公室") -> None:
    for duty in Duty.objects.filter(task__plan=plan, organisation=organisation):
        fill_duty(duty=duty, section=section, person="王五", by=by, at=AT)


def test_a_duty_is_filled_and_filled_again() -> None:
    plan = adopted_plan()
    duty, by = Duty.objects.get(task__plan=plan), clerk(department())
    steps = [("起草", date(2023, 8, 1)), ("  ", date(2023, 8, 2)), ("发布", date(2023, 9, 1))]
    fill_duty(
        duty=duty,
        section=" 政策\x00科\n",
        person="王五\x0b",
        note="分两步",
        milestones=steps,
        by=by,
        at=AT,
    )
    assert (duty.section, duty.person, duty.note) == ("政策科", "王五", "分两步")
    assert list(duty.milestones.values_list("text", flat=True)) == ["起草", "发布"]
    fill_duty(duty=duty, section="办公室", person="赵六", by=by, at=AT)
    assert (duty.section, duty.note, duty.milestones.count()) == ("办公室", "", 0)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"section": "科" * 61}, "section"),
        ({"person": "人" * 41}, "person"),
        ({"note": "字" * 4001}, "note"),
        ({"milestones": [("步" * 201, DUE)]}, "milestone"),
    ],
)
def test_what_is_too_long_is_refused(fields: dict[str, Any], field: str) -> None:
    adopted_plan()
    given = {"section": "科", "person": "人", **fields}
    with pytest.raises(Refused) as refused:
        fill_duty(duty=Duty.objects.get(), by=clerk(department()), at=AT, **given)
    assert (refused.value.code, refused.value.values["field"]) == ("text_too_long", field)


def test_only_the_department_fills_its_ledger() -> None:
    adopted_plan()
    for by in (officer(), clerk(department("b", "乙局")), reviewers(department())[0]):
        with pytest.raises(Refused) as refused:
            fill_duty(duty=Duty.objects.get(), section="科", person="人", by=by, at=AT)
        assert refused.value.code == "no_power"


def test_a_ledger_is_handed_in() -> None:
    plan = adopted_plan({}, {})
    school = department()
    by = clerk(school)
    fill_all(plan, school, by)
    sent = submit_ledger(plan=plan, organisation=school, by=by, at=moment(DUE, 23, 59))
    assert (sent.receipt, sent.number, sent.is_late) == ("台账回执〔2023〕001号", 1, False)
    assert sent.content_hash == hashlib.sha256(canonical(sent.content)).hexdigest()
    assert [row["task"] for row in sent.content["duties"]] == [1, 2]
    assert sent.content["duties"][0]["person"] == "王五"


def test_all_that_is_missing_is_told_at_once() -> None:
    plan = adopted_plan({}, {}, {"number": 7})
    school = department()
    by = clerk(school)
    first, second, _ = Duty.objects.order_by("task__order")
    fill_duty(duty=first, section="办公室", person="王五", by=by, at=AT)
    fill_duty(duty=second, section="办公室", person="", by=by, at=AT)
    with pytest.raises(Refused) as refused:
        submit_ledger(plan=plan, organisation=school, by=by, at=AT)
    assert refused.value.code == "ledger_incomplete"
    assert [(one.code, one.values["where"]) for one in refused.value.reasons] == [
        ("duty_person_missing", "第2项"),
        ("duty_section_missing", "第7项"),
        ("duty_person_missing", "第7项"),
    ]
    assert LedgerSubmission.objects.count() == 0


def test_a_ledger_is_refused() -> None:
    plan, other = adopted_plan(), department("b", "乙局")
    draft = draft_plan(year=2024, issued_on=date(2024, 2, 1))
    for which, who, by, code in (
        (plan, other, clerk(other), "ledger_empty"),
        (draft, department(), clerk(department()), "plan_not_adopted"),
        (plan, department(), clerk(other), "no_power"),
        (plan, department(), officer(), "no_power"),
    ):
        with pytest.raises(Refused) as refused:
            submit_ledger(plan=which, organisation=who, by=by, at=AT)
        assert refused.value.code == code


def test_a_later_one_replaces_but_does_not_erase() -> None:
    plan, school = adopted_plan(), department()
    by = clerk(school)
    fill_all(plan, school, by)
    first = submit_ledger(plan=plan, organisation=school, by=by, at=moment(DUE))
    with pytest.raises(Refused) as refused:
        submit_ledger(plan=plan, organisation=school, by=by, at=moment(DUE))
    assert (refused.value.code, refused.value.values["receipt"]) == (
        "ledger_unchanged",
        first.receipt,
    )
    fill_all(plan, school, by, section="政策科")
    second = submit_ledger(plan=plan, organisation=school, by=by, at=moment(date(2023, 9, 1)))
    assert (second.number, second.receipt, second.is_late) == (2, "台账回执〔2023〕002号", False)
    assert LedgerSubmission.objects.count() == 2


def test_what_was_handed_in_cannot_be_changed() -> None:
    plan, school = adopted_plan(), department()
    by = clerk(school)
    fill_all(plan, school, by)
    sent = submit_ledger(plan=plan, organisation=school, by=by, at=moment(DUE))
    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerSubmission.objects.filter(pk=sent.pk).update(is_late=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        sent.delete()


def test_the_late_list_on_the_day_after() -> None:
    names = ("按时局", "迟报局", "未报局")
    departments = [department(f"d{place}", name, order=place) for place, name in enumerate(names)]
    plan = adopted_plan({"units": [group("各有关单位", *departments)]})
    for who, day in zip(departments, (DUE, DUE + timedelta(days=2)), strict=False):
        by = clerk(who)
        fill_all(plan, who, by)
        submit_ledger(plan=plan, organisation=who, by=by, at=moment(day))
    states = {
        day: [(one.organisation.name, one.state, one.receipt) for one in standing(plan, day)]
        for day in (DUE - timedelta(days=1), DUE, DUE + timedelta(days=1), DUE + timedelta(days=2))
    }
    first, second = "台账回执〔2023〕001号", "台账回执〔2023〕002号"
    assert list(states.values()) == [
        [("按时局", "waiting", ""), ("迟报局", "waiting", ""), ("未报局", "waiting", "")],
        [("按时局", "submitted", first), ("迟报局", "waiting", ""), ("未报局", "waiting", "")],
        [("按时局", "submitted", first), ("迟报局", "missing", ""), ("未报局", "missing", "")],
        [("按时局", "submitted", first), ("迟报局", "late", second), ("未报局", "missing", "")],
    ]
    assert [one.organisation.name for one in late(plan, date(2023, 8, 5))] == ["迟报局", "未报局"]
    assert [(one.duty_count, one.filled_count) for one in standing(plan, DUE)] == [
        (1, 1),
        (1, 1),
        (1, 0),
    ]


def test_a_plan_without_a_day_knows_no_delay() -> None:
    plan, school = adopted_plan(), department()
    plan.ledger_due_on = None
    plan.save()
    assert [one.state for one in standing(plan, date(2024, 1, 1))] == ["waiting"]
    by = clerk(school)
    fill_all(plan, school, by)
    sent = submit_ledger(plan=plan, organisation=school, by=by, at=moment(date(2024, 1, 1)))
    assert not sent.is_late


def test_midnight_in_china_decides() -> None:
    plan, school = adopted_plan(), department()
    by = clerk(school)
    fill_all(plan, school, by)
    just_after = moment(DUE + timedelta(days=1), 0, 1)
    sent = submit_ledger(plan=plan, organisation=school, by=by, at=just_after)
    assert sent.is_late


def test_only_duties_of_this_plan_are_counted() -> None:
    school = department()
    plan = adopted_plan({}, {}, {})
    adopted_plan({}, year=2024, issued_on=date(2024, 1, 5))
    fill_duty(
        duty=Duty.objects.filter(task__plan=plan).first(),
        section="科",
        person="人",
        by=clerk(school),
        at=AT,
    )
    (row,) = standing(plan, DUE)
    assert (row.duty_count, row.filled_count) == (3, 1)
