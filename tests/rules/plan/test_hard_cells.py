"""Cells, rows and heads that real plans print in odd ways."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gongkai.rules.plan.model import PlanReading
from gongkai.rules.plan.reader import read_plan
from tests.rules.plan.places import bare
from tests.rules.plan.samples import FRONT, POOL, Row, Sample, numbered, with_units
from tests.rules.plan.test_invented_plans import DUTY, FORMATS, KEYS, LEVEL_1, LIMIT, NUMBER, UNIT
from tests.rules.plan.writers import Flattener, write

COLUMNS = (NUMBER, DUTY, UNIT, LIMIT)


def _read(sample: Sample, suffix: str) -> PlanReading:
    return read_plan(f"plan.{suffix}", write(sample, suffix))


def _tasks(reading: PlanReading) -> list[dict[str, Any]]:
    return [{key: bare(task.as_json()[key]) for key in KEYS} for task in reading.tasks]


def _rows(*changes: dict[str, Any]) -> tuple[Row, ...]:
    rows = [*POOL[:6]]
    for at, change in enumerate(changes):
        rows[at] = replace(rows[at], **change)
    return numbered(rows)


UNITS = {
    "lead in brackets": ("（区教育局牵头）", [("区教育局", "lead")]),
    "lead after each name": (
        "区教育局（牵头）、区民政局",
        [("区教育局", "lead"), ("区民政局", "responsible")],
    ),
    "does": (
        "区教育局牵头，各街道办事处具体落实",
        [("区教育局", "lead"), ("各街道办事处", "responsible")],
    ),
    "both roles labelled": (
        "牵头单位：区教育局；配合单位：区民政局、区财政局",
        [("区教育局", "lead"), ("区民政局", "support"), ("区财政局", "support")],
    ),
    "comma": ("区教育局，区民政局", [("区教育局", "responsible"), ("区民政局", "responsible")]),
    "slash": ("区教育局/区民政局", [("区教育局", "responsible"), ("区民政局", "responsible")]),
    "semicolon": ("区教育局；区民政局", [("区教育局", "responsible"), ("区民政局", "responsible")]),
    "all concerned": ("各有关单位", [("各有关单位", "responsible")]),
    "and": (
        "区教育局和各街道办事处",
        [("区教育局", "responsible"), ("各街道办事处", "responsible")],
    ),
    "name with and": ("区住房和城乡建设局", [("区住房和城乡建设局", "responsible")]),
    "by duty": (
        "区教育局、区民政局按职责分工负责",
        [("区教育局", "responsible"), ("区民政局", "responsible")],
    ),
    "shared lead": ("区教育局、区民政局分别牵头", [("区教育局", "lead"), ("区民政局", "lead")]),
}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("case", UNITS, ids=str)
def test_units_are_read_with_their_roles(case: str, suffix: str) -> None:
    text, units = UNITS[case]
    rows = numbered([with_units(row, text, *units) for row in POOL[:3]] + POOL[3:6])
    sample = Sample(case, COLUMNS, rows)
    assert _tasks(_read(sample, suffix)) == bare(sample.wanted())


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf", "txt"])
def test_one_unit_a_line_is_a_list(suffix: str) -> None:
    units = (("区教育局", "responsible"), ("区民政局", "responsible"), ("区财政局", "responsible"))
    text = "区教育局\n区民政局\n区财政局"
    rows = numbered([with_units(row, text, *units) for row in POOL[:3]] + POOL[3:6])
    sample = Sample("lines", COLUMNS, rows)
    assert _tasks(_read(sample, suffix)) == bare(sample.wanted())


LIMITS = {
    "month end": ("6月底前", {"kind": "fixed", "date": "2024-06-30"}),
    "half year": ("2024年上半年", {"kind": "fixed", "date": "2024-06-30"}),
    "day": ("2024年5月15日前", {"kind": "fixed", "date": "2024-05-15"}),
    "year end": ("年底前", {"kind": "fixed", "date": "2024-12-31"}),
    "going on": ("持续推进", {"kind": "standing"}),
    "event": (
        "政策出台后5个工作日内",
        {"kind": "workdays_after_event", "days": 5, "event": "政策出台"},
    ),
    "full width": ("２０２４年９月底前", {"kind": "fixed", "date": "2024-09-30"}),
    "soon": ("适时公开", {"kind": "vague"}),
}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("case", LIMITS, ids=str)
def test_time_limits_of_every_kind_are_read(case: str, suffix: str) -> None:
    text, limit = LIMITS[case]
    sample = Sample(case, COLUMNS, _rows(*[{"deadline": text, "limit": limit}] * 3))
    assert _tasks(_read(sample, suffix)) == bare(sample.wanted())


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_time_limit_that_cannot_be_read_is_a_problem_and_null(suffix: str) -> None:
    sample = Sample("unclear", COLUMNS, _rows({"deadline": "视情而行", "limit": None}))
    reading = _read(sample, suffix)
    assert reading.tasks[0].deadline is None
    assert [problem.what for problem in reading.problems if "时限" in problem.what] == [
        "时限“视情而行”无法换算成日期或规则"
    ]


@pytest.mark.parametrize("suffix", FORMATS)
def test_two_rows_with_one_number_are_both_kept_and_reported(suffix: str) -> None:
    rows = list(_rows())
    rows[3] = replace(rows[3], number=3)
    reading = _read(Sample("twice", COLUMNS, tuple(rows)), suffix)
    assert [task.number for task in reading.tasks] == [1, 2, 3, 3, 5, 6]
    assert [problem.as_json() for problem in reading.problems] == [
        {"where": "序号3", "what": "序号3出现了2次，请核对"}
    ]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_gap_in_the_numbers_is_to_be_confirmed(suffix: str) -> None:
    rows = tuple(replace(row, number=at + (at > 3)) for at, row in enumerate(_rows(), 1))
    reading = _read(Sample("gap", COLUMNS, rows), suffix)
    assert [task.number for task in reading.tasks] == [1, 2, 3, 5, 6, 7]
    assert {"where": "序号5", "what": "序号从3跳到5，请核对是否缺项"} in [
        problem.as_json() for problem in reading.confirm
    ]


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf"])
def test_an_empty_unit_cell_is_a_problem_and_null(suffix: str) -> None:
    rows = list(_rows())
    rows[2] = with_units(rows[2], "")
    reading = _read(Sample("nobody", COLUMNS, tuple(rows)), suffix)
    assert reading.tasks[2].responsible is None
    assert [problem.what for problem in reading.problems] == ["责任单位为空"]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "written", ["二〇二四年三月十八日", "2024 年 3 月 18 日", "二○二四年三月十八日"]
)
def test_the_date_may_be_written_in_chinese_numerals(written: str, suffix: str) -> None:
    front = tuple(written if line.startswith("2024年3月") else line for line in FRONT)
    assert _read(Sample("date", COLUMNS, _rows(), front=front), suffix).date == "2024-03-18"


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_head_is_read(suffix: str) -> None:
    reading = _read(Sample("head", COLUMNS, _rows()), suffix)
    head = (reading.title, reading.document_number, reading.issuer, reading.year)
    assert head == (
        "2024年云岫区政务公开工作方案",
        "云政办发〔2024〕6号",
        "云岫区人民政府办公室",
        2024,
    )


def test_a_title_over_three_lines_is_one_title() -> None:
    front = (
        "云岫区人民政府办公室关于印发2024年",
        "云岫区政务公开工",
        "作方案的通知",
        *FRONT[2:7],
        *FRONT[-1:],
    )
    reading = read_plan("a.txt", write(Sample("long", COLUMNS, _rows(), front=front), "txt"))
    assert reading.title == "2024年云岫区政务公开工作方案"
    assert reading.issuer == "云岫区人民政府办公室"


@pytest.mark.parametrize("suffix", FORMATS)
def test_several_points_in_one_cell_are_one_task(suffix: str) -> None:
    points = "1.公开预算决算及相关报表。2.公开政府采购目录和中标结果。3.公开专项资金分配结果"
    sample = Sample("points", COLUMNS, _rows({"requirement": points}))
    assert _tasks(_read(sample, suffix)) == bare(sample.wanted())


@pytest.mark.parametrize("height", [13, 17, 24, 45])
@pytest.mark.parametrize("option", ["page_numbers", "running_head"])
def test_page_furniture_in_flattened_text_is_no_part_of_a_cell(option: str, height: int) -> None:
    sample = Sample("furniture", (NUMBER, LEVEL_1, DUTY, UNIT, LIMIT), numbered(POOL))
    value: Any = True if option == "page_numbers" else FRONT[-1]
    flattener = Flattener(sample, height=height, **{option: value})
    assert _tasks(read_plan("a.txt", flattener.text().encode())) == bare(sample.wanted())


def test_layout_blanks_make_no_difference() -> None:
    sample = Sample("blanks", (NUMBER, LEVEL_1, DUTY, UNIT, LIMIT), numbered(POOL))
    dense = Flattener(sample, blank=False).text()
    airy = "\n\n".join(f"  {line}　" for line in dense.split("\n"))
    first, second = (read_plan("a.txt", text.encode()) for text in (dense, airy))
    assert _tasks(first) == _tasks(second) == bare(sample.wanted())


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_task_shows_the_source_lines_it_came_from(suffix: str) -> None:
    sample = Sample("sources", (NUMBER, LEVEL_1, DUTY, UNIT, LIMIT), numbered(POOL))
    reading = _read(sample, suffix)
    for task in reading.tasks:
        first, last = task.lines
        shown = bare("".join(reading.source_lines[first - 1 : last]).replace("|", ""))
        assert bare(task.requirement)[:6] in shown
        assert bare(task.requirement)[-6:] in shown
        assert set(task.sources) == {
            "number",
            "categories",
            "requirement",
            "responsible",
            "deadline",
        }
