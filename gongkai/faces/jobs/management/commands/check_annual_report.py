"""Check the equations of an annual report; needs no database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gongkai.faces.jobs.exits import Unfit, plainly
from gongkai.faces.jobs.job import Job
from gongkai.rules.report_tables import (
    BLANK,
    MEANINGS,
    READABLE,
    ReportUnreadable,
    Violation,
    check,
    place_of,
    read_published,
)

_VIOLATED = 1


class Command(Job):
    help = "核对政府信息公开工作年度报告三张表的勾稽关系"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", type=Path, help="年度报告：.json、.docx、.html、.xlsx"
        )
        parser.add_argument("--last-year", metavar="FILE", type=Path, help="上一年的报告，核对结转")
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            before = _report(options["last_year"]) if options["last_year"] else None
            found = check(_report(options["file"]), last_year=before)
            if options["json"]:
                told = {"ok": not found, "violations": [asdict(one) for one in found]}
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            else:
                self.stdout.write("\n".join(map(_line, found)) or "勾稽关系全部成立。")
        if found:
            sys.exit(_VIOLATED)


def _report(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unfit(f"{path.name} 打不开（{error.strerror}）。请核对文件名。") from error
    if path.suffix.lower() in READABLE:
        try:
            return read_published(path.name, data).report
        except ReportUnreadable as error:
            raise Unfit(error.sentence) from error
    return _json(path.name, data)


def _json(name: str, data: bytes) -> dict[str, Any]:
    try:
        report = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Unfit(f"{name} 不是 UTF-8 的 JSON 文件，请检查文件内容。") from error
    if not isinstance(report, dict) or not isinstance(report.get("table3"), dict):
        raise Unfit(f"{name} 里没有表三（table3），不是年度报告。")
    return report


def _line(one: Violation) -> str:
    place, meaning = place_of(one.where), MEANINGS[one.equation]
    if one.equation == BLANK:
        return f"{place}：{meaning}，现在是“{'' if one.left is None else one.left}”"
    return f"{one.equation} {place}：{meaning}，现在是 {one.left} 和 {one.right}"
