"""Responsible units as real cells write them."""

from __future__ import annotations

import pytest

from gongkai.rules.plan.units import read_units
from tests.rules.plan.build import FRONT, HEADER, read_docx, said, units

READ = {
    "牵头：区民政局 配合：区残联": [("区民政局", "lead"), ("区残联", "support")],
    "牵头单位 区财政局 配合单位 区审计局": [("区财政局", "lead"), ("区审计局", "support")],
    "牵头单位：区财政局\n配合单位：区审计局": [("区财政局", "lead"), ("区审计局", "support")],
    "主办：区财政局 协办：各单位": [("区财政局", "responsible"), ("各单位", "support")],
    "第一责任单位：区财政局 其他责任单位：区审计局": [
        ("区财政局", "responsible"),
        ("区审计局", "responsible"),
    ],
    "责任单位：区财政局 责任人：某某": [("区财政局", "responsible")],
    "区财政局 区教育局": [("区财政局", "responsible"), ("区教育局", "responsible")],
    "区财政局\n（牵头）\n区教育局\n（配合）": [("区财政局", "lead"), ("区教育局", "support")],
    "1.区财政局；2.区教育局": [("区财政局", "responsible"), ("区教育局", "responsible")],
    "①区财政局②区教育局": [("区财政局", "responsible"), ("区教育局", "responsible")],
    "区人力资源和社会\n保障局": [("区人力资源和社会保障局", "responsible")],
    "区人民政府办\n公室牵头": [("区人民政府办公室", "lead")],
    "各责任单位": [("各责任单位", "responsible")],
    "政务新媒体主办单位": [("政务新媒体主办单位", "responsible")],
    "—": [],
    "/": [],
}


@pytest.mark.parametrize("text", READ)
def test_a_cell_of_units_is_read(text: str) -> None:
    found, unclear = read_units([("unit", text)])
    assert [(unit.name, unit.role) for unit in found] == READ[text]
    assert unclear == []


@pytest.mark.parametrize(
    "text", ["区级：区教育局；街道：各街道办事处", "区财政局（责任科室：预算科）"]
)
def test_a_cell_that_cannot_be_cut_into_names_is_left_open(text: str) -> None:
    found, unclear = read_units([("unit", text)])
    assert found == ()
    assert [what.endswith("无法拆成单位名称") for what in unclear] == [True]


def test_a_name_that_is_no_unit_or_two_is_to_be_confirmed() -> None:
    row = ["2", "财政", "公开决算信息", "区教育局财政局", "长期"]
    reading = read_docx(*FRONT, [HEADER, ["1", "财政", "公开预算", "区财政局 李某", "长期"], row])
    assert said(reading) == [
        "责任单位“区财政局李某”不像单位名称，请核对",
        "责任单位“区教育局财政局”不像单位名称，请核对",
    ]


def test_the_same_as_above_is_what_stands_above() -> None:
    rows = [
        ["1", "财政", "公开预算", "区财政局", "6月底前"],
        ["2", "财政", "公开决算", "同上", "同上"],
    ]
    reading = read_docx(*FRONT, [HEADER, *rows])
    assert units(reading) == [[("区财政局", "responsible")]] * 2
    assert reading.tasks[1].deadline == {"kind": "fixed", "date": "2024-06-30"}
    assert len(reading.confirm) == 2
