"""Small Word files, workbooks and texts written out cell by cell."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
from docx.document import Document

from gongkai.rules.plan.model import PlanReading
from gongkai.rules.plan.reader import read_plan

UP, LEFT = "^", "<"
FRONT = (
    "云岫区人民政府办公室关于印发2024年云岫区政务公开工作要点的通知",
    "云政办发〔2024〕6号",
    "云岫区人民政府办公室",
    "2024年3月18日",
)
HEADER = ["序号", "工作任务", "工作措施", "责任单位", "完成时限"]


def document(*parts: str | list[list[str]]) -> Document:
    """A Word file: texts are paragraphs, lists are tables; UP and LEFT merge cells."""
    file = docx.Document()
    for part in parts:
        if isinstance(part, str):
            file.add_paragraph(part)
            continue
        table = file.add_table(len(part), max(map(len, part)))
        for row, texts in enumerate(part):
            for column, text in enumerate(texts):
                if text == UP:
                    table.cell(row - 1, column).merge(table.cell(row, column))
                elif text == LEFT:
                    merged = table.cell(row, column - 1).merge(table.cell(row, column))
                    merged.text = merged.text.strip()
                elif text:
                    table.cell(row, column).text = text
    return file


def saved(file: Document | openpyxl.Workbook) -> bytes:
    """The bytes of a file."""
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def read_docx(*parts: str | list[list[str]]) -> PlanReading:
    """What a Word file of these parts says."""
    return read_plan("plan.docx", saved(document(*parts)))


def workbook(**sheets: list[list[object]]) -> openpyxl.Workbook:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def read_xlsx(**sheets: list[list[object]]) -> PlanReading:
    """What a workbook with these sheets says."""
    return read_plan("plan.xlsx", saved(workbook(**sheets)))


def read_text(*lines: str) -> PlanReading:
    """What a text says, below the head of a notice."""
    return read_plan("plan.txt", "\n".join([*FRONT, *lines]).encode())


def units(reading: PlanReading) -> list[list[tuple[str, str]] | None]:
    """The units of every task with their roles."""
    return [
        None if task.responsible is None else [(u.name, u.role) for u in task.responsible]
        for task in reading.tasks
    ]


def categories(reading: PlanReading) -> list[tuple[str, ...] | None]:
    """The categories of every task."""
    return [task.categories for task in reading.tasks]


def requirements(reading: PlanReading) -> list[str | None]:
    """The requirement of every task."""
    return [task.requirement for task in reading.tasks]


def said(reading: PlanReading) -> list[str]:
    """All problems and all that is to be confirmed."""
    return [problem.what for problem in (*reading.problems, *reading.confirm)]
