"""Workbooks: several sheets, real dates, numbers, formulas, stray formats."""

from __future__ import annotations

from datetime import datetime

from openpyxl.styles import Font

from gongkai.rules.plan.reader import read_plan
from tests.rules.plan.build import (
    FRONT,
    HEADER,
    categories,
    read_xlsx,
    requirements,
    said,
    saved,
    workbook,
)

ROWS: list[list[object]] = [
    [1.0, "财政", "公开预算信息", "区财政局", "6月底前"],
    [2.0, None, "公开决算信息", "区财政局", "长期坚持"],
]
DUTIES = ["公开预算信息", "公开决算信息"]


def test_the_notice_stands_on_one_sheet_and_the_table_on_another() -> None:
    reading = read_xlsx(
        通知=[[line] for line in FRONT], 附件=[["任务分解表"], [], [*HEADER], *ROWS]
    )
    assert (reading.title, reading.document_number, reading.date) == (
        "2024年云岫区政务公开工作要点",
        FRONT[1],
        "2024-03-18",
    )
    assert [task.number for task in reading.tasks] == [1, 2]
    assert requirements(reading) == DUTIES


def test_a_table_may_begin_anywhere_on_its_sheet() -> None:
    shifted = [[None, None, *row] for row in ([*HEADER], *ROWS)]
    reading = read_xlsx(表=[[], [None, None, "2024年任务分解表"], *shifted])
    assert categories(reading) == [("财政",)] * 2
    assert requirements(reading) == DUTIES


def test_a_date_is_read_as_it_is_shown() -> None:
    book = workbook(表=[[*HEADER], *ROWS])
    sheet = book["表"]
    for row, shown in ((2, 'yyyy"年"m"月"'), (3, "yyyy/m/d")):
        sheet.cell(row, 5).value = datetime(2024, 9, 1)
        sheet.cell(row, 5).number_format = shown
    tasks = read_plan("plan.xlsx", saved(book)).tasks
    assert [task.deadline_text for task in tasks] == ["2024年9月", "2024年9月1日"]
    assert [task.deadline and task.deadline["date"] for task in tasks] == [
        "2024-09-30",
        "2024-09-01",
    ]


def test_a_formula_without_a_value_is_a_problem() -> None:
    rows = [[*HEADER], [*ROWS[0][:4], "=B9"], ROWS[1]]
    reading = read_xlsx(表=rows)
    assert reading.tasks[0].deadline_text is None
    assert "公式没有保存计算结果，请在 Excel 中打开并保存后再上传" in said(reading)


def test_what_is_hidden_is_named() -> None:
    book = workbook(表=[[*HEADER], *ROWS], 旧表=[[*HEADER], *ROWS])
    book["旧表"].sheet_state = "hidden"
    book["表"].row_dimensions[3].hidden = True
    reading = read_plan("plan.xlsx", saved(book))
    assert requirements(reading) == DUTIES
    assert said(reading)[-3:-1] == ["隐藏的行（3）也已读入，请核对", "隐藏的工作表“旧表”没有读入"]


def test_a_format_in_the_last_cell_of_a_sheet_costs_no_time() -> None:
    book = workbook(表=[["2024年任务分解表"], [*HEADER], *ROWS])
    book["表"].cell(1_048_576, 16_384).font = Font(bold=True)
    book["表"].merge_cells("A1:XFD1")
    assert requirements(read_plan("plan.xlsx", saved(book))) == DUTIES
