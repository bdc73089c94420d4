"""Print what processing a request costs; needs no database."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from gongkai.faces.jobs.exits import Unfit, plainly
from gongkai.faces.jobs.job import Job
from gongkai.rules.foi import fee

_MOST = 1_000_000


class Command(Job):
    help = "计算信息处理费（元）"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tariff", required=True, choices=["piece", "page"],
                            help="按件 piece，按量 page")  # fmt: skip
        parser.add_argument("--count", required=True, type=int, help="本次的件数或页数")
        parser.add_argument("--before", type=int, default=0, help="当月已经计过的件数（按件）")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            tariff, count, before = options["tariff"], options["count"], options["before"]
            if not 0 <= count <= _MOST or not 0 <= before <= _MOST:
                raise Unfit(f"件数或页数应在 0 和 {_MOST} 之间，请核对。")
            if tariff == "page" and before:
                raise Unfit("按量计费不与别的申请累计，请去掉 --before。")
            self.stdout.write(str(fee(tariff, count, before=before)))
