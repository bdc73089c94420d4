"""Judge every duty from live objects, raise what is wrong, and print the states."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.faces.jobs.exits import organisation_of, plainly
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.queries.assessment import WRONG, assess
from gongkai.work.inspection.queries.months import FIRST_YEAR, LAST_YEAR
from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.duty import State
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.duty_states import DutyState

FOUND_WRONG = 1
_HELP = """从现有的公开信息重新核对每项责任事项，写入状态，登记查出的问题，列出结果。

--on：按那一天结束时的情况核对。过去的日期只补登当时的问题，不改现在的状态；
将来的日期只试算，什么都不写入。
退出码：0 没有超期或未落实的事项；1 有；2 没有办成。"""


class Command(BaseCommand):
    help = _HELP

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=_day, metavar="DATE", help="按哪一天核对，默认今天")
        parser.add_argument("--organisation", metavar="CODE", help="只核对一个单位")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            code = options["organisation"]
            organisation = organisation_of(code) if code is not None else None
            states = self._states(options["on"], organisation)
        if options["json"]:
            rows = [one.as_json() for one in states]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_lines(states)))
        if any(one.state in WRONG for one in states):
            sys.exit(FOUND_WRONG)

    def _states(self, on: date | None, organisation: Organisation | None) -> tuple[DutyState, ...]:
        at = timezone.now()
        if on is not None and on > day_of(at):
            self.stderr.write(f"{on} 还没有到：只试算，不写入。")
            return assess(on, organisation)
        verified = verify(at=at, organisation=organisation, on=on)
        booked = verified.booked
        self.stderr.write(
            f"新登记问题 {len(booked.raised)} 个，查明已整改 {len(booked.mended)} 个。"
        )
        return verified.states


def _lines(states: Sequence[DutyState]) -> list[str]:
    counts = Counter(State(one.state).label for one in states)
    total = "，".join(f"{label} {count}" for label, count in counts.items())
    return [
        *(_line(one) for one in states),
        f"共 {len(states)} 项" + (f"：{total}" if total else ""),
    ]


def _line(one: DutyState) -> str:
    duty = one.occurrence.duty
    number = duty.task.number if duty.task.number is not None else "?"
    label = State(one.state).label
    return f"{number}  {duty.organisation}  {one.occurrence.label}  {label}  {one.explanation}"


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}”不是日期，请写成 2023-07-25 的样子") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ArgumentTypeError(f"“{text}”的年份不在 {FIRST_YEAR} 至 {LAST_YEAR} 年之间")
    return day
