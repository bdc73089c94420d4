"""A department's ledger: its groups, the form in the table, one duty, files, the receipt."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from gongkai.work.ledger.actions.evidence import file_evidence
from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.judge import Verdict, judge
from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.submission import LedgerSubmission
from tests.faces.desk.ledger.reading import as_, errors, links, note, query_count, rows, tree
from tests.faces.desk.ledger.scene import NOW
from tests.factories import AT, adopted_plan, clerk, department, head

pytestmark = pytest.mark.django_db
CAPTION = "政务公开工作台账"


def book(query: str = "", person: Any = None) -> Any:
    here = department()
    return as_(person or clerk(here)).get(reverse("desk:ledger_of", args=[here.code]) + query)


def judged(*states: str) -> None:
    found = Occurrence.objects.order_by("duty__task__order", "id")
    verdicts = [Verdict(one.pk, state, "说明。") for one, state in zip(found, states, strict=True)]
    judge(verdicts=verdicts, at=NOW)


def four_states() -> None:
    adopted_plan({"deadline": "8月底前"}, {"deadline": "年底前"}, {}, {}, {"deadline": "8月10日前"})
    judged("due", "fulfilled", "kept", "manual", "overdue")


def test_rows_are_grouped_with_trouble_first() -> None:
    four_states()
    shown = rows(book(person=head(department())), CAPTION)
    assert [one[0] for one in shown] == [
        "要办的 2 项，按期限从近到远", "5", "1",
        "已完成 1 项", "2",
        "持续落实 1 项", "3",
        "须由人判断 1 项", "4",
    ]  # fmt: skip
    assert [shown[1][4], shown[1][5], shown[1][6]] == ["2023-08-10", "逾期", "说明。"]


def test_reviewer_reads_and_is_offered_no_form() -> None:
    adopted_plan()
    here = department()
    from_post = clerk(here)
    shown = tree(book(person=from_post))
    assert len(shown.xpath("//input[starts-with(@name, 'section-')]")) == 1


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?state=todo", ["5", "1"]),
        ("?state=done", ["2"]),
        ("?due=month", ["5", "1"]),
        ("?q=3", ["3"]),
        ("?q=第4项", ["4"]),
        ("?section=办公室", ["2"]),
        ("?state=nonsense&page=99", ["5", "1", "2", "3", "4"]),
    ],
)
def test_filters(query: str, numbers: list[str]) -> None:
    four_states()
    Duty.objects.filter(task__number=2).update(section="办公室")
    shown = [one[0] for one in rows(book(query), CAPTION) if len(one) > 1]
    assert shown == numbers


def test_no_row_left_says_so() -> None:
    four_states()
    empty = tree(book("?q=没有")).xpath("//div[@class='empty']//text()")
    assert "".join(empty) == "没有符合条件的任务。显示全部任务"


def test_sections_and_persons_are_saved_from_the_table() -> None:
    here = department()
    adopted_plan({}, {})
    first, second = Duty.objects.order_by("task__order")
    fill_duty(
        duty=first, section="", person="", note="按月更新",
        milestones=[("初稿", date(2023, 9, 1))], by=None, at=AT,
    )  # fmt: skip
    data = {f"section-{first.pk}": " 办公室 ", f"person-{first.pk}": "甲"}
    data |= {f"section-{second.pk}": "", f"person-{second.pk}": ""}
    answer = as_(clerk(here)).post(reverse("desk:ledger_of", args=[here.code]), data, follow=True)
    first.refresh_from_db()
    assert note(answer)[0] == "已保存 1 项任务的科室和责任人。"
    assert (first.section, first.person, first.note) == ("办公室", "甲", "按月更新")
    assert list(first.milestones.values_list("text", flat=True)) == ["初稿"]


def test_too_long_a_name_is_refused_and_kept_in_its_cell() -> None:
    here = department()
    adopted_plan({}, {})
    first, second = Duty.objects.order_by("task__order")
    data = {f"section-{first.pk}": "办公室", f"person-{first.pk}": "甲" * 41}
    data |= {f"section-{second.pk}": "综合科", f"person-{second.pk}": "乙"}
    answer = as_(clerk(here)).post(reverse("desk:ledger_of", args=[here.code]), data)
    assert (answer.status_code, errors(answer)) == (
        409,
        ["责任人太长，不能超过 40 个字。请缩短后保存。"],
    )
    assert tree(answer).xpath(f"//input[@name='person-{first.pk}']/@value") == ["甲" * 41]
    assert list(Duty.objects.values_list("section", flat=True)) == ["", ""]


def test_other_departments_duty_cannot_be_smuggled_in() -> None:
    here, other = department(), department("mzj", "民政局")
    adopted_plan({"units": [here, other]})
    theirs = Duty.objects.get(organisation=other)
    data = {f"section-{theirs.pk}": "我的科", f"person-{theirs.pk}": "甲"}
    as_(clerk(here)).post(reverse("desk:ledger_of", args=[here.code]), data)
    theirs.refresh_from_db()
    assert theirs.section == ""


def test_duty_with_several_periods_takes_its_section_once() -> None:
    adopted_plan({"deadline": "每季度末前"})
    shown = tree(book())
    assert len(shown.xpath("//input[starts-with(@name, 'section-')]")) == 1
    assert [one[1] for one in rows(book(), CAPTION)[1:]] == [
        "第1项工作要求2023年第三季度",
        "第1项工作要求2023年第四季度",
    ]


def test_long_ledger_comes_in_pages_and_saves_each() -> None:
    here = department()
    adopted_plan(*[{} for _ in range(60)])
    shown = [one for one in rows(book("?page=2"), CAPTION) if len(one) > 1]
    assert len(shown) == 10
    last = Duty.objects.order_by("-task__order").first()
    data = {f"section-{last.pk}": "办公室", f"person-{last.pk}": "甲"}
    answer = as_(clerk(here)).post(reverse("desk:ledger_of", args=[here.code]) + "?page=2", data)
    assert answer["Location"] == f"/desk/ledger/{here.code}/?page=2#rows"
    assert Duty.objects.filter(section="办公室").count() == 1


def test_ledger_asks_no_more_for_more_rows() -> None:
    here = department()
    client = as_(clerk(here))
    address = reverse("desk:ledger_of", args=[here.code])
    one = adopted_plan({})
    few = query_count(client, f"{address}?plan={one.pk}")
    many = adopted_plan(
        *[{"deadline": "每季度末前"} for _ in range(20)], year=2022, issued_on=date(2022, 7, 25)
    )
    assert query_count(client, f"{address}?plan={many.pk}") == few


def test_without_a_plan_the_ledger_says_what_comes() -> None:
    empty = tree(book()).xpath("//div[@class='empty']//text()")
    assert "".join(empty)[:13] == "这个单位还没有责任事项。政"


def test_plan_that_is_not_ours_is_not_found() -> None:
    here = department()
    client = as_(clerk(here))
    plan = adopted_plan({"units": [department("mzj", "民政局")]})
    address = reverse("desk:ledger_of", args=[here.code])
    for wanted in (plan.pk, "x", "99999999999999999999"):
        assert client.get(f"{address}?plan={wanted}").status_code == 404


def test_duty_shows_why_and_what_proves_it() -> None:
    here = department()
    plan = adopted_plan({"deadline": "8月底前"})
    plan.source_lines = ["一", "第1项"]
    plan.save()
    plan.tasks.update(first_line=2, last_line=2)
    judged("fulfilled")
    occurrence = Occurrence.objects.get()
    file_evidence(
        occurrence=occurrence, kind="record", object_id="1", title="招生方案", url="/records/1/",
        on=date(2023, 8, 1), by=None, at=AT,
    )  # fmt: skip
    answer = as_(clerk(here)).get(reverse("desk:duty", args=[Duty.objects.get().pk]))
    assert links(answer, "/records/") == ["/records/1/"]
    assert links(answer, "/desk/records/new") == [
        f"{reverse('desk:record_new')}?occurrence={occurrence.pk}"
    ]
    assert tree(answer).xpath("//div[@role='group']//li/*/text()") == ["2", "第1项"]


def test_only_who_drafts_is_offered_to_draft() -> None:
    here = department()
    adopted_plan()
    answer = as_(head(here)).get(reverse("desk:duty", args=[Duty.objects.get().pk]))
    assert links(answer, "/desk/records/new") == []


def test_duty_takes_measures_and_milestones() -> None:
    adopted_plan()
    duty = Duty.objects.get()
    address = reverse("desk:duty", args=[duty.pk])
    data = {
        "section": "办公室", "person": "甲", "note": "按月更新",
        "step-0": "初稿", "day-0": "2023-09-01", "step-1": "", "day-1": "",
        "step-2": "定稿", "day-2": "2023年10月1日",
    }  # fmt: skip
    as_(clerk(department())).post(address, data)
    duty.refresh_from_db()
    assert (duty.section, duty.person, duty.note) == ("办公室", "甲", "按月更新")
    assert list(duty.milestones.values_list("text", "due_on")) == [
        ("初稿", date(2023, 9, 1)),
        ("定稿", date(2023, 10, 1)),
    ]


def test_half_a_milestone_is_refused_and_kept() -> None:
    adopted_plan()
    address = reverse("desk:duty", args=[Duty.objects.get().pk])
    data = {"section": "办公室", "step-0": "初稿", "day-0": "", "step-1": "", "day-1": "不知道"}
    answer = as_(clerk(department())).post(address, data)
    assert errors(answer) == [
        "节点 2 的时间不是日期，请按 2026-09-16 这样填写",
        "请填写节点 1 的时间",
    ]
    assert tree(answer).xpath("//input[@name='step-0']/@value") == ["初稿"]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_ledger_is_a_file_with_a_chinese_name(kind: str) -> None:
    here = department()
    adopted_plan()
    answer = as_(clerk(here)).get(reverse("desk:ledger_export", args=[here.code, kind]))
    named = answer["Content-Disposition"]
    assert named.startswith("attachment; filename*=utf-8''%E6%95%99%E8%82%B2%E5%B1%802023")
    opened = load_workbook if kind == "xlsx" else Document
    opened(io.BytesIO(answer.content))
    other = reverse("desk:ledger_export", args=[here.code, "exe"])
    assert as_(clerk(here, "乙")).get(other).status_code == 404


def test_handing_in_names_what_is_missing_and_then_gives_a_receipt() -> None:
    here = department()
    adopted_plan()
    client = as_(clerk(here))
    address = reverse("desk:ledger_submit", args=[here.code])
    assert errors(client.post(address)) == [
        "第1项没有填责任科室。请在台账里填写。",
        "第1项没有填责任人。请在台账里填写。",
    ]
    fill_duty(duty=Duty.objects.get(), section="办公室", person="甲", by=None, at=AT)
    answer = client.post(address, follow=True)
    sent = LedgerSubmission.objects.get()
    assert answer.redirect_chain == [(f"/desk/ledger/{here.code}/receipts/{sent.pk}/", 302)]
    assert tree(answer).xpath("//h1/text()") == ["台账回执〔2023〕001号"]
    assert rows(answer, "报送时") == [["1", "第1项工作要求", "长期坚持", "办公室", "甲", "—"]]
    assert sent.is_late is True


def test_receipt_stays_as_it_was_sent() -> None:
    here = department()
    adopted_plan()
    duty = Duty.objects.get()
    fill_duty(duty=duty, section="办公室", person="甲", by=None, at=AT)
    client = as_(clerk(here))
    receipt = client.post(reverse("desk:ledger_submit", args=[here.code]))["Location"]
    fill_duty(duty=duty, section="综合科", person="乙", by=None, at=AT)
    assert rows(client.get(receipt), "报送时")[0][3:5] == ["办公室", "甲"]
    again = client.post(reverse("desk:ledger_submit", args=[here.code]))["Location"]
    assert rows(client.get(again), "报送时")[0][3:5] == ["综合科", "乙"]
    same = client.post(reverse("desk:ledger_submit", args=[here.code]))
    assert errors(same) == ["台账从上次报送（回执 台账回执〔2023〕002号）以来没有改动，不用再报。"]
