"""Replay the publication log against what is stored; tampering is named and ends with 1."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.db import DatabaseError

from gongkai.faces.jobs.job import Job
from gongkai.work.journal.queries.log import Replay
from gongkai.work.records.queries.log_check import verify


class Command(Job):
    help = "核对发布日志：重算每一条，并与保存的发布、版本、审核和文件比对"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = verify()
        except DatabaseError as error:
            self.stderr.write(f"数据库打不开或缺少表：{error}。请先运行 migrate。")
            sys.exit(2)
        self.stdout.write(_json(found) if options["json"] else _text(found))
        if found.problems:
            sys.exit(1)


def _json(found: Replay) -> str:
    problems = [{"entry": one.sequence, "what": one.what} for one in found.problems]
    document = {"entries": found.entries, "root": found.root, "problems": problems}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _text(found: Replay) -> str:
    lines = [one.what for one in found.problems]
    head = f"发布日志共 {found.entries} 条，根散列值 {found.root or '（空）'}"
    verdict = f"发现 {len(lines)} 处不符：" if lines else "逐条核对，全部相符。"
    return "\n".join([head, verdict, *lines])
