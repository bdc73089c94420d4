"""Run the periodic jobs: as a worker that stays, or once for cron."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser
from threading import Event
from typing import Any

from gongkai.faces.jobs.job import Job
from gongkai.faces.jobs.worker import carry_on_imports, run_all_due, work_until


class Command(Job):
    help = "运行到期的定时任务；不加 --once 时一直等候下一次"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="只运行已到期的，然后退出")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self._run_once()
        else:
            _stay()

    def _run_once(self) -> None:
        tried = run_all_due()
        carry_on_imports(Event())
        for run in tried:
            result = f"失败：{run.last_error}" if run.last_error else "完成"
            self.stdout.write(f"{run}  {result}")
        if any(run.last_error for run in tried):
            sys.exit(1)


def _stay() -> None:
    stopped = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    work_until(stopped)
