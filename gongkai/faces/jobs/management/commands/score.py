"""Score all organisations for a month, with every deduction; on request lock the month."""

from __future__ import annotations

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.faces.jobs.exits import plainly
from gongkai.rules.scoring import plain
from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.models.score import Deduction
from gongkai.work.inspection.queries.months import is_locked
from gongkai.work.inspection.queries.scores import MonthScores, ScoreLine, month
from gongkai.work.journal.deeds import Refused

_HELP = """计算一个月的考核得分，列出每一项扣分和对应的问题。

先按月末（未结束的月份按今天）的情况检查一遍，再计分；同样的事实得分总相同。
已锁定的月份不再计算，照原样列出。没有结束的月份是试算，不能锁定。
--lock：由系统管理员在命令行代为锁定，日志中锁定人为空；平时由政务公开办负责人在工作台锁定。"""


class Command(BaseCommand):
    help = _HELP

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--month", required=True, metavar="YYYY-MM", help="哪一个月")
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument("--lock", action="store_true", help="锁定，以后不能更改")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            found = _scores(options["month"], lock_it=options["lock"])
        if options["json"]:
            rows = [_as_json(one) for one in found.lines]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_lines(found)))


def _scores(text: str, *, lock_it: bool) -> MonthScores:
    at = timezone.now()
    if lock_it:
        lock(month=text, by=None, at=at)
    elif not is_locked(text):
        compute(month=text, at=at)
    found = month(text)
    if found is None:
        raise Refused("month_not_scored", month=text)
    return found


def _as_json(line: ScoreLine) -> dict[str, Any]:
    return {
        "organisation": line.organisation.code,
        "score": float(line.points),
        "deductions": [_deduction(one) for one in line.deductions],
        "organisation_name": line.organisation.name,
        "grade": line.grade,
        "rank": line.rank,
    }


def _deduction(one: Deduction) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "points": float(one.points),
        "finding": one.finding.number,
        "explanation": one.explanation,
        "object": {"kind": one.finding.object_kind, "id": one.finding.object_id},
        "url": one.finding.url,
    }


def _lines(found: MonthScores) -> Iterator[str]:
    state = "已锁定" if found.is_locked else "未锁定"
    average = plain(found.average)
    yield f"{found.row.month} 考核得分（{state}），{found.count} 个单位，平均 {average} 分"
    for line in found.lines:
        yield f"{line.rank}  {line.organisation}  {plain(line.points)} 分  {line.grade_title}"
        for one in line.deductions:
            yield f"    {one.finding.number}  {one.explanation}"
