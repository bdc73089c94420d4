"""Invented hard plans are read alike in every format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.rules.plan.reader import read_plan
from tests.rules.plan.places import bare
from tests.rules.plan.samples import POOL, Sample, numbered, with_units
from tests.rules.plan.writers import write

FORMATS = ["docx", "xlsx", "pdf", "txt"]
KEYS = ["number", "categories", "requirement", "responsible", "deadline_text", "deadline"]
NUMBER = ("序号", "number")
LEVEL_1, LEVEL_2 = ("工作任务", "category1"), ("具体任务", "category2")
DUTY, UNIT, LIMIT = ("工作要求", "requirement"), ("责任单位", "unit"), ("完成时限", "deadline")
ROWS = numbered(POOL)

SPLIT = tuple(
    with_units(
        row,
        "",
        ("区政府办公室", "lead"),
        *((("各街道办事处", "support"),) if row.number % 3 else ()),
        lead="区政府办公室",
        support="各街道办事处" if row.number % 3 else "",
    )
    for row in ROWS
)

PLAIN = Sample("plain", (NUMBER, DUTY, UNIT, LIMIT), ROWS)
TWO_LEVELS = Sample(
    "two levels", (NUMBER, LEVEL_1, ("重点任务", "category2"), DUTY, UNIT, LIMIT), ROWS
)
SAMPLES = [
    PLAIN,
    TWO_LEVELS,
    Sample("one level", (NUMBER, LEVEL_1, DUTY, UNIT, LIMIT), ROWS),
    Sample("limit before units", (NUMBER, LEVEL_1, DUTY, LIMIT, UNIT), ROWS),
    Sample("category before number", (LEVEL_1, NUMBER, DUTY, UNIT, LIMIT), ROWS),
    Sample("no number", (LEVEL_1, DUTY, UNIT, LIMIT), tuple(POOL)),
    Sample("merged units", (NUMBER, LEVEL_1, DUTY, UNIT, LIMIT), ROWS, ("category1", "unit")),
    Sample("merged limits", (NUMBER, LEVEL_1, DUTY, UNIT, LIMIT), ROWS, ("category1", "deadline")),
    Sample("landscape", TWO_LEVELS.columns, ROWS, landscape=True),
    Sample("header once", (NUMBER, DUTY, UNIT, LIMIT), ROWS, repeats_header=False),
    Sample("no limits", (NUMBER, LEVEL_1, DUTY, UNIT), ROWS),
    Sample("units first", (NUMBER, UNIT, LEVEL_1, DUTY, LIMIT), ROWS),
    Sample(
        "gaps",
        (NUMBER, DUTY, UNIT, LIMIT),
        tuple(replace(r, number=r.number + (r.number > 5)) for r in ROWS),
    ),
    Sample("full width", (NUMBER, LEVEL_1, DUTY, UNIT, LIMIT), ROWS),
    Sample(
        "lead and support",
        (NUMBER, LEVEL_1, DUTY, ("牵头单位", "lead"), ("配合单位", "support"), LIMIT),
        SPLIT,
    ),
    Sample("number and two levels, no repeat", TWO_LEVELS.columns, ROWS, repeats_header=False),
    Sample(
        "all merged",
        (NUMBER, LEVEL_1, LEVEL_2, DUTY, UNIT, LIMIT),
        ROWS,
        ("category1", "category2", "unit", "deadline"),
    ),
    Sample(
        "limit before number", (LEVEL_1, NUMBER, ("主要内容", "requirement"), LIMIT, UNIT), ROWS
    ),
    Sample("remarks", (NUMBER, DUTY, UNIT, LIMIT, ("备注", "remark")), ROWS),
]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_plan_is_read_as_it_was_written(sample: Sample, suffix: str) -> None:
    reading = read_plan(f"plan.{suffix}", write(sample, suffix))
    got = [{key: bare(task.as_json()[key]) for key in KEYS} for task in reading.tasks]
    assert got == bare(sample.wanted())
    assert [problem.what for problem in reading.problems] == [
        "表格没有时限一列，各项任务的时限为空"
    ] * (LIMIT not in sample.columns)
