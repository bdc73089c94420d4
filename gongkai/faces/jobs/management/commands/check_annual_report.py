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
from gongkai.rules.report_tables import BLANK, Violation, check

_VIOLATED = 1
_MEANINGS = {
    "EQ1": "本年新收＋上年结转，应等于办理结果总计＋结转下年度",
    "EQ2": "办理结果总计，应等于各项结果之和",
    "EQ3": "总计，应等于各类申请人之和",
    "EQ4": "总计，应等于各种结果之和",
    "EQ5": "上年结转，应等于上年报告的结转下年度",
    "EQ6": "文字里的数，应与表格一致",
}


class Command(Job):
    help = "核对政府信息公开工作年度报告三张表的勾稽关系"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="年度报告的 JSON 文件")
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
        report = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise Unfit(f"{path.name} 打不开（{error.strerror}）。请核对文件名。") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Unfit(f"{path.name} 不是 UTF-8 的 JSON 文件，请检查文件内容。") from error
    if not isinstance(report, dict) or not isinstance(report.get("table3"), dict):
        raise Unfit(f"{path.name} 里没有表三（table3），不是年度报告。")
    return report


def _line(one: Violation) -> str:
    if one.equation == BLANK:
        return f"{one.where}：应填不小于 0 的整数，现在是“{one.left}”，没有的填 0"
    return (
        f"{one.equation} {one.where}：{_MEANINGS[one.equation]}，现在是 {one.left} 和 {one.right}"
    )
