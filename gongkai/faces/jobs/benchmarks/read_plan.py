"""Reading the example plan in its four kinds of file, beside merely taking the text out."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from io import BytesIO

import docx
import openpyxl
import pdfplumber

from gongkai.faces.jobs.benchmarks.clock import best_seconds
from gongkai.rules.plan.reader import read_plan

KINDS = ("txt", "docx", "xlsx", "pdf")


def measure() -> dict[str, float]:
    """Rows per second for each kind, and how many times the bare taking-out of text that costs."""
    folder = files("gongkai.faces.jobs.demo")
    found: dict[str, float] = {}
    for kind in KINDS:
        name = f"plan.{kind}"
        data = folder.joinpath(name).read_bytes()
        rows = len(read_plan(name, data).tasks)
        reading = best_seconds(partial(read_plan, name, data))
        bare = best_seconds(partial(_bare, kind, data))
        found[f"{kind}_rows_per_second"] = round(rows / reading, 1)
        found[f"{kind}_times_bare_text"] = round(reading / bare, 2)
    return found


def _bare(kind: str, data: bytes) -> int:
    """What one pays anyway: open the file with its library and touch every piece of text."""
    if kind == "txt":
        return len(data.decode("utf-8").splitlines())
    if kind == "docx":
        tables = docx.Document(BytesIO(data)).tables
        return sum(len(cell.text) for table in tables for row in table.rows for cell in row.cells)
    if kind == "xlsx":
        book = openpyxl.load_workbook(BytesIO(data))
        return sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))
    with pdfplumber.open(BytesIO(data)) as pdf:
        return sum(len(page.extract_tables()) for page in pdf.pages)
