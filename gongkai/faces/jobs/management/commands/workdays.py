"""Print the date so many workdays after a date; needs no database."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from gongkai.faces.jobs.exits import Unfit, plainly
from gongkai.faces.jobs.job import Job
from gongkai.faces.jobs.words import day
from gongkai.rules.workdays import YearNotPublished, add_workdays

_MOST = 5_000


class Command(Job):
    help = "计算某日之后第 N 个工作日（按国务院办公厅节假日安排）"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("date", metavar="DATE", help="起算日，当日不计")
        parser.add_argument("count", metavar="N", help="工作日天数")
        parser.add_argument(
            "--provisional",
            action="store_true",
            help="节假日安排尚未公布的年份，暂按周一至周五并扣除固定日期的法定节假日计算",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            start, count = day(options["date"], "DATE"), _count(options["count"])
            try:
                due = add_workdays(start, count, provisional=options["provisional"])
            except YearNotPublished as error:
                raise Unfit(
                    f"{error.year}年的节假日安排没有收录（尚未公布或早于收录范围），"
                    "不能确定工作日；需要暂估日期时请加 --provisional。"
                ) from error
            except OverflowError as error:
                raise Unfit("日期超出了日历的范围，请核对 DATE。") from error
            self.stdout.write(due.isoformat())


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= _MOST):
        raise Unfit(f"天数“{text}”不对，请写 0 到 {_MOST} 的整数。")
    return int(text)
