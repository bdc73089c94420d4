"""Print one organisation's work ledger, or write it as a workbook or Word document."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from gongkai.faces.jobs.exits import Unfit, organisation_of, plainly, write
from gongkai.faces.jobs.job import Job
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.export import ledger_docx, ledger_xlsx
from gongkai.work.ledger.queries.plans import adopted
from gongkai.work.ledger.queries.rows import as_json, ledger_rows
from gongkai.work.org.models.organisation import Organisation

_FORMATS = ("json", "xlsx", "docx")


class Command(Job):
    help = "输出一个单位的工作台账（json、xlsx、docx）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, metavar="CODE", help="单位代码")
        parser.add_argument("--format", choices=_FORMATS, default="json", help="默认 json")
        parser.add_argument("--output", type=Path, metavar="FILE", help="写入文件")
        parser.add_argument("--year", type=int, metavar="Y", help="年度，默认最近一年")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            organisation = organisation_of(options["organisation"])
            data = _made(options["format"], _plan(options["year"], organisation), organisation)
            self._deliver(data, options["format"], options["output"])

    def _deliver(self, data: bytes, kind: str, output: Path | None) -> None:
        if output is not None:
            write(output, data)
        elif kind == "json":
            self.stdout.write(data.decode())
        else:
            raise Unfit(f"{kind} 文件不能显示在屏幕上，请用 --output 指定要写入的文件。")


def _plan(year: int | None, organisation: Organisation) -> Plan:
    """The newest adopted plan (of that year) that lays a duty on the organisation."""
    plans = adopted(year=year)
    plan = plans.filter(tasks__duties__organisation=organisation).first() or plans.first()
    if plan is None:
        when = f"{year}年" if year else ""
        raise Unfit(f"没有已采用的{when}工作方案，请先用 load_plan 导入，或在工作台采用。")
    return plan


def _made(kind: str, plan: Plan, organisation: Organisation) -> bytes:
    if kind == "xlsx":
        return ledger_xlsx(plan, organisation)
    if kind == "docx":
        return ledger_docx(plan, organisation)
    rows = [as_json(row) for row in ledger_rows(plan, organisation)]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()
