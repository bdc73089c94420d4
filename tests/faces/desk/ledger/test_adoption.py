"""The adoption screen: tasks beside their lines, questions first, answers on the spot."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.org.models.person import Person
from tests.faces.desk.ledger.reading import as_, errors, query_count, rows, text, tree
from tests.faces.desk.ledger.scene import open_plan, unknown
from tests.factories import department, draft_plan, group, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Person:
    return officer()


def page(by: Person, plan: Plan, query: str = "") -> Any:
    return as_(by).get(reverse("desk:plan", args=[plan.pk]) + query)


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


def test_a_missing_column_is_asked_once(by: Person) -> None:
    plan = draft_plan({"deadline": None}, {"deadline": None}, {"deadline": None}, {})
    shown = tree(page(by, plan))
    address = reverse("desk:plan_deadlines", args=[plan.pk])
    assert [text(one) for one in shown.xpath("//h2[@id='h-dq']")] == ["3 项任务没有写时限"]
    assert shown.xpath("//section[@aria-labelledby='h-dq']//a/@href") == [address]
    typed = {"deadline_text": "10月底前"}
    assert as_(by).post(address, typed).url == f"{reverse('desk:plan', args=[plan.pk])}#ask"
    said = list(plan.tasks.order_by("order").values_list("deadline_text", flat=True))
    assert said == ["10月底前"] * 3 + ["长期坚持"]
    assert tree(page(by, plan)).xpath("//h2[@id='h-dq']") == []


def test_two_tasks_without_a_limit_are_asked_one_by_one(by: Person) -> None:
    plan = draft_plan({"deadline": None}, {"deadline": None}, {})
    assert tree(page(by, plan)).xpath("//h2[@id='h-dq']") == []


def test_a_name_asked_in_several_tasks_is_said_at_the_first(by: Person) -> None:
    plan = draft_plan({}, {})
    for task in plan.tasks.all():
        unknown(task, "教体局", order=2)
    said = tree(page(by, plan)).xpath("//tr[starts-with(@id, 't')]")
    assert [len(one.xpath(".//p[@class='error']")) for one in said] == [1, 0]
