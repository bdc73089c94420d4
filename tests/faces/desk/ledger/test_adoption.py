"""The adoption screen: tasks beside their lines, questions first, answers on the spot."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.org.models.organisation import Group, Name
from gongkai.work.org.models.person import Person
from tests.faces.desk.ledger.reading import as_, errors, note, query_count, rows, text, tree
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


def test_questions_stand_first_and_are_counted(by: Person) -> None:
    shown = page(by, open_plan())
    assert [one[0] for one in rows(shown, "从方案读出")] == [
        "先确认这 1 项", "1", "已读清 1 项，可直接改", "2",
    ]  # fmt: skip
    headings = tree(shown).xpath("//h2[@id='h-p']")
    assert [text(one) for one in headings] == ["1 处要您确认，其余 1 项已读清"]
    asked = tree(shown).xpath("//tr[@id='t1']//p[@class='error']")
    assert [text(one) for one in asked] == [
        "责任单位“教体局”对不上系统里的单位。请选择是哪个单位。"
    ]


def test_only_questions_are_shown_when_asked_for(by: Person) -> None:
    shown = page(by, open_plan(), "?show=questions")
    assert [one[0] for one in rows(shown, "从方案读出")] == ["先确认这 1 项", "1"]


def test_task_and_its_lines_lead_to_each_other(by: Person) -> None:
    shown = tree(page(by, open_plan()))
    parts = {one.get("id"): text(one) for one in shown.xpath("//div[@role='group']/ol")}
    assert parts == {
        "s1": "工作方案",
        "s2": "1 第1项工作要求 第1项教体局",
        "s4": "2 第2项工作要求 第2项",
    }
    there = [one.get("href") for one in shown.xpath("//tr[@id='t1']//a[contains(@href, '#s')]")]
    back = [one.get("href") for one in shown.xpath("//ol[@id='s2']//a")]
    assert (there, back) == (["#s2"], ["#t1"])
    hit = shown.xpath("//ol[@id='s2']/li/@class")
    assert [one.split()[0] for one in hit] == ["hit", "hit"]


def test_lines_shared_by_two_tasks_stay_with_the_first(by: Person) -> None:
    plan = open_plan()
    plan.tasks.filter(order=2).update(first_line=3, last_line=4)
    shown = tree(page(by, plan))
    assert shown.xpath("//tr[@id='t2']//a[starts-with(@href, '#s')]/@href") == ["#s2"]


def test_limit_is_said_in_words(by: Person) -> None:
    plan = draft_plan(
        {"deadline": "每季度末前"},
        {"deadline": "信息形成或变更之日起20个工作日内"},
        {"deadline": "10月底前"},
        {"deadline": "长期坚持"},
    )
    said = [one[3] for one in rows(page(by, plan), "从方案读出")[1:]]
    assert said == [
        "每季度末前读作：每季度末前到期日：2023年9月30日、2023年12月31日",
        "信息形成或变更之日起20个工作日内读作：“信息形成或变更”之后 20 个工作日内",
        "10月底前读作：2023年10月31日前完成一次",
        "长期坚持读作：长期坚持，全年随时核对",
    ]


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


def test_what_adoption_brings_is_told_beforehand_and_comes(by: Person) -> None:
    everyone = group("各有关单位", department(), department("mzj", "民政局"))
    plan = draft_plan({"units": [everyone], "deadline": "每季度末前"}, {})
    told = tree(page(by, plan)).xpath("//section[@aria-labelledby='h-go']/p/b/text()")
    assert told == ["3", "5"]
    answer = as_(by).post(reverse("desk:plan_adopt", args=[plan.pk]))
    assert answer["Location"] == f"/desk/plans/{plan.pk}/"
    counts = [duty.occurrences.count() for duty in Duty.objects.all()]
    assert (len(counts), sum(counts)) == (3, 5)


def test_open_questions_block_and_every_one_is_named(by: Person) -> None:
    plan = open_plan("教体局", "文旅局")
    answer = as_(by).post(reverse("desk:plan_adopt", args=[plan.pk]))
    assert answer.status_code == 409
    assert errors(answer) == [
        "第1项责任单位“教体局”对不上系统里的单位。请选择是哪个单位。",
        "第1项责任单位“文旅局”对不上系统里的单位。请选择是哪个单位。",
    ]
    plan.refresh_from_db()
    assert (plan.state, Duty.objects.count()) == ("draft", 0)


def test_adopting_twice_is_refused(by: Person) -> None:
    plan = draft_plan()
    address = reverse("desk:plan_adopt", args=[plan.pk])
    as_(by).post(address)
    answer = as_(by).post(address)
    assert (answer.status_code, len(errors(answer)), Duty.objects.count()) == (409, 1, 1)


def test_missing_date_of_issue_takes_the_button_away(by: Person) -> None:
    plan = draft_plan()
    Plan.objects.update(issued_on=None)
    shown = tree(page(by, plan))
    assert shown.xpath(f"//form[contains(@action, '/plans/{plan.pk}/adopt/')]") == []
    asked = shown.xpath("//section[@aria-labelledby='h-pq']//p[@class='error']")
    assert [text(one) for one in asked] == ["没有读到印发日期，期限要从它推算。请按文件填写。"]
    head = reverse("desk:plan_head", args=[plan.pk])
    data = {"title": plan.title, "year": "2023", "issued_on": "2023-07-25"}
    assert as_(by).post(head, data)["Location"] == f"/desk/plans/{plan.pk}/#head"
    assert tree(page(by, plan)).xpath("//button[text()='采用并分解']") != []


def test_problem_of_the_reader_is_ticked_off(by: Person) -> None:
    plan = draft_plan()
    plan.problems = [{"where": "第3页", "what": "有一行读不清", "task": None, "settled": False}]
    plan.save()
    assert len(tree(page(by, plan)).xpath("//section[@aria-labelledby='h-pq']//li")) == 1
    as_(by).post(reverse("desk:plan_problem", args=[plan.pk]), {"index": "0"})
    assert tree(page(by, plan)).xpath("//section[@aria-labelledby='h-pq']") == []


def test_abandoned_draft_can_only_be_read(by: Person) -> None:
    plan = open_plan()
    as_(by).post(reverse("desk:plan_abandon", args=[plan.pk]))
    shown = page(by, plan)
    assert tree(shown).xpath("//button[text()='采用并分解']") == []
    answer = as_(by).post(reverse("desk:plan_adopt", args=[plan.pk]))
    assert errors(answer) == ["这份方案草稿已经作废。请重新导入文件。"]


def test_row_that_is_no_task_is_taken_out_and_a_missed_one_added(by: Person) -> None:
    plan = draft_plan({}, {})
    as_(by).post(reverse("desk:task_remove", args=[plan.pk, plan.tasks.get(order=1).pk]))
    added = {"number": "3", "requirement": "补录的", "deadline_text": "长期坚持"}
    as_(by).post(reverse("desk:plan_task_add", args=[plan.pk]), added)
    assert list(plan.tasks.values_list("number", "requirement")) == [
        (2, "第2项工作要求"),
        (3, "补录的"),
    ]


def test_screen_asks_no_more_for_more_tasks(by: Person) -> None:
    client = as_(by)
    department(), department("mzj", "民政局")
    small = open_plan("教体局", "文旅局")
    everyone = group("各有关单位", department(), department("mzj", "民政局"))
    large = draft_plan(*[{"units": [everyone, department()]} for _ in range(60)], year=2022)
    for task in large.tasks.all():
        unknown(task, f"单位{task.order % 7}", 9)
    address = "desk:plan"
    few = query_count(client, reverse(address, args=[small.pk]))
    assert query_count(client, reverse(address, args=[large.pk])) <= few + 1
    again = draft_plan(*[{"units": [everyone, department()]} for _ in range(120)], year=2021)
    for task in again.tasks.all():
        unknown(task, f"单位{task.order % 7}", 9)
    many = query_count(client, reverse(address, args=[large.pk]))
    assert query_count(client, reverse(address, args=[again.pk])) == many
