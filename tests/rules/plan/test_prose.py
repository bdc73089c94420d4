"""Plans without a table: units in brackets, behind labels, or not named at all."""

from __future__ import annotations

import pytest

from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.reader import read_plan
from tests.rules.plan.build import categories, read_text, requirements, said, units

ONE, TWO = "　　一、加强主动公开", "　　二、组织保障"


def test_units_in_brackets_need_no_label() -> None:
    reading = read_text(
        "2024年云岫区政务公开工作要点",
        ONE,
        "　　（一）公开财政信息。细化“三公”经费（含培训费）说明。（区财政局牵头，各部门配合）",
        "　　（二）公开民生信息。（区教育局、区民政局按职责分工负责，12月底前）",
        TWO,
        "　　各部门每年至少组织1次政务公开培训。",
    )
    assert requirements(reading) == [
        "公开财政信息。细化“三公”经费（含培训费）说明。", "公开民生信息。",
    ]  # fmt: skip
    assert categories(reading) == [("一、加强主动公开",)] * 2
    assert units(reading) == [
        [("区财政局", "lead"), ("各部门", "support")],
        [("区教育局", "responsible"), ("区民政局", "responsible")],
    ]
    assert reading.tasks[1].deadline == {"kind": "fixed", "date": "2024-12-31"}
    assert [duty.text for duty in reading.obligations] == ["各部门每年至少组织1次政务公开培训"]


def test_two_duties_in_one_paragraph_are_two_tasks() -> None:
    reading = read_text(
        ONE,
        "　　（一）公开规划信息。发布专项规划。（区发展改革局负责）归集历史规划。（区档案馆负责）",
        "　　（二）公开财政信息。（区财政局负责）",
    )
    assert requirements(reading) == [
        "公开规划信息。发布专项规划。", "归集历史规划。", "公开财政信息。",
    ]  # fmt: skip


def test_labels_may_follow_in_the_same_line() -> None:
    reading = read_text(
        ONE,
        "1.公开招生信息。责任单位：区教育局。完成时限：8月底前。",
        "2.公开低保信息。（责任单位：区民政局）（完成时限：长期坚持）",
        "3.公开网站年报。",
        "牵头单位：区政府办公室；配合单位：各部门；完成时间：1月底前",
    )
    assert requirements(reading) == ["公开招生信息。", "公开低保信息。", "公开网站年报。"]
    assert units(reading) == [
        [("区教育局", "responsible")],
        [("区民政局", "responsible")],
        [("区政府办公室", "lead"), ("各部门", "support")],
    ]
    assert [task.deadline_text for task in reading.tasks] == ["8月底前", "长期坚持", "1月底前"]


def test_a_point_without_units_among_points_with_units_is_kept_and_reported() -> None:
    reading = read_text(
        ONE,
        "1.公开招生信息。（区教育局负责）",
        "2.公开低保信息。",
        "3.公开财政信息。（区财政局负责）",
    )
    assert requirements(reading) == ["公开招生信息。", "公开低保信息。", "公开财政信息。"]
    assert units(reading)[1] is None
    assert "责任单位为空" in said(reading)


@pytest.mark.parametrize(
    "text",
    ["由区政府办公室（区政务公开办）汇总发布", "报送区政府办公室（区政务公开办）。"],
)
def test_a_bracket_that_explains_a_name_names_no_unit(text: str) -> None:
    reading = read_text(
        ONE, f"1.{text}", "2.公开低保信息。（区民政局负责）", "3.公开财政信息。（区财政局负责）"
    )
    assert units(reading)[0] is None
    assert requirements(reading)[0] == text


def test_a_plan_of_a_bureau_signs_at_its_end() -> None:
    lines = [
        "云岫区财政局2024年政务公开工作计划",
        "一、主要任务",
        "（一）加强预决算公开",
        "按时公开部门预算，细化公开内容。",
        "责任科室：预算科",
        "（二）加强采购公开",
        "及时公开采购目录和中标结果。",
        "责任科室：采购办、国库科",
        "二、保障措施",
        "（一）强化监督检查。办公室每季度开展1次检查。",
        "云岫区财政局",
        "2024年2月20日",
    ]
    reading = read_plan("plan.txt", "\n".join(lines).encode())
    assert (reading.issuer, reading.date) == ("云岫区财政局", "2024-02-20")
    assert categories(reading) == [
        ("一、主要任务", "（一）加强预决算公开"), ("一、主要任务", "（二）加强采购公开"),
    ]  # fmt: skip
    assert [duty.per for duty in reading.obligations] == ["quarter"]


def test_points_that_name_no_units_are_tasks_to_be_completed() -> None:
    reading = read_text(
        "2024年云岫区政务公开工作要点",
        "一、总体要求",
        "1.坚持公开为常态。",
        "二、主动公开",
        "1.公开财政信息。",
        "2.公开民生信息。",
        "3.公开规划信息。",
    )
    assert requirements(reading) == ["公开财政信息。", "公开民生信息。", "公开规划信息。"]
    assert units(reading) == [None] * 3
    assert "没有任务分解表，按条文读出3项任务，请逐项核对并补填责任单位" in said(reading)


@pytest.mark.parametrize(
    "lines",
    [
        ["区财政局2023年政务公开工作总结", "一、做法",
         "1.公开预算。（预算科负责）", "2.培训。（办公室负责）"],
        ["云岫区政府信息公开办法", "第一条 各部门应当在20个工作日内答复。"],
        ["云岫区召开政务公开工作推进会", "会议强调，各部门要每年至少开展1次培训。"],
        ["云岫区2023年政府信息公开工作年度报告", "一、情况",
         "（一）公开。", "（二）平台。", "（三）监督。"],
    ],
    ids=lambda lines: lines[0],
)  # fmt: skip
def test_other_papers_are_refused(lines: list[str]) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        read_plan("a.txt", "\n".join(lines).encode())
    assert refused.value.code == "not_a_plan"


def test_a_line_of_units_below_a_duty_is_its_units() -> None:
    reading = read_text(
        "2024年云岫区政务公开工作要点",
        ONE,
        "　　1.公开预算信息。",
        "　　区财政局、区审计局",
        "　　2.公开民生信息。",
        "　　区教育局",
        "云岫区人民政府办公室",
        "2024年3月18日",
    )
    assert requirements(reading) == ["公开预算信息。", "公开民生信息。"]
    assert units(reading) == [
        [("区财政局", "responsible"), ("区审计局", "responsible")], [("区教育局", "responsible")],
    ]  # fmt: skip


def test_brackets_of_every_shape_hold_units() -> None:
    reading = read_text(
        ONE,
        "1.公开预算。【责任单位：区财政局】",
        "2.公开民生。[牵头单位：区教育局；配合单位：各镇]",
    )
    assert units(reading) == [
        [("区财政局", "responsible")], [("区教育局", "lead"), ("各镇", "support")],
    ]  # fmt: skip


def test_points_without_units_under_another_heading_are_named() -> None:
    reading = read_text(
        ONE, "1.公开预算。（区财政局负责）", "2.公开决算。（区财政局负责）",
        "二、强化解读", "1.丰富形式。", "2.提高质量。", "三、组织保障", "1.加强领导。",
    )  # fmt: skip
    assert len(reading.tasks) == 2
    assert "“二、强化解读”下有2条没有写责任单位，没有作为任务读入，请核对" in said(reading)
