"""Cells are corrected and names are settled in a draft; afterwards only what was left open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.ledger.actions.adopt import abandon, adopt
from gongkai.work.ledger.actions.correct import (
    add_task,
    correct_plan,
    correct_task,
    fill_deadlines,
    remove_task,
)
from gongkai.work.ledger.actions.settle import match_again, set_responsibles, settle
from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.ledger.queries.names import match_name
from gongkai.work.ledger.queries.plans import questions
from gongkai.work.staffing.actions.organisations import dissolve
from tests.factories import AT, adopted_plan, clerk, department, draft_plan, group, officer

pytestmark = pytest.mark.django_db


def open_plan(*names: str, deadline: str = "长期坚持") -> Plan:
    """A draft whose tasks each name one unknown unit."""
    plan = draft_plan(*[{"deadline": deadline} for _ in names])
    for row, name in zip(Responsible.objects.order_by("task__order"), names, strict=True):
        row.name, row.means, row.organisation = name, Responsible.Means.UNKNOWN, None
        row.save()
    return plan


def rows() -> list[Responsible]:
    return list(Responsible.objects.order_by("task__order", "order"))


def test_cells_are_corrected_and_logged() -> None:
    plan = draft_plan({"deadline": "待定", "number": None, "categories": None})
    task = correct_task(
        task=plan.tasks.get(),
        by=officer(),
        at=AT,
        number=7,
        categories=["类别", " "],
        deadline_text="10月底前",
    )
    assert (task.number, task.categories) == (7, ["类别"])
    assert task.deadline == {"kind": "fixed", "date": "2023-10-31"}
    assert task.sources == {
        "number": "人工更正",
        "categories": "人工更正",
        "deadline": "人工更正",
    }
    assert Deed.objects.get(verb="task.correct").detail["number"] == [None, 7]
    assert questions(plan) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"number": 0}, "number_unfit"),
        ({"number": 100_000}, "number_unfit"),
        ({"deadline_text": "期" * 201}, "text_too_long"),
    ],
)
def test_a_correction_is_refused(fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        correct_task(task=draft_plan().tasks.get(), by=officer(), at=AT, **fields)
    assert refused.value.code == code
    assert not Deed.objects.filter(verb="task.correct").exists()


def test_an_unknown_field_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError):
        correct_task(task=draft_plan().tasks.get(), by=officer(), at=AT, plan_id=3)


def test_a_new_year_changes_what_the_limits_say() -> None:
    plan = draft_plan({"deadline": "10月底前"})
    correct_plan(plan=plan, by=officer(), at=AT, year=2024, issued_on=date(2024, 2, 1))
    assert plan.tasks.get().deadline == {"kind": "fixed", "date": "2024-10-31"}
    with pytest.raises(Refused) as refused:
        correct_plan(plan=plan, by=officer(), at=AT, year=24)
    assert refused.value.code == "year_unlikely"


def test_one_limit_for_all_tasks_that_state_none() -> None:
    plan = draft_plan({"deadline": None}, {"deadline": "长期坚持"}, {"deadline": None})
    filled = fill_deadlines(plan=plan, deadline_text="年底前完成", by=officer(), at=AT)
    assert [one.order for one in filled] == [1, 3]
    assert [one.deadline["kind"] for one in plan.tasks.all()] == ["fixed", "standing", "fixed"]
    assert questions(plan) == []


def test_tasks_are_added_and_removed() -> None:
    plan, by = draft_plan(), officer()
    added = add_task(plan=plan, by=by, at=AT, number=2, requirement="漏读的任务")
    assert (added.order, added.deadline) == (2, None)
    assert [one.code for one in questions(plan)] == ["responsible_missing", "deadline_missing"]
    remove_task(task=added, by=by, at=AT)
    assert plan.tasks.count() == 1
    assert Deed.objects.get(verb="task.remove").detail["requirement"] == "漏读的任务"


def test_settling_one_name_settles_its_namesakes_and_is_remembered() -> None:
    plan = open_plan("教体中心", "别的局", "教体中心")
    school = department("jyj2", "教育和体育事业中心")
    settle(responsible=rows()[0], means="organisation", organisation=school, by=officer(), at=AT)
    assert [one.organisation for one in rows()] == [school, None, school]
    assert match_name("教体中心").organisation == school
    assert [one.values["name"] for one in questions(plan)] == ["别的局"]


def test_a_wrong_meaning_is_put_right_everywhere() -> None:
    open_plan("教体中心", "教体中心")
    wrong, right = department("a", "体育局"), department("b", "教育和体育事业中心")
    for organisation in (wrong, right):
        settle(
            responsible=rows()[0],
            means="organisation",
            organisation=organisation,
            by=officer(),
            at=AT,
        )
    assert [one.organisation for one in rows()] == [right, right]
    assert match_name("教体中心").organisation == right


def test_settling_one_place_only() -> None:
    open_plan("教体中心", "教体中心")
    school = department("jyj2", "教育和体育事业中心")
    settle(
        responsible=rows()[0],
        means="organisation",
        organisation=school,
        remember=False,
        by=officer(),
        at=AT,
    )
    assert [one.organisation for one in rows()] == [school, None]
    assert not match_name("教体中心").is_known


def test_a_group_and_a_later_choice() -> None:
    plan = open_plan("各有关部门", "决策承办单位")
    one, two = department("a", "甲局"), department("b", "乙局")
    everybody = group("各有关单位", one, two)
    settle(responsible=rows()[0], means="group", group=everybody, by=officer(), at=AT)
    settle(responsible=rows()[1], means="later", by=officer(), at=AT)
    assert questions(plan) == []
    adopt(plan=plan, by=officer(), at=AT)
    found = Duty.objects.values_list("task__order", "organisation__code")
    assert sorted(found) == [(1, "a"), (1, "b")]


@pytest.mark.parametrize("means", ["organisation", "group", "nonsense"])
def test_a_meaning_without_what_it_means_is_refused(means: str) -> None:
    open_plan("某局")
    with pytest.raises(Refused) as refused:
        settle(responsible=rows()[0], means=means, by=officer(), at=AT)
    assert refused.value.code == "means_unfit"


def test_the_dissolved_cannot_be_meant() -> None:
    open_plan("某局")
    gone = department("a", "甲局")
    dissolve(organisation=gone, on=date(2023, 7, 1), by=None, at=AT)
    with pytest.raises(Refused) as refused:
        settle(responsible=rows()[0], means="organisation", organisation=gone, by=None, at=AT)
    assert refused.value.code == "organisation_closed"


def test_a_clerk_settles_nothing() -> None:
    open_plan("某局")
    with pytest.raises(Refused) as refused:
        settle(responsible=rows()[0], means="later", by=clerk(department()), at=AT)
    assert refused.value.code == "no_power"


def test_all_names_of_a_task_are_replaced() -> None:
    plan = draft_plan()
    one = department("a", "甲局")
    made = set_responsibles(
        task=plan.tasks.get(), rows=[("甲 局", "lead"), ("", "lead"), ("没有的局", "support")],
        by=officer(), at=AT,
    )  # fmt: skip
    assert [(row.name, row.role, row.organisation) for row in made] == [
        ("甲局", "lead", one),
        ("没有的局", "support", None),
    ]
    with pytest.raises(Refused) as refused:
        set_responsibles(task=plan.tasks.get(), rows=[("甲局", "boss")], by=None, at=AT)
    assert refused.value.code == "role_unknown"


def test_what_was_left_open_yields_its_duties_later() -> None:
    plan = open_plan("某局", "某局", deadline="2023年10月底前")
    plan = adopt(plan=plan, by=None, at=AT, leave_open=True)
    assert (Duty.objects.count(), len(questions(plan))) == (0, 2)
    one = department("a", "甲局")
    settle(responsible=rows()[0], means="organisation", organisation=one, by=officer(), at=AT)
    assert list(Occurrence.objects.values_list("due_on", flat=True)) == [date(2023, 10, 31)] * 2
    assert questions(plan) == []
    with pytest.raises(Refused) as refused:
        settle(responsible=rows()[0], means="later", by=officer(), at=AT)
    assert refused.value.code == "plan_already_adopted"


def test_open_names_are_looked_up_again() -> None:
    plan = open_plan("甲局", "乙局")
    adopt(plan=plan, by=None, at=AT, leave_open=True)
    one = department("a", "甲局")
    assert [row.name for row in match_again(plan=plan, by=officer(), at=AT)] == ["甲局"]
    assert [duty.organisation for duty in Duty.objects.all()] == [one]
    assert match_again(plan=plan, by=officer(), at=AT) == []
    assert Duty.objects.count() == 1


def test_an_open_time_limit_is_given_later_and_then_stands() -> None:
    plan = draft_plan({"deadline": "待定"})
    adopt(plan=plan, by=None, at=AT, leave_open=True)
    task = plan.tasks.get()
    assert (Duty.objects.count(), Occurrence.objects.count()) == (1, 0)
    with pytest.raises(Refused) as refused:
        correct_task(task=task, by=officer(), at=AT, requirement="别的要求")
    assert refused.value.code == "plan_already_adopted"
    correct_task(task=task, by=officer(), at=AT, deadline_text="2023年11月底前")
    assert Occurrence.objects.get().due_on == date(2023, 11, 30)
    with pytest.raises(Refused) as refused:
        correct_task(task=task, by=officer(), at=AT, deadline_text="2023年12月底前")
    assert refused.value.code == "plan_already_adopted"


def test_an_adopted_plan_is_not_rewritten() -> None:
    plan, by = adopted_plan(), officer()
    task = Task.objects.get()
    for act in (
        lambda: correct_plan(plan=plan, by=by, at=AT, title="别的"),
        lambda: add_task(plan=plan, by=by, at=AT, number=9),
        lambda: remove_task(task=task, by=by, at=AT),
        lambda: set_responsibles(task=task, rows=[], by=by, at=AT),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "plan_already_adopted"


def test_an_abandoned_plan_is_left_alone() -> None:
    plan, by = open_plan("某局"), officer()
    abandon(plan=plan, by=by, at=AT)
    row = rows()[0]
    for act in (
        lambda: settle(responsible=row, means="later", by=by, at=AT),
        lambda: set_responsibles(task=row.task, rows=[("某局", "lead")], by=by, at=AT),
        lambda: match_again(plan=plan, by=by, at=AT),
        lambda: correct_task(task=row.task, by=by, at=AT, number=2),
        lambda: correct_plan(plan=plan, by=by, at=AT, title="别的"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "plan_abandoned"
