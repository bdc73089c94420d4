"""Print what a plan file says; needs no database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from gongkai.faces.jobs.job import Job
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.load import check_size
from gongkai.rules.plan.model import PlanReading, Task
from gongkai.rules.plan.reader import read_plan

_ROLES = {"lead": "牵头", "support": "配合", "responsible": "责任"}
_UNREAD = "（未读出）"


class Command(Job):
    help = "读取工作方案（.txt .docx .xlsx .pdf），列出任务、责任单位、时限和正文要求"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reading = _read(options["file"])
        except PlanUnreadable as error:
            self.stderr.write(f"{options['file'].name}：{error.sentence}", self.style.ERROR)
            sys.exit(2)
        for problem in reading.problems:
            self.stderr.write(f"未解决 {problem.where}：{problem.what}")
        for problem in reading.confirm:
            self.stderr.write(f"请核对 {problem.where}：{problem.what}")
        if options["json"]:
            self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_summary(reading)))


def _read(path: Path) -> PlanReading:
    """Read the file; its size is asked first so that a huge one is never loaded."""
    try:
        check_size(path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        raise PlanUnreadable("missing", name=path.name) from error
    return read_plan(path.name, data)


def _summary(reading: PlanReading) -> list[str]:
    head = (reading.title, reading.document_number, reading.issuer, reading.date)
    labels = ("标题", "文号", "发文机关", "成文日期")
    lines = [f"{label}：{value or _UNREAD}" for label, value in zip(labels, head, strict=True)]
    lines.append(f"任务 {len(reading.tasks)} 项，正文要求 {len(reading.obligations)} 条")
    lines += [_task_line(task) for task in reading.tasks]
    lines += [f"{duty.id}  {duty.text}" for duty in reading.obligations]
    return lines


def _task_line(task: Task) -> str:
    units = "、".join(f"{unit.name}（{_ROLES[unit.role]}）" for unit in task.responsible or ())
    fields = (task.requirement, units, task.deadline_text)
    return f"{task.number or '?'}  " + "  ".join(field or _UNREAD for field in fields)
