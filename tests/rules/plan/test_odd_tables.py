"""Tables with labels of their own: quarters, unknown headers, totals, numbers that start over."""

from __future__ import annotations

import pytest

from gongkai.rules.plan.errors import PlanUnreadable
from tests.rules.plan.build import FRONT, HEADER, LEFT, UP, read_docx, requirements, said, units

BUDGET = ["1", "财政", "公开预算信息", "区财政局", "6月底前"]
ACCOUNTS = ["2", "财政", "公开决算信息", "区财政局", "9月底前"]
ENDS = {1: "2024-03-31", 2: "2024-06-30", 3: "2024-09-30", 4: "2024-12-31"}


def test_a_column_for_each_quarter_is_a_time_limit_in_parts() -> None:
    reading = read_docx(
        *FRONT,
        [
            ["序号", "重点任务", "工作要求", "进度安排", LEFT, LEFT, LEFT, "责任单位"],
            [UP, UP, UP, "一季度", "二季度", "三季度", "四季度", UP],
            ["1", "财政", "公开预算信息", "制定方案", "启动", "", "总结", "区财政局"],
            ["2", "财政", "公开决算信息", "", "", "√", "", "区财政局"],
            ["3", "财政", "公开采购信息", "全年推进", LEFT, LEFT, LEFT, "区财政局"],
        ],
    )
    assert requirements(reading) == ["公开预算信息", "公开决算信息", "公开采购信息"]
    assert [task.deadline_text for task in reading.tasks] == [
        "一季度制定方案，二季度启动，四季度总结", "三季度", "全年推进",
    ]  # fmt: skip
    first = reading.tasks[0].deadline or {}
    assert [part["date"] for part in first["parts"]] == [ENDS[1], ENDS[2], ENDS[4]]
    assert reading.tasks[1].deadline == {"kind": "fixed", "date": ENDS[3]}
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("一季度制定方案，四季度总结", ENDS[4]),
        ("3月底前制定方案，12月底前总结评估", ENDS[4]),
        ("6月召开会议，会后5个工作日内公开", None),
        ("预算1月，决算9月", None),
    ],
)
def test_a_time_that_is_not_understood_is_never_left_out(text: str, date: str | None) -> None:
    reading = read_docx(*FRONT, [HEADER, [*BUDGET[:4], text], ACCOUNTS])
    assert (reading.tasks[0].deadline or {}).get("date") == date
    assert any("无法换算" in what for what in said(reading)) == (date is None)


@pytest.mark.parametrize("head", [["项目编号", "类目", "事项要点", "办理主体", "何时完成"], None])
def test_a_table_without_a_known_header_is_told_by_its_cells(head: list[str] | None) -> None:
    rows = [head, BUDGET, ACCOUNTS] if head else [BUDGET, ACCOUNTS]
    reading = read_docx(*FRONT, rows)
    assert requirements(reading) == ["公开预算信息", "公开决算信息"]
    assert units(reading) == [[("区财政局", "responsible")]] * 2
    assert any("没有认出表头" in what for what in said(reading))


def test_a_table_whose_cells_do_not_tell_is_refused() -> None:
    with pytest.raises(PlanUnreadable):
        read_docx(
            "名单", [["序号", "单位", "姓名"], ["1", "区财政局", "某某"], ["2", "区教育局", "某某"]]
        )


def test_a_row_of_totals_is_no_task() -> None:
    reading = read_docx(*FRONT, [HEADER, BUDGET, ACCOUNTS, ["合计", "2项", "", "", ""]])
    assert requirements(reading) == ["公开预算信息", "公开决算信息"]
    assert "合计行没有作为任务：“合计2项”" in said(reading)


def test_numbers_that_start_over_in_every_section_are_one_question() -> None:
    sections = [["一、预算", *[LEFT] * 4], BUDGET, ACCOUNTS, ["二、决算", *[LEFT] * 4], BUDGET]
    reading = read_docx(*FRONT, [HEADER, *sections])
    assert [task.number for task in reading.tasks] == [1, 2, 1]
    assert reading.problems == ()
    assert said(reading) == ["各部分的序号都从1编起，同一序号不只一项，请按类别区分"]


@pytest.mark.parametrize(
    ("label", "note"),
    [("责任单位（第一个为牵头单位）", ""), ("责任单位", "注：责任单位中列第一位的为牵头单位。")],
)
def test_the_first_unit_leads_where_the_plan_says_so(label: str, note: str) -> None:
    header = [*HEADER[:3], label, HEADER[4]]
    row = [*BUDGET[:3], "区财政局、区审计局", BUDGET[4]]
    reading = read_docx(*FRONT, [header, row, ACCOUNTS], note)
    assert units(reading) == [
        [("区财政局", "lead"), ("区审计局", "responsible")], [("区财政局", "lead")],
    ]  # fmt: skip


def test_a_table_of_marks_is_no_plan() -> None:
    rows = [["序号", "考核内容", "评分标准", "分值"], ["1", "主动公开", "未公开扣1分", "10"]]
    with pytest.raises(PlanUnreadable) as refused:
        read_docx("云岫区政务公开考核评分表", rows)
    assert refused.value.code == "not_a_plan"


def test_what_stands_below_the_table_is_read_too() -> None:
    reading = read_docx(
        "云岫区财政局2024年政务公开工作要点", [HEADER, BUDGET, ACCOUNTS],
        "办公室每季度开展1次检查。", "云岫区财政局", "2024年2月1日",
    )  # fmt: skip
    assert (reading.issuer, reading.date) == ("云岫区财政局", "2024-02-01")
    assert [duty.per for duty in reading.obligations] == ["quarter"]


def test_a_time_limit_without_a_year_says_that_the_year_is_missing() -> None:
    reading = read_docx("政务公开工作要点", [HEADER, BUDGET])
    assert reading.tasks[0].deadline is None
    assert "时限“6月底前”没有写年份，文件里也没有读出年份" in said(reading)
