"""Figures of real reports: what holds holds, what fails is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.rules.report_tables import COLUMNS3, ROWS3, check, said_in

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "foi_reports"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared reports are not here")
_PARTS = {"3.3": "（三）", "3.4": "（四）", "3.5": "（五）", "3.6": "（六）"}


def source(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def label_of(row: str) -> str:
    """The label of a row as these files write it."""
    part, label = _PARTS.get(row[:3], ""), ROWS3[row].split("（区分")[0]
    return f"{part}{label}" if row.count(".") > 1 else label


def table_of(name: str) -> dict[str, dict[str, Any]]:
    """The rows that the store kept whole."""
    given = source(name)["table3"]
    rows = {row: given.get(label_of(row)) for row in ROWS3}
    return {
        row: {code: cells[label] for code, label in COLUMNS3.items()}
        for row, cells in rows.items()
        if isinstance(cells, dict) and len(cells) == len(COLUMNS3)
    }


@pytest.mark.parametrize(
    "name", ["longgang_2024_dept", "nileke_town_2023_zero", "jiuyuan_zhengwu_2022"]
)
def test_rows_that_are_there_add_up(name: str) -> None:
    """EQ3 for every whole row; the rows that the store cut off are blanks and nothing else."""
    table = table_of(name)
    assert len(table) >= 4
    found = check({"table3": table})
    assert {one.equation for one in found} == {"BLANK"}
    assert len(found) == (len(ROWS3) - len(table)) * len(COLUMNS3)


def test_a_stroke_is_no_number() -> None:
    strokes = source("gaoling_2021_slash")["table3"]["一、本年新收政府信息公开申请数量"]
    row = dict(zip(COLUMNS3, strokes, strict=True))
    found = [one for one in check({"table3": {"1": row}}) if one.where.startswith("table3 row 1 ")]
    assert [(one.equation, one.left) for one in found] == [("BLANK", "/")] * 7


@pytest.mark.parametrize("name", ["dongbao_2024_district", "qingjiangpu_2021_district"])
def test_numbers_in_the_text_are_read(name: str) -> None:
    told = source(name)
    rows = {
        "1": told["totals"]["一、本年新收"],
        "2": told["totals"]["二、上年结转"],
        "4": told["totals"]["四、结转下年度"],
    }
    said = {one.keys[0][1]: one.number for one in said_in(told["narrative"], told["year"])}
    assert {row: said.get(row) for row in rows} == rows
