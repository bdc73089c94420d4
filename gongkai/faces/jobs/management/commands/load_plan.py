"""Store a plan with its tasks, duties and occurrences, and print what could not be resolved."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.faces.jobs.exits import Unfit, organisation_of, plainly
from gongkai.faces.jobs.job import Job
from gongkai.faces.ui.messages import sentence
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.load import check_size
from gongkai.rules.plan.reader import read_plan
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.actions.load import load
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.plans import open_names, questions
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.staffing.actions.organisations import found

_HELP = """读取工作方案，存入任务，下达责任事项和本期应办；同一文件再次导入不会重复。

对不上单位的名称不下达，列在 unresolved 里，可在工作台逐个核定，核定后随即补下达。
--found-organisations：系统里没有的单位按方案中的名称新建，代码依次为 u01、u02……；
“各有关单位”等统称和“承办单位”等按事项确定的名称不新建，仍待核定。
--organisation 的代码不存在时，加此选项会以发文机关的名称新建。"""


_OPTIONS = {
    "issued_on_missing": "成文日期，用 --issued 2023-07-25 的形式给出",
    "year_missing": "年度，用 --year 2023 的形式给出",
}


class Command(Job):
    help = _HELP

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--organisation", required=True, metavar="CODE", help="制定机关的代码")
        parser.add_argument("--year", type=int, metavar="Y", help="年度（方案没有写明时）")
        parser.add_argument("--issued", type=_day, metavar="DATE", help="成文日期（没有读出时）")
        parser.add_argument("--found-organisations", action="store_true", help="新建没有的单位")
        parser.add_argument("--json", action="store_true", help="输出 JSON（本命令总是如此）")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self), _told_how(), transaction.atomic():
            data = _bytes(options["file"])
            plan = load(
                file_name=options["file"].name,
                data=data,
                organisation=_issuer(options, data),
                by=None,
                at=timezone.now(),
                year=options["year"],
                issued_on=options["issued"],
                found_organisations=options["found_organisations"],
            )
        self._report(plan)

    def _report(self, plan: Plan) -> None:
        for question in questions(plan):
            self.stderr.write(f"待核定 {sentence(question)}")
        self.stdout.write(json.dumps(_result(plan), ensure_ascii=False))


def _result(plan: Plan) -> dict[str, Any]:
    return {
        "plan": plan.pk,
        "tasks": plan.tasks.count(),
        "duties": Duty.objects.filter(task__plan=plan).count(),
        "unresolved": [{"task": row.task.number, "name": row.name} for row in open_names(plan)],
    }


@contextmanager
def _told_how() -> Iterator[None]:
    """Name the option for what the file does not say."""
    try:
        yield
    except Refused as refused:
        missing = {reason.code for reason in refused.reasons} & set(_OPTIONS)
        if not missing:
            raise
        hints = "；".join(_OPTIONS[code] for code in sorted(missing))
        raise Unfit(f"方案没有写明：{hints}。请补上后再导入。") from refused


def _bytes(path: Path) -> bytes:
    """The file; its size is asked first so that a huge one is never loaded."""
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise PlanUnreadable("missing", name=path.name) from error


def _issuer(options: dict[str, Any], data: bytes) -> Organisation:
    code = options["organisation"]
    if not options["found_organisations"] or Organisation.objects.filter(code=code).exists():
        return organisation_of(code)
    issuer = read_plan(options["file"].name, data).issuer
    if not issuer:
        raise Unfit(f"方案没有写明发文机关，不能新建“{code}”。请先建立这个单位。")
    return found(
        code=code,
        name=issuer.removesuffix("办公室"),
        kind=Organisation.Kind.DISTRICT,
        by=None,
        at=timezone.now(),
        order=1,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}”不是日期，请写成 2023-07-25 的样子") from error
