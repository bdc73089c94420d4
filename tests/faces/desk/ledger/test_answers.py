"""Answers given on the adoption screen: what names mean, what cells say."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.org.models.organisation import Group, Name
from gongkai.work.org.models.person import Person
from tests.faces.desk.ledger.reading import as_, errors, note, rows, text, tree
from tests.faces.desk.ledger.scene import open_plan, unknown
from tests.factories import department, draft_plan, group, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Person:
    return officer()


def page(by: Person, plan: Plan, query: str = "") -> Any:
    return as_(by).get(reverse("desk:plan", args=[plan.pk]) + query)


def answer_name(by: Person, row: Responsible, **data: str) -> Any:
    address = reverse("desk:task_name", args=[row.task.plan_id, row.task_id, row.pk])
    return as_(by).post(address, {"from": "ask", **data})


def test_name_is_settled_on_the_spot_and_remembered(by: Person) -> None:
    plan = open_plan()
    unknown(plan.tasks.get(order=2), "教体局", 2)
    row = Responsible.objects.filter(name="教体局").first()
    here = department()
    answer = answer_name(by, row, choice=f"org:{here.pk}", remember="on")
    assert answer["Location"] == f"/desk/plans/{plan.pk}/#ask"
    meant = Responsible.objects.filter(name="教体局").values_list("organisation", flat=True)
    assert list(meant) == [here.pk, here.pk]
    assert list(Name.objects.values_list("organisation", "text")) == [(here.pk, "教体局")]


def test_same_name_is_asked_once(by: Person) -> None:
    plan = open_plan()
    unknown(plan.tasks.get(order=2), "教体局", 2)
    shown = tree(page(by, plan))
    assert len(shown.xpath("//select[@name='choice']")) == 1
    assert [text(one) for one in shown.xpath("//h2[@id='h-p']")] == [
        "1 处要您确认，其余 0 项已读清"
    ]
    assert "同名的还有第2项" in text(shown.xpath("//tr[@id='t1']")[0])
    assert "与第1项一起核定" in text(shown.xpath("//tr[@id='t2']")[0])


def test_name_can_wait_for_the_case(by: Person) -> None:
    plan = open_plan()
    row = Responsible.objects.get(name="教体局")
    answer_name(by, row, choice="later")
    row.refresh_from_db()
    assert row.means == "later"
    assert Name.objects.count() == 0
    going = tree(page(by, plan)).xpath("//section[@aria-labelledby='h-go']/p")
    assert "另有 1 项发生时再由您指定单位" in text(going[0])


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("", "请选择是哪个单位"),
        ("org:0", "列表里没有这一项，请从列出的选项中选择"),
        ("org:99999999999999999999", "列表里没有这一项，请从列出的选项中选择"),
        ("group:x", "列表里没有这一项，请从列出的选项中选择"),
        ("nonsense", "列表里没有这一项，请从列出的选项中选择"),
    ],
)
def test_answer_that_is_none_is_refused(by: Person, choice: str, said: str) -> None:
    open_plan()
    row = Responsible.objects.get(name="教体局")
    answer = answer_name(by, row, choice=choice)
    row.refresh_from_db()
    assert (errors(answer), row.means) == ([said], "unknown")


def test_collective_name_is_expanded_by_ticking(by: Person) -> None:
    plan = open_plan("各有关部门")
    row = Responsible.objects.get(name="各有关部门")
    members = [department(), department("mzj", "民政局")]
    address = reverse("desk:task_group", args=[plan.pk, row.task_id, row.pk])
    assert tree(as_(by).get(address)).xpath("//input[@checked]") == []
    answer = as_(by).post(address, {"members": [one.pk for one in members], "from": "ask"})
    assert answer["Location"] == f"/desk/plans/{plan.pk}/#ask"
    row.refresh_from_db()
    assert (row.means, row.group) == ("group", Group.objects.get())
    assert list(Group.objects.get().members.all()) == members


def test_group_is_shown_with_members_and_a_way_to_change_them(by: Person) -> None:
    everyone = group("各有关单位", department(), department("mzj", "民政局"))
    shown = tree(page(by, draft_plan({"units": [everyone]})))
    inside = shown.xpath("//tr[@id='t1']//ul[@class='units']/li")
    assert text(inside[0]) == "各有关单位2 个单位教育局、民政局修改成员单位"
    assert inside[0].xpath(".//a/@href") == [f"/desk/organisations/groups/{everyone.pk}/"]


def test_cells_are_corrected_and_lead_back_to_the_row(by: Person) -> None:
    plan = draft_plan({}, {})
    task = plan.tasks.get(order=2)
    address = reverse("desk:plan_task", args=[plan.pk, task.pk])
    answer = as_(by).post(
        address,
        {
            "number": "7",
            "categories": "甲 / 乙",
            "requirement": "改过",
            "deadline_text": "10月底前",
        },
    )
    assert answer["Location"] == f"/desk/plans/{plan.pk}/#t2"
    task.refresh_from_db()
    assert (task.number, task.categories, task.requirement) == (7, ["甲", "乙"], "改过")
    assert task.deadline == {"kind": "fixed", "date": "2023-10-31"}


def test_only_cells_that_were_sent_are_touched(by: Person) -> None:
    plan = draft_plan({"requirement": "原来的"})
    task = plan.tasks.get()
    as_(by).post(
        reverse("desk:plan_task", args=[plan.pk, task.pk]),
        {"deadline_text": "年底前", "show": "questions", "from": "ask"},
    )
    task.refresh_from_db()
    assert (task.requirement, task.number, task.deadline_text) == ("原来的", 1, "年底前")
    assert list(task.sources) == ["deadline"]


def test_nothing_changed_writes_nothing(by: Person) -> None:
    plan = draft_plan()
    task = plan.tasks.get()
    address = reverse("desk:plan_task", args=[plan.pk, task.pk])
    answer = as_(by).post(address, {"number": "1"}, follow=True)
    task.refresh_from_db()
    assert (note(answer)[0], task.sources) == ("第1项没有改动。", {})


def test_missing_category_is_answered_by_saying_there_is_none(by: Person) -> None:
    plan = draft_plan()
    Task.objects.update(categories=None)
    assert [one[0] for one in rows(page(by, plan), "从方案读出")] == ["先确认这 1 项", "1"]
    task = plan.tasks.get()
    as_(by).post(reverse("desk:plan_task", args=[plan.pk, task.pk]), {"categories": ""})
    task.refresh_from_db()
    assert task.categories == []


def test_bad_cell_keeps_what_was_typed(by: Person) -> None:
    plan = draft_plan()
    task = plan.tasks.get()
    address = reverse("desk:plan_task", args=[plan.pk, task.pk])
    answer = as_(by).post(address, {"number": "七"})
    assert errors(answer) == ["编号要填整数"]
    assert tree(answer).xpath("//input[@name='number']/@value") == ["七"]


def test_units_are_replaced_line_by_line(by: Person) -> None:
    plan = draft_plan()
    department("czj", "财政局")
    task = plan.tasks.get()
    address = reverse("desk:task_units", args=[plan.pk, task.pk])
    as_(by).post(address, {"units": "牵头 财政局\n配合：教育局\n\n牵头单位"})
    found = task.responsibles.values_list("name", "role", "means")
    assert list(found) == [
        ("财政局", "lead", "organisation"),
        ("教育局", "support", "organisation"),
        ("牵头单位", "responsible", "unknown"),
    ]
