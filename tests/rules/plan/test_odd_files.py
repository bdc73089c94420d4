"""Plans laid out in ways of their own: several tables, none at all, odd numbers and headers."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl

from gongkai.rules.plan.model import PlanReading
from gongkai.rules.plan.reader import read_plan
from tests.rules.plan.samples import POOL, Sample, numbered
from tests.rules.plan.test_invented_plans import DUTY, LEVEL_1, LIMIT, NUMBER, UNIT
from tests.rules.plan.writers import Flattener

HEADER = ["序号", "工作要求", "责任单位", "完成时限"]
ROWS = [["1", "公开预算信息", "区财政局", "6月底前"], ["2", "公开决算信息", "区财政局", "长期坚持"]]


def _docx(*parts: str | list[list[str]]) -> PlanReading:
    document, stream = docx.Document(), BytesIO()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), len(part[0]))
        for row, texts in enumerate(part):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
    document.save(stream)
    return read_plan("plan.docx", stream.getvalue())


def _text(*lines: str) -> PlanReading:
    return read_plan("plan.txt", "\n".join(lines).encode())


def _brief(reading: PlanReading) -> list[tuple[int | None, str | None]]:
    return [(task.number, task.requirement) for task in reading.tasks]


def test_one_table_for_each_department_are_one_plan() -> None:
    reading = _docx("2024年任务分解表", [HEADER, ROWS[0]], "区教育局任务分解表", [HEADER, ROWS[1]])
    assert _brief(reading) == [(1, "公开预算信息"), (2, "公开决算信息")]


def test_a_workbook_with_one_sheet_for_each_department_is_one_plan() -> None:
    book, stream = openpyxl.Workbook(), BytesIO()
    for name, row in zip(["财政", "教育"], ROWS, strict=True):
        sheet = book.create_sheet(name)
        sheet.append(["2024年政务公开任务分解表"])
        sheet.append(HEADER)
        sheet.append(row)
    book.save(stream)
    reading = read_plan("plan.xlsx", stream.getvalue())
    assert _brief(reading) == [(1, "公开预算信息"), (2, "公开决算信息")]
    assert [task.sources["requirement"] for task in reading.tasks] == ["财政第3行", "教育第3行"]


def test_a_hidden_sheet_is_no_part_of_the_plan() -> None:
    book, stream = openpyxl.Workbook(), BytesIO()
    for name, row in zip(["今年", "去年"], ROWS, strict=True):
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append(row)
    book["去年"].sheet_state = "hidden"
    book.save(stream)
    assert _brief(read_plan("plan.xlsx", stream.getvalue())) == [(1, "公开预算信息")]


def test_two_flattened_tables_with_titles_are_one_plan() -> None:
    sample = Sample("one", (NUMBER, DUTY, UNIT, LIMIT), numbered(POOL[:5]))
    table = Flattener(sample, height=99, blank=False).text()
    head = table.index("序号")
    second = table[head:].replace("\n5\n", "\n10\n")
    for old in (4, 3, 2, 1):
        second = second.replace(f"\n{old}\n", f"\n{old + 5}\n")
    reading = read_plan("a.txt", f"{table}附件2\n区教育局任务分解表\n{second}".encode())
    assert [task.number for task in reading.tasks] == list(range(1, 11))
    assert [t.requirement for t in reading.tasks[5:]] == [r.requirement for r in sample.rows]
    assert reading.problems == ()


def test_section_rows_across_the_table_are_categories() -> None:
    document, stream = docx.Document(), BytesIO()
    table = document.add_table(5, 4)
    texts = [HEADER, ["一、加强公开"] * 4, ROWS[0], ["二、加强解读"] * 4, ROWS[1]]
    for row, cells in enumerate(texts):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
        if len(set(cells)) == 1:
            table.cell(row, 0).merge(table.cell(row, 3)).text = cells[0]
    document.save(stream)
    reading = read_plan("plan.docx", stream.getvalue())
    assert [task.categories for task in reading.tasks] == [("一、加强公开",), ("二、加强解读",)]


def test_a_plan_in_prose_is_read_by_its_labels() -> None:
    reading = _text(
        "2024年云岫区政务公开工作要点",
        "一、加强信息公开",
        "（一）公开财政信息。按月公开收支情况。",
        "责任单位：区财政局、区审计局",
        "完成时限：2024年6月底前",
        "（二）公开规划信息。公开国土空间规划。",
        "（牵头单位：区自然资源局；配合单位：各街道办事处）",
    )
    tasks = [task.as_json() for task in reading.tasks]
    assert [task["requirement"] for task in tasks] == [
        "公开财政信息。按月公开收支情况。",
        "公开规划信息。公开国土空间规划。",
    ]
    assert [unit["role"] for unit in tasks[1]["responsible"]] == ["lead", "support"]
    assert tasks[0]["deadline"] == {"kind": "fixed", "date": "2024-06-30"}
    assert tasks[1]["deadline"] is None
    assert [problem.where for problem in reading.problems][1:] == ["第2项（第6行）"]


def test_a_missing_unit_column_is_a_problem_and_leaves_the_units_open() -> None:
    reading = _docx(
        "任务分解表", [[HEADER[0], HEADER[1], HEADER[3]], *[[r[0], r[1], r[3]] for r in ROWS]]
    )
    assert [task.responsible for task in reading.tasks] == [None, None]
    assert "表格没有责任单位一列，各项任务的责任单位为空" in [p.what for p in reading.problems]


def test_a_number_that_is_no_number_is_a_problem_and_null() -> None:
    reading = _docx("任务分解表", [HEADER, ["1.1", *ROWS[0][1:]], ["2", *ROWS[1][1:]]])
    assert [task.number for task in reading.tasks] == [None, 2]
    assert "序号为空或不是数字：“1.1”" in [problem.what for problem in reading.problems]


def test_full_width_and_bracketed_numbers_are_numbers() -> None:
    reading = _docx("任务分解表", [HEADER, ["（１）", *ROWS[0][1:]], ["２．", *ROWS[1][1:]]])
    assert [task.number for task in reading.tasks] == [1, 2]


def test_a_header_printed_one_label_a_line_is_a_header() -> None:
    sample = Sample("labels", (NUMBER, LEVEL_1, DUTY, UNIT, LIMIT), numbered(POOL))
    text = Flattener(sample, blank=False).text()
    text = text.replace(
        "序号 工作任务 工作要求 责任单位 完成时限",
        "序\n号\n工作任务\n工作要求\n责任\n单位\n完成时限",
    )
    reading = read_plan("a.txt", text.encode())
    assert [task.requirement for task in reading.tasks] == [row.requirement for row in POOL]


def test_a_note_under_the_table_is_no_task() -> None:
    sample = Sample("note", (NUMBER, DUTY, UNIT, LIMIT), numbered(POOL))
    text = Flattener(sample, blank=False).text() + "注：本表由区政府办公室负责解释。\n"
    reading = read_plan("a.txt", text.encode())
    assert [task.requirement for task in reading.tasks] == [row.requirement for row in POOL]
    assert reading.tasks[-1].deadline_text == POOL[-1].deadline
    assert [problem.what for problem in reading.confirm] == ["表后说明没有作为任务读入"]


def test_lines_that_mix_cells_are_left_open_with_their_numbers() -> None:
    rows = [
        "公开本年度预算决算信息和各项 区财政局牵 2024年6月",
        "收支情况以及政府采购目录 头落实 底前完成",
    ]
    lines = [f"{number} {rows[0]}\n{rows[1]}" for number in range(1, 7)]
    reading = _text("2024年任务分解表", " ".join(HEADER), *lines)
    assert [task.number for task in reading.tasks] == [1, 2, 3, 4, 5, 6]
    assert {task.requirement for task in reading.tasks} == {None}
    assert "同一行里印有几个单元格的文字，没有拆分，请改用 Word、Excel 或 PDF 原件" in [
        problem.what for problem in reading.problems
    ]
