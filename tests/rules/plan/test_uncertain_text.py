"""Flattened text that leaves something open: it is read where certain, else left open."""

from __future__ import annotations

from gongkai.rules.plan.model import PlanReading
from tests.rules.plan.build import categories, read_text, requirements, said
from tests.rules.plan.samples import POOL, Sample, numbered
from tests.rules.plan.test_invented_plans import DUTY, LEVEL_1, LIMIT, NUMBER, UNIT
from tests.rules.plan.writers import Flattener, wrap

COLUMNS = (NUMBER, LEVEL_1, DUTY, UNIT, LIMIT)
PLAIN = Sample("plain", (NUMBER, DUTY, UNIT, LIMIT), numbered(POOL))


def _lines(sample: Sample) -> list[str]:
    text = Flattener(sample, height=999, blank=False).text().splitlines()
    return text[next(at for at, line in enumerate(text) if "责任单位" in line) :]


def _names() -> list[str]:
    return [
        line for name in dict.fromkeys(row.categories[0] for row in POOL) for line in wrap(name, 8)
    ]


def _read(lines: list[str]) -> PlanReading:
    return read_text("2024年云岫区政务公开重点工作任务分解表", *lines)


def test_categories_printed_all_together_belong_to_nobody() -> None:
    header, *rest = _lines(PLAIN)
    header = header.replace("工作要求", "工作任务 工作要求")
    for lines in ([header, *rest, *_names()], [header, *_names(), *rest]):
        reading = _read(lines)
        numbers = [task.number for task in reading.tasks if task.number]
        assert numbers == [row.number for row in POOL_ROWS]
        assert set(categories(reading)) == {None}
        assert "几个类别印在一处，看不出各管哪几项" in said(reading)


POOL_ROWS = numbered(POOL)


def test_a_running_head_without_page_numbers_is_no_part_of_a_cell() -> None:
    lines = _lines(PLAIN)
    for head in ("云岫区人民政府公报", "2024年云岫区政务公开重点工作任务分解表"):
        mixed = [*lines[:20], head, *lines[20:37], head, *lines[37:], head]
        assert requirements(_read(mixed)) == [row.requirement for row in POOL]


def test_a_category_that_every_row_repeats_is_no_running_head() -> None:
    rows = numbered([row for row in POOL if row.categories[0].endswith("信息公开")])
    sample = Sample("repeated", COLUMNS, rows, merged=())
    assert categories(_read(_lines(sample))) == [row.categories[:1] for row in rows]


def test_lines_across_the_columns_without_numbers_are_left_open() -> None:
    pieces = [
        "公开本年度预算决算信息和各项 区财政局牵 2024年6月",
        "收支情况以及政府采购的目录 头落实工作 底前完成",
    ]
    reading = _read(["工作要求 责任单位 完成时限", *pieces * 6])
    assert reading.tasks == ()
    assert "同一行里印有几个单元格的文字，没有拆分，请改用 Word、Excel 或 PDF 原件" in said(reading)


def test_a_merged_cell_that_may_stand_above_or_below_is_left_open() -> None:
    texts = [("甲类事项", "及时公开预算"), ("", "及时公开决算"), ("乙类事项", "及时公开招生")]
    lines = ["序号 工作任务 工作要求 责任单位 完成时限"]
    for number, (name, duty) in enumerate(texts, 1):
        lines += [
            str(number),
            *([name] if name else []),
            f"{duty}情况并且按照规定接受监督",
            "区财政局 长期坚持",
        ]
    reading = _read(lines)
    assert categories(reading) == [("甲类事项",), None, ("乙类事项",)]
    assert "没有印出类别，无法判断与哪一项合并" in said(reading)
