"""Make the example district's plan in its four kinds of file from plan.toml.

Run `.venv/bin/python scripts/make_example_plan.py` after changing plan.toml.
"""

from __future__ import annotations

import json
import tomllib
from itertools import groupby
from pathlib import Path
from typing import Any

import openpyxl
import pylopdf_fonts_zh_cn
import typst
from docx import Document
from docx.shared import Cm, Pt
from openpyxl.styles import Alignment, Font

FOLDER = Path(__file__).resolve().parents[1] / "gongkai/faces/jobs/demo"
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
HEADER = ["序号", "任务类别", "工作任务", "工作要求", "责任单位", "完成时限"]
WIDTHS_CM = [1.2, 2.4, 2.2, 6.4, 3.2, 2.6]
TYPST = """
#let plan = json(bytes(sys.inputs.plan))
#set page(
  paper: "a4", margin: 2.4cm,
  footer: context align(center)[#counter(page).display("— 1 —")],
)
#set text(font: "Noto Serif SC", size: 11pt, lang: "zh")
#set par(leading: 0.9em)
#align(center)[#text(16pt)[#plan.head]]
#v(6pt)
#align(center)[#plan.document_number]
#v(6pt)
#for line in plan.before { par(line) }
#align(right)[#plan.issuer]
#align(right)[#plan.date]
#v(12pt)
#align(center)[#text(16pt)[#plan.title]]
#for line in plan.body { par(line) }
#pagebreak()
附件
#align(center)[#text(14pt)[#plan.caption]]
#table(
  columns: (1.2cm, 2.4cm, 2.2cm, 1fr, 3.2cm, 2.6cm),
  stroke: 0.5pt,
  table.header(..plan.header.map(label => [#label])),
  ..plan.cells.map(cell => table.cell(rowspan: cell.rows)[#cell.text]),
)
"""


def main() -> None:
    """Write the four files beside plan.toml."""
    plan = tomllib.loads((FOLDER / "plan.toml").read_text("utf-8"))
    for number, task in enumerate(plan["task"], 1):
        task["number"] = number
    _write_docx(plan)
    _write_xlsx(plan)
    _write_pdf(plan)
    _write_text(plan)


def _date(plan: dict[str, Any]) -> str:
    issued = plan["issued"]
    return f"{issued.year}年{issued.month}月{issued.day}日"


def _body(plan: dict[str, Any]) -> list[str]:
    lines = []
    for section in plan["section"]:
        lines += [section["heading"], *section["paragraphs"]]
    return lines


def _spans(plan: dict[str, Any], level: int) -> list[tuple[str, int, int]]:
    """The merged cells of a category column: name, first row, number of rows."""
    spans, first = [], 0
    for names, rows in groupby(plan["task"], lambda task: task["categories"][: level + 1]):
        count = len(list(rows))
        spans.append((names[level], first, count))
        first += count
    return spans


def _row(task: dict[str, Any]) -> list[str]:
    """The cells of one task, the category columns left for the merged cells."""
    return [str(task["number"]), "", "", task["requirement"], task["units"], task["deadline"]]


def _write_docx(plan: dict[str, Any]) -> None:
    document = Document()
    document.styles["Normal"].font.size = Pt(12)
    document.add_paragraph(f"{plan['issuer']}关于印发{plan['title']}的通知")
    document.add_paragraph(plan["document_number"])
    for line in [plan["to"], *plan["opening"], plan["issuer"], _date(plan)]:
        document.add_paragraph(line)
    document.add_page_break()
    for line in [plan["title"], *_body(plan)]:
        document.add_paragraph(line)
    document.add_page_break()
    document.add_paragraph("附件")
    document.add_paragraph(plan["caption"])
    table = document.add_table(rows=1, cols=len(HEADER), style="Table Grid")
    for cell, label in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = label
    for task in plan["task"]:
        for cell, text in zip(table.add_row().cells, _row(task), strict=True):
            cell.text = text
    for column in (1, 2):
        for name, first, count in _spans(plan, column - 1):
            table.cell(first + 1, column).merge(table.cell(first + count, column)).text = name
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS_CM, strict=True):
            cell.width = Cm(width)
    document.save(str(FOLDER / "plan.docx"))


def _write_xlsx(plan: dict[str, Any]) -> None:
    book = openpyxl.Workbook()
    notice = book.active
    notice.title = "方案"
    notice.column_dimensions["A"].width = 100
    head = f"{plan['issuer']}关于印发{plan['title']}的通知"
    for line in [head, plan["document_number"], plan["to"], *plan["opening"], plan["issuer"],
                 _date(plan), plan["title"], *_body(plan)]:  # fmt: skip
        notice.append([line])
    sheet = book.create_sheet("附件")
    sheet.append([plan["caption"]])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    sheet.append(HEADER)
    for task in plan["task"]:
        sheet.append([task["number"], *_row(task)[1:]])
    for column in (2, 3):
        for name, first, count in _spans(plan, column - 2):
            top = first + 3
            sheet.cell(top, column, name)
            sheet.merge_cells(
                start_row=top, start_column=column, end_row=top + count - 1, end_column=column
            )
    for column, width in zip("ABCDEF", WIDTHS_CM, strict=True):
        sheet.column_dimensions[column].width = width * 5
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.font = Font(size=11, bold=cell.row == 2)  # noqa: PLR2004 - the header row
    book.save(FOLDER / "plan.xlsx")


def _write_pdf(plan: dict[str, Any]) -> None:
    merged = {
        (first, level): {"text": name, "rows": count}
        for level in (0, 1)
        for name, first, count in _spans(plan, level)
    }
    cells: list[dict[str, Any]] = []
    for at, task in enumerate(plan["task"]):
        number, *_, requirement, units, deadline = _row(task)
        cells.append({"text": number, "rows": 1})
        cells += [merged[at, level] for level in (0, 1) if (at, level) in merged]
        cells += [{"text": text, "rows": 1} for text in (requirement, units, deadline)]
    data = {
        "head": f"{plan['issuer']}关于印发{plan['title']}的通知",
        "document_number": plan["document_number"],
        "before": [plan["to"], *plan["opening"]],
        "issuer": plan["issuer"],
        "date": _date(plan),
        "title": plan["title"],
        "body": _body(plan),
        "caption": plan["caption"],
        "header": HEADER,
        "cells": cells,
    }
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    made = typst.compile(
        TYPST.encode(), font_paths=fonts, sys_inputs={"plan": json.dumps(data, ensure_ascii=False)}
    )
    (FOLDER / "plan.pdf").write_bytes(made)


def _write_text(plan: dict[str, Any]) -> None:
    """The text as Word saves it: a paragraph a line, a table row a line with tabs between."""
    lines = [f"{plan['issuer']}关于印发{plan['title']}的通知", plan["document_number"], plan["to"]]
    lines += [*plan["opening"], plan["issuer"], _date(plan), plan["title"], *_body(plan)]
    lines += ["附件", plan["caption"], "\t".join(HEADER)]
    for task in plan["task"]:
        number, *_, requirement, units, deadline = _row(task)
        lines.append("\t".join([number, *task["categories"], requirement, units, deadline]))
    (FOLDER / "plan.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
