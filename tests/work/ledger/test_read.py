"""A plan file becomes a draft with everything it says, or is refused with nothing written."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from gongkai.work.files.models import StoredFile
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.actions.adopt import abandon, adopt
from gongkai.work.ledger.actions.correct import settle_problem
from gongkai.work.ledger.actions.read import read
from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.ledger.queries.plans import notes, questions
from gongkai.work.staffing.actions.organisations import rename
from tests.factories import AT, ISSUED, clerk, department, district, group, officer

pytestmark = pytest.mark.django_db
HEADING = ("序号", "任务类别", "工作要求", "责任单位", "时限要求")


def sheet(*rows: tuple[object, ...], title: str = "2023年青禾区政务公开工作方案") -> bytes:
    """A plan as a workbook: title, document number, table."""
    book = Workbook()
    page = book.active
    assert page is not None
    for line in (title, "青政办字〔2023〕12号", "", "重点任务分解表"):
        page.append([line])
    page.append(HEADING)
    for row in rows:
        page.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


ROWS = (
    (1, "推进政策公开", "规范发布政策文件，提高质量", "教育局牵头，财政局配合", "2023年10月底前"),
    (2, "推进政策公开", "加强政策文件的解读工作", "各有关单位", "长期坚持"),
)


def given(data: bytes, name: str = "方案.xlsx", **values: Any) -> Plan:
    """Read as the machine; a workbook does not say when the plan was issued."""
    values.setdefault("issued_on", ISSUED)
    return read(file_name=name, data=data, organisation=district(), by=None, at=AT, **values)


def test_a_file_becomes_a_draft() -> None:
    school, money = department("jyj", "教育局"), department("czj", "财政局")
    everybody = group("各有关单位", school, money)
    plan = given(sheet(*ROWS))
    assert (plan.state, plan.year, plan.document_number) == ("draft", 2023, "青政办字〔2023〕12号")
    assert plan.issued_on == date(2023, 7, 25)
    assert StoredFile.objects.get() == plan.file
    first, second = plan.tasks.all()
    assert (first.number, first.deadline) == (1, {"kind": "fixed", "date": "2023-10-31"})
    rows = Responsible.objects.order_by("task__order", "order")
    assert [(one.name, one.role, one.organisation or one.group) for one in rows] == [
        ("教育局", "lead", school),
        ("财政局", "support", money),
        ("各有关单位", "responsible", everybody),
    ]
    assert plan.source_lines[first.first_line - 1].find("规范发布政策文件") >= 0
    assert second.deadline == {"kind": "standing"}
    assert questions(plan) == []


def test_unknown_names_are_questions_with_candidates_and_lines() -> None:
    school = department("jyj", "教育局")
    plan = given(sheet(*ROWS))
    found = questions(plan)
    assert [
        (one.code, one.task.number if one.task else 0, one.values["name"]) for one in found
    ] == [
        ("responsible_unknown", 1, "财政局"),
        ("responsible_unknown", 2, "各有关单位"),
    ]
    assert found[0].candidates == ()
    first = plan.tasks.first()
    assert first is not None
    assert found[0].lines == (first.first_line, first.last_line)
    assert Responsible.objects.get(name="教育局").organisation == school


def test_gaps_of_the_file_are_questions_in_the_readers_words() -> None:
    department("jyj", "教育局")
    plan = given(
        sheet(
            (1, "推进公开", "规范发布政策文件", "教育局", "待定"),
            (1, "推进公开", "加强政策文件解读", "教育局", "择机"),
            (3, "推进公开", "公开财政预算决算", "", "长期坚持"),
        )
    )
    found = [(one.code, one.task.order if one.task else 0, one.said) for one in questions(plan)]
    assert [(code, order) for code, order, _ in found] == [
        ("number_repeated", 1),
        ("deadline_vague", 1),
        ("number_repeated", 2),
        ("deadline_unreadable", 2),
        ("responsible_missing", 3),
    ]
    assert found[3][2] == ("时限“择机”无法换算成日期或规则",)
    assert found[4][2] == ("责任单位为空",)


def test_a_problem_beside_the_fields_blocks_until_it_is_settled() -> None:
    department("jyj", "教育局")
    plan = given(sheet((1, "推进公开", "规范发布政策文件", "教育局", "长期坚持")))
    plan.problems = [{"where": "第2页附表", "what": "丢字", "task": None, "settled": False}]
    plan.save()
    assert [one.code for one in questions(plan)] == ["reader_problem"]
    settle_problem(plan=plan, index=0, by=officer(), at=AT)
    plan.refresh_from_db()
    assert questions(plan) == []
    with pytest.raises(Refused) as refused:
        settle_problem(plan=plan, index=1, by=officer(), at=AT)
    assert refused.value.code == "problem_unknown"


def test_the_same_file_is_not_read_twice() -> None:
    department("jyj", "教育局")
    data = sheet((1, "推进公开", "规范发布政策文件", "教育局", "长期坚持"))
    plan = given(data)
    with pytest.raises(Refused) as refused:
        given(data, "改了名.xlsx")
    assert (refused.value.code, refused.value.values["plan"]) == ("plan_already_read", plan)
    abandon(plan=plan, by=officer(), at=AT)
    again = given(data)
    adopt(plan=again, by=officer(), at=AT)
    for other in (data, sheet((1, "推进公开", "另一份方案的要求", "教育局", "长期坚持"))):
        with pytest.raises(Refused) as refused:
            given(other)
        assert (refused.value.code, refused.value.values["plan"]) == (
            "plan_already_adopted",
            again,
        )
    assert Plan.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.xlsx", b""),
        ("假.docx", b"not a document"),
        ("坏.xlsx", b"PK\x03\x04broken"),
        ("图.png", b"\x89PNG\r\n"),
        ("信.txt", "今天天气很好。".encode()),
    ],
)
def test_what_is_no_plan_is_refused_with_the_reason(name: str, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        given(data, name)
    assert refused.value.code == "plan_unreadable"
    assert refused.value.values["sentence"].endswith("。")
    assert (Plan.objects.count(), StoredFile.objects.count(), Task.objects.count()) == (0, 0, 0)


def test_another_year_than_the_file_says_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        given(sheet(*ROWS), year=2024)
    assert refused.value.code == "plan_of_another_year"
    assert StoredFile.objects.count() == 0


def test_what_is_too_long_is_cut_and_asked() -> None:
    long_name, long_limit = "某" * 150 + "局", "适时完成" * 60
    plan = given(sheet((123456, "推进公开", "规范发布政策文件", long_name, long_limit)))
    task = plan.tasks.get()
    assert (task.number, len(task.deadline_text or "")) == (None, 200)
    assert len(task.responsibles.get().name) == 120
    assert [one.code for one in questions(plan)] == [
        "number_missing",
        "responsible_unknown",
        "deadline_unreadable",
    ]


def test_a_clerk_reads_no_plan_in() -> None:
    with pytest.raises(Refused) as refused:
        read(
            file_name="方案.xlsx",
            data=sheet(*ROWS),
            organisation=district(),
            by=clerk(department()),
            at=AT,
        )
    assert refused.value.code == "no_power"


def test_a_former_name_is_noted_and_does_not_block() -> None:
    school = department("jyj", "教育局")
    rename(organisation=school, name="教育和体育局", on=date(2023, 7, 1), by=None, at=AT)
    plan = given(sheet((1, "推进公开", "规范发布政策文件", "教育局", "长期坚持")))
    assert questions(plan) == []
    assert [(one.code, one.where, one.what) for one in notes(plan)] == [
        ("ledger_due_on_missing", "", ""),
        ("former_name", "教育局", "教育和体育局"),
    ]


def test_several_days_in_one_limit_are_all_kept() -> None:
    department("jyj", "教育局")
    plan = given(sheet((1, "推进公开", "规范发布政策文件", "教育局", "每季度第一个月10日前")))
    task = plan.tasks.get()
    assert task.deadline == {"kind": "quarterly", "month": 1, "day": 10}


def test_questions_take_the_same_queries_for_many_tasks(django_assert_max_num_queries: Any) -> None:
    rows = [(n, "推进公开", f"第{n}项工作的具体要求", "无名局", "长期坚持") for n in range(1, 30)]
    plan = given(sheet(*rows))
    with django_assert_max_num_queries(9):
        assert len(questions(plan)) == 29


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_real_plan(samples: Path, kind: str) -> None:
    data = (samples / "plans" / f"seed.{kind}").read_bytes()
    plan = given(data, f"seed.{kind}")
    assert plan.tasks.count() == 44
    if kind == "docx":
        assert plan.ledger_due_on == date(2023, 8, 4)
    assert {one.code for one in questions(plan)} == {"responsible_unknown"}
