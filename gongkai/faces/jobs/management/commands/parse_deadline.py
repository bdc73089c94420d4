"""Print what a time limit in words means; needs no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from gongkai.faces.jobs.exits import Unfit, plainly
from gongkai.faces.jobs.job import Job
from gongkai.faces.jobs.words import day_or_none
from gongkai.rules.deadlines import (
    KINDS,
    NeedsYear,
    NoSuchDay,
    NotADeadline,
    TimeLimit,
    parse_deadline,
)

_FACTS = {
    "month_day": "月日",
    "days": "天数",
    "months": "月数",
    "event": "起算事项",
    "month": "季度内第几个月",
    "day": "日",
}
_NO_YEAR = "“{text}”没有写明年份，只能得出月日；请用 --issued 给出方案的成文日期。"


class Command(Job):
    help = "把时限的文字换算成规则和日期"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", metavar="TEXT", help="时限，例如“10月底前”")
        parser.add_argument("--issued", metavar="DATE", help="方案的成文日期，定年份")
        parser.add_argument("--event", metavar="DATE", help="起算事项发生的日期")
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            limit = self._limit(options)
            if options["json"]:
                self.stdout.write(json.dumps(limit.as_json(), ensure_ascii=False))
            else:
                self.stdout.write(_told(limit))

    def _limit(self, options: dict[str, Any]) -> TimeLimit:
        text = options["text"]
        issued = day_or_none(options["issued"], "--issued")
        event = day_or_none(options["event"], "--event")
        try:
            return parse_deadline(text, issued=issued, event=event)
        except NeedsYear as error:
            self.stderr.write(_NO_YEAR.format(text=" ".join(text.split())))
            return error.limit
        except NoSuchDay as error:
            raise Unfit(f"“{_short(text)}”里的日期不存在，请核对月和日。") from error
        except NotADeadline as error:
            raise Unfit(f"“{_short(text)}”不是时限，或写法还不认识，请核对文字。") from error


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:40]}…"  # noqa: PLR2004


def _told(limit: TimeLimit) -> str:
    written = limit.as_json()
    facts = [f"{label} {written[name]}" for name, label in _FACTS.items() if name in written]
    due = [f"到期 {limit.due}" + ("（暂估）" if limit.provisional else "")] if limit.due else []
    return "，".join([KINDS[limit.kind], *facts, *due])
