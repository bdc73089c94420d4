"""PDF pages whose tables lack rules, and pages set in two columns."""

from __future__ import annotations

from itertools import groupby

import pytest

from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.model import PlanReading
from gongkai.rules.plan.reader import read_plan
from tests.rules.plan.build import FRONT, categories, requirements, said, units
from tests.rules.plan.samples import POOL, numbered
from tests.rules.plan.writers import _compiled

ROWS = numbered(POOL)
_HEAD = '#set text(font: "Noto Serif SC", size: 9pt, lang: "zh")\n'
_OPEN = "(x, y) => (left: if x > 0 {0.5pt} else {none}, right: none, top: 0.5pt, bottom: 0.5pt)"
_UPRIGHT = "(x, y) => (left: 0.5pt, right: 0.5pt, top: if y < 2 {0.5pt} else {none}, bottom: none)"


def _table(stroke: str, align: str = "top") -> str:
    cells = ""
    for name, group in groupby(ROWS, lambda row: row.categories[0]):
        rows = list(group)
        for at, row in enumerate(rows):
            merged = f"table.cell(rowspan: {len(rows)})[{name}]," if at == 0 else ""
            cells += f"[{row.number}],{merged}[{row.requirement}],[{row.unit}],[{row.deadline}],"
    labels = "table.header([序号],[工作任务],[工作要求],[责任单位],[完成时限]),"
    columns = "(4fr, 10fr, 30fr, 14fr, 12fr)"
    return f"#table(columns: {columns}, align: {align}, stroke: {stroke}, {labels}{cells})\n"


def _read(content: str, page: str = "") -> PlanReading:
    front = "\n\n".join([*FRONT, "2024年云岫区政务公开任务分解表"])
    source = f'#set page(paper: "a4", margin: 1.5cm{page})\n{_HEAD}{front}\n\n{content}'
    return read_plan("plan.pdf", _compiled(source))


@pytest.mark.parametrize(
    "stroke", ["none", "(x: none, y: 0.5pt)", _OPEN, _UPRIGHT, "0.5pt"],
    ids=["none", "across", "open sides", "upright", "all"],
)  # fmt: skip
def test_a_table_is_read_whatever_rules_it_has(stroke: str) -> None:
    reading = _read(_table(stroke))
    assert [task.number for task in reading.tasks] == [row.number for row in ROWS]
    assert requirements(reading) == [row.requirement for row in ROWS]
    assert categories(reading) == [row.categories[:1] for row in ROWS]
    assert units(reading) == [list(row.units) for row in ROWS]
    assert [task.deadline_text for task in reading.tasks] == [row.deadline for row in ROWS]
    assert reading.problems == ()


@pytest.mark.parametrize("stroke", ["none", _UPRIGHT], ids=["none", "upright"])
def test_cells_in_the_middle_of_rows_without_rules_are_right_or_left_open(stroke: str) -> None:
    reading = _read(_table(stroke, "horizon"))
    assert [task.number for task in reading.tasks] == [row.number for row in ROWS]
    for task, row in zip(reading.tasks, ROWS, strict=True):
        assert task.requirement in (row.requirement, None)
        assert task.categories in (row.categories[:1], None)
    assert sum(requirement is not None for requirement in requirements(reading)) > 6


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    points = [
        f"（{number}）{row.requirement}。（{row.units[0][0]}）"
        for number, row in zip("一二三四五六七八九十", [*POOL, *POOL][:10], strict=True)
    ]
    text = "\n\n".join(["一、主动公开", *points, "二、平台建设", *points, "三、队伍建设", *points])
    reading = _read(text, ", columns: 2")
    wanted = [f"{row.requirement}。" for row in [*POOL, *POOL][:10]]
    assert requirements(reading) == wanted * 3
    assert None not in units(reading)


def test_pages_that_are_turned_are_refused_as_that() -> None:
    with pytest.raises(PlanUnreadable) as refused:
        turned = f"#rotate(-90deg, reflow: true)[{_table('0.5pt')}]"
        read_plan("plan.pdf", _compiled(f'#set page(paper: "a4")\n{_HEAD}{turned}'))
    assert refused.value.code == "turned"


def test_a_turned_page_among_others_is_reported() -> None:
    turned = f"#pagebreak()#rotate(-90deg, reflow: true)[{_table('0.5pt')}]"
    reading = _read(f"{_table('0.5pt')}{turned}", ", flipped: true")
    assert requirements(reading) == [row.requirement for row in ROWS]
    assert "这一页的文字是转了方向的，没有读入" in said(reading)
