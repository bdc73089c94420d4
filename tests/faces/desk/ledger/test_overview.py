"""An adopted plan: states, what was left open, what is given out later or handed over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from gongkai.work.ledger.actions.adopt import adopt
from gongkai.work.ledger.actions.judge import Verdict, judge
from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.plan import Plan, Responsible
from gongkai.work.org.models.person import Person
from gongkai.work.staffing.actions.organisations import dissolve
from tests.faces.desk.ledger.reading import as_, errors, query_count, rows, text, tree
from tests.faces.desk.ledger.scene import NOW, open_plan
from tests.factories import AT, adopted_plan, department, group, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Person:
    return officer()


def page(by: Person, plan: Plan, query: str = "") -> Any:
    return as_(by).get(reverse("desk:plan", args=[plan.pk]) + query)


def judged(*states: str) -> None:
    found = Occurrence.objects.order_by("duty__task__order", "id")
    verdicts = [Verdict(one.pk, state, "因为。") for one, state in zip(found, states, strict=True)]
    judge(verdicts=verdicts, at=NOW)


def test_troubled_tasks_come_first_with_their_counts(by: Person) -> None:
    both = group("各有关单位", department(), department("mzj", "民政局"))
    plan = adopted_plan({}, {"units": [both]})
    judged("kept", "kept", "broken")
    assert rows(page(by, plan), "办理状态") == [
        ["2", "第2项工作要求", "教育局、民政局", "长期坚持", "本期有缺口 1 持续落实 1"],
        ["1", "第1项工作要求", "教育局", "长期坚持", "持续落实 1"],
    ]
    figures = tree(page(by, plan)).xpath("//dl[@class='stats']/div")
    assert [text(one) for one in figures] == [
        "任务2项", "承办单位2个", "本期有缺口1条", "持续落实2条",
    ]  # fmt: skip


def test_tasks_are_filtered_by_state_and_words(by: Person) -> None:
    plan = adopted_plan({}, {})
    judged("kept", "broken")
    assert [one[0] for one in rows(page(by, plan, "?state=broken"), "办理状态")] == ["2"]
    assert [one[0] for one in rows(page(by, plan, "?q=1"), "办理状态")] == ["1"]
    empty = tree(page(by, plan, "?q=没有")).xpath("//div[@class='empty']")
    assert [text(one) for one in empty] == ["没有符合条件的任务。显示全部任务"]


def test_name_left_open_is_settled_afterwards_and_yields_its_duty(by: Person) -> None:
    plan = adopt(plan=open_plan(), by=None, at=AT, leave_open=True)
    assert Duty.objects.count() == 1
    row = Responsible.objects.get(name="教体局")
    address = reverse("desk:task_name", args=[plan.pk, row.task_id, row.pk])
    as_(by).post(address, {"choice": f"org:{department().pk}", "from": "ask"})
    assert Duty.objects.count() == 2
    assert tree(page(by, plan)).xpath("//h2[@id='h-p']") == []


def test_task_of_the_case_is_given_to_an_organisation(by: Person) -> None:
    plan = open_plan()
    Responsible.objects.filter(name="教体局").update(means="later")
    plan = adopt(plan=plan, by=None, at=AT)
    waiting = tree(page(by, plan)).xpath("//section[@aria-labelledby='later']//li/div")
    assert [text(one) for one in waiting] == ["第1项第1项工作要求还没有分给单位"]
    task = plan.tasks.get(order=1)
    address = reverse("desk:task_assign", args=[plan.pk, task.pk])
    answer = as_(by).post(address, {"organisation": department().pk, "role": "lead"})
    assert answer["Location"] == f"/desk/plans/{plan.pk}/#later"
    waiting = tree(page(by, plan)).xpath("//section[@aria-labelledby='later']//li/div")
    assert [text(one) for one in waiting] == ["第1项第1项工作要求已分给：教育局"]


def test_nobody_chosen_is_asked_again(by: Person) -> None:
    plan = adopted_plan()
    address = reverse("desk:task_assign", args=[plan.pk, plan.tasks.get().pk])
    assert errors(as_(by).post(address, {"role": "lead"})) == ["请选择单位"]


def test_duty_of_a_dissolved_organisation_is_handed_over(by: Person) -> None:
    here, other = department(), department("mzj", "民政局")
    plan = adopted_plan({"units": [here]})
    dissolve(organisation=here, on=date(2023, 8, 1), by=None, at=AT, successor=other)
    listed = tree(page(by, plan)).xpath("//section[@aria-labelledby='gone']//li")
    chosen = listed[0].xpath(".//option[@selected]/text()")
    assert (len(listed), chosen) == (1, ["民政局"])
    duty = Duty.objects.get()
    address = reverse("desk:duty_hand_over", args=[plan.pk, duty.pk])
    as_(by).post(address, {"organisation": other.pk})
    duty.refresh_from_db()
    assert duty.organisation == other
    assert tree(page(by, plan)).xpath("//section[@aria-labelledby='gone']") == []


def test_settled_cells_cannot_be_changed_any_more(by: Person) -> None:
    plan = adopted_plan()
    task = plan.tasks.get()
    address = reverse("desk:plan_task", args=[plan.pk, task.pk])
    answer = as_(by).post(address, {"requirement": "改过"})
    task.refresh_from_db()
    assert (answer.status_code, len(errors(answer)), task.requirement) == (409, 1, "第1项工作要求")


def test_overview_asks_no_more_for_more_tasks(by: Person) -> None:
    client = as_(by)
    small = adopted_plan({})
    large = adopted_plan(
        *[{"deadline": "每季度末前"} for _ in range(70)], year=2022, issued_on=date(2022, 7, 25)
    )
    few = query_count(client, reverse("desk:plan", args=[small.pk]))
    assert query_count(client, reverse("desk:plan", args=[large.pk])) == few
