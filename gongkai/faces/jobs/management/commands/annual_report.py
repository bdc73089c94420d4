"""Compile the annual report of an organisation: as JSON, as a Word file or as a page."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from gongkai.faces.jobs.exits import Unfit, organisation_of, plainly, write
from gongkai.faces.jobs.job import Job
from gongkai.rules.report_tables import BLANK, place_of
from gongkai.work.reporting.models.report import FIRST_YEAR, LAST_YEAR, AnnualReport
from gongkai.work.reporting.queries.page import report_page
from gongkai.work.reporting.queries.paper import report_docx
from gongkai.work.reporting.queries.reports import content_of, edition_of, report_of

_FORMATS = ("json", "docx", "html")


class Command(Job):
    help = "编制一个单位的政府信息公开工作年度报告（json、docx、html），已定稿的输出定稿"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, metavar="CODE", help="单位代码")
        parser.add_argument("--year", required=True, type=int, metavar="Y", help="报告年度")
        parser.add_argument("--format", choices=_FORMATS, default="json", help="默认 json")
        parser.add_argument("--output", type=Path, metavar="FILE", help="写入文件")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            if options["format"] == "docx" and options["output"] is None:
                raise Unfit("docx 文件不能显示在屏幕上，请用 --output 指定要写入的文件。")
            row = _row(options["organisation"], options["year"])
            data = _made(options["format"], self._content(row))
            if options["output"] is not None:
                write(options["output"], data)
            else:
                self.stdout.write(data.decode())

    def _content(self, row: AnnualReport) -> dict[str, Any]:
        """The frozen content, or what is compiled now with what it still lacks on stderr."""
        edition = edition_of(row) if row.state == AnnualReport.State.FROZEN else None
        if edition is not None:
            return dict(edition.content)
        found = content_of(row)
        self.stderr.write(f"{row.year} 年度报告还没有定稿，这是按现在的情况编制的。")
        for one in found.violations:
            what = "没有填报" if one.equation == BLANK else f"{one.equation} 不成立"
            self.stderr.write(f"{place_of(one.where)}：{what}。")
        if not found.compiled.is_proven_from_last_year:
            self.stderr.write(f"没有 {row.year - 1} 年的报告，上年结转没有核对（EQ5）。")
        return found.report


def _row(code: str, year: int) -> AnnualReport:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unfit(f"{year} 年没有政府信息公开年度报告。请写 {FIRST_YEAR} 年以后的年度。")
    return report_of(organisation_of(code), year)


def _made(kind: str, content: dict[str, Any]) -> bytes:
    if kind == "docx":
        return report_docx(content)
    if kind == "html":
        return report_page(content).encode()
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
