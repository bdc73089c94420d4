"""What flattened text may have got wrong is named, by what the rest of the table says."""

from __future__ import annotations

import pytest

from gongkai.rules.plan.doubts import find_doubts
from gongkai.rules.plan.model import RawTable, RawTask

ROWS = [
    ("加强主动公开", "公开预算信息，方便群众查询", "区财政局", "6月30日前"),
    ("加强主动公开", "公开决算信息，方便群众查询", "区财政局、区政府办公室", "6月30日前"),
    ("规范公开平台", "清理网站栏目", "区政府办公室", "长期坚持"),
    ("规范公开平台", "规范政务新媒体", "区政府办公室、政务新媒体主办单位", "长期坚持"),
]


def _doubts(row: tuple[str, str, str, str]) -> list[str]:
    table = RawTable([], has_units=True, has_deadlines=True)
    for number, (name, duty, units, limit) in enumerate([*ROWS, row], 1):
        cells: list[tuple[str, str | None]] = [("unit", units)]
        task = RawTask(str(number), [name], duty, cells, limit, {}, (number, number), "")
        table.tasks.append(task)
    return [f"{doubt.where[:3]}{doubt.what[:4]}" for doubt in find_doubts(table)]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("加强主动公开", "公开招生信息，方便", "群众查询区财政局", "长期坚持"), "责任单位"),
        (("加强主动公开", "公开招生信息", "新不少于1次区财政局", "长期坚持"), "责任单位"),
        (("加强主动公开", "公开招生信息区政府办", "公室", "长期坚持"), "工作要求"),
        (("加强主动公开", "公开招生信息", "区财政局", "长期坚持规范"), "时限“长"),
        (("加强主动公开", "公开招生信息", "区财政局", "6月30日前规范公开平台"), "时限“6"),
        (("加强主动公开", "公开招生信息", "区财政局", "区政府办公室长期坚持"), "时限“区"),
        (("加强主动", "公开招生信息", "区财政局", "长期坚持"), "类别“加"),
        (("次", "公开招生信息", "区财政局", "长期坚持"), "类别“次"),
        (("加强主动公开", "规范公开平台清理栏目", "区财政局", "长期坚持"), "工作要求"),
    ],
    ids=str,
)
def test_a_piece_of_the_next_cell_is_named(row: tuple[str, str, str, str], field: str) -> None:
    assert f"第5项{field}" in _doubts(row)


@pytest.mark.parametrize(
    "row",
    [
        ("加强主动公开", "公开招生信息", "区教育局", "2024年6月30日前完成"),
        ("三、强化监督", "公开处罚信息", "区市场监管局、各街道办事处", "每年6月30日前"),
    ],
    ids=str,
)
def test_a_row_like_the_others_raises_no_doubt(row: tuple[str, str, str, str]) -> None:
    assert _doubts(row) == []
