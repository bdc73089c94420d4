"""Figures of real reports: what holds holds, what fails is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.rules.report_tables import (
    COLUMNS3,
    ROWS3,
    TABLE2,
    Violation,
    check,
    doubts,
    read_published,
    said_in,
)
from gongkai.rules.report_tables.labels import column3_of, row2_of, row3_of
from tests.rules.report_tables.pages import page

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


NAMES = (
    "dongbao_2024_district", "gaoling_2021_slash", "jiuyuan_zhengwu_2022", "lianxi_2024_district",
    "longgang_2024_dept", "nileke_town_2023_zero", "putuo_2022h1", "qingjiangpu_2021_district",
    "unknown_district_2022",
)  # fmt: skip
# Where a file tells totals alone, in its own words.
_TOLD = {"received": "1", "answered": "3.7", "受理": "1", "办结": "3.7"}


def shaped(name: str) -> dict[str, Any]:
    """What a file of the store says, in the shape of the contract; what it lacks stays away."""
    told = source(name)
    table2 = {
        row: cells if isinstance(cells, dict) else {TABLE2[row][0]: cells}
        for label, cells in told.get("table2", {}).items()
        if (row := row2_of(label)) and (isinstance(cells, dict) or len(TABLE2[row]) == 1)
    }
    table3: dict[str, dict[str, Any]] = {}
    for label, cells in told.get("table3", {}).items():
        row3 = row3_of(label)
        if row3 is not None:
            named = isinstance(cells, dict)
            given = cells.items() if named else zip(COLUMNS3.values(), cells, strict=True)
            table3[row3] = {column: n for name, n in given if (column := column3_of(name))}
    for label, count in (told.get("totals") or told.get("parts") or {}).items():
        row3 = row3_of(label) or _TOLD.get(label)
        if row3 is not None:
            table3[row3] = {"total": count}
    for key in ("received", "answered"):
        if key in told:
            table3[_TOLD[key]] = {"total": told[key]["total"]}
    found = {"year": told["year"], "table3": table3, "text": told.get("narrative", "")}
    return found | ({"table2": table2} if table2 else {})


def violated(report: dict[str, Any]) -> list[Violation]:
    return [one for one in check(report) if one.equation != "BLANK"]


def test_every_file_of_the_store_is_looked_at() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_equation_that_can_be_judged_fails(name: str) -> None:
    assert violated(shaped(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_with_the_real_numbers_is_read_back(name: str) -> None:
    told = shaped(name)
    found = read_published("a.html", page(told)).report
    given = {
        (table, row, column): value
        for table in ("table2", "table3")
        for row, cells in told.get(table, {}).items()
        for column, value in cells.items()
    }
    assert {key: found[key[0]][key[1]][key[2]] for key in given} == given


def test_equations_are_evaluated_on_totals() -> None:
    """30 + 1 = 24 + 7; one case more and EQ1 names the place."""
    told = shaped("dongbao_2024_district")
    assert [cells["total"] for cells in told["table3"].values()] == [30, 1, 24, 7]
    told["table3"]["1"]["total"] = 31
    assert violated(told) == [
        Violation("EQ1", "table3 row 3.7 total", 32, 31),
        Violation("EQ6", "text 共收到依申请公开件30件", 30, 31),
    ]


def test_the_sum_of_the_answers_is_evaluated() -> None:
    """1499 + 30 = 1453 + 76; the groups of outcomes make up 1453."""
    told = source("unknown_district_2022")
    answered, received = told["answered"], told["received"]["total"]
    before = answered["of_which_carried_over_from_last_year"]
    after = told["derived"]["四、结转下年度继续办理"]
    rows = {"1": received, "2": before, "3.7": answered["total"], "4": after}
    table = {row: {"total": count} for row, count in rows.items()}
    assert violated({"table3": table}) == []
    groups = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
    assert sum(answered[one] for one in groups) == answered["total"]


def test_strokes_are_named_one_by_one() -> None:
    told = shaped("gaoling_2021_slash")
    strokes = [one for one in check(told) if one.left == "/"]
    assert len(strokes) == sum(
        value == "/"
        for table in ("table2", "table3")
        for cells in told[table].values()
        for value in cells.values()
    )
    assert told["table2"]["行政许可"] == {"本年处理决定数量": 11839}


def test_regulations_of_a_town_are_doubted() -> None:
    found = doubts(shaped("nileke_town_2023_zero"))
    assert [(one.code, dict(one.values)) for one in found] == [("regulations", {"count": 6})]
