"""Begin with an instance where it is empty, and say with which accounts one can log in."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from gongkai.faces.jobs.beginning import (
    accounts_file,
    begin_with_example,
    begin_with_plan,
    is_empty,
    is_ours,
    keep_catalogue,
    load,
)
from gongkai.faces.jobs.job import Job

_NOT_OURS = (
    "库中已有示例区县或其他数据，没有读取工作方案：请另设一个目录（GONGKAI_HOME=目录）再启动，"
    "或登录后在“工作方案”里采用。"
)


class Command(Job):
    help = "首次启动：空库装入示例区县，或从自己的工作方案开始；打印登录账号"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", type=Path, metavar="FILE", help="自己的工作方案文件")
        parser.add_argument("--year", type=int, metavar="Y", help="年度（方案没有写明时）")
        parser.add_argument(
            "--issued", type=date.fromisoformat, metavar="DATE", help="成文日期（没有读出时）"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        given = {name: options[name] for name in ("year", "issued")}
        if is_empty():
            self._tell(_first_start(options["plan"], given))
            keep_catalogue(timezone.now())
            return
        if options["plan"] and not is_ours():
            self.stderr.write(_NOT_OURS, self.style.ERROR)
            sys.exit(2)
        if options["plan"]:
            self._tell(load(options["plan"], **given))
        keep_catalogue(timezone.now())
        if accounts_file().exists():
            self._tell(accounts_file().read_text("utf-8"))

    def _tell(self, text: str) -> None:
        self.stdout.write(text, ending="")


def _first_start(plan: Path | None, given: dict[str, Any]) -> str:
    if plan:
        return begin_with_plan(plan, at=timezone.now(), **given)
    return begin_with_example()
