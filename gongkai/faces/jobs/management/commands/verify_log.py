"""Replay the publication log against what is stored; tampering is named and ends with 1."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from gongkai.faces.jobs.exits import Unfit, plainly
from gongkai.faces.jobs.job import Job
from gongkai.faces.jobs.memory import many_objects
from gongkai.rules.tree_head import BadHead, SignedHead, read_head
from gongkai.work.journal.queries.problems import Replay
from gongkai.work.records.queries.log_check import verify


class Command(Job):
    help = "核对发布日志：重算每一条，并与保存的发布、版本、审核和文件比对"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")
        parser.add_argument(
            "--head", action="append", default=[], metavar="FILE",
            help="以前保存的日志头（JSON），可给多个：日志必须仍与它一致",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            heads = [_head(Path(name)) for name in options["head"]]
        try:
            with many_objects():
                found = verify(heads)
        except DatabaseError as error:
            self.stderr.write(f"数据库打不开或缺少表：{error}。请先运行 migrate。")
            sys.exit(2)
        self.stdout.write(_json(found) if options["json"] else _text(found))
        if found.problems:
            sys.exit(1)


def _head(path: Path) -> SignedHead:
    try:
        return read_head(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise Unfit(f"{path.name} 读不出来（{error.strerror}）。请核对文件的位置。") from error
    except (ValueError, BadHead, RecursionError) as error:
        what = "不是日志头。请给出从 /proofs/head.json 下载的文件"
        raise Unfit(f"{path.name} {what}。") from error


def _json(found: Replay) -> str:
    problems = [{"entry": one.sequence, "what": one.what} for one in found.problems]
    document = {"entries": found.entries, "root": found.root, "problems": problems}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _text(found: Replay) -> str:
    lines = [one.what for one in found.problems]
    head = f"发布日志共 {found.entries} 条，根散列值 {found.root or '（空）'}"
    verdict = f"发现 {len(lines)} 处不符：" if lines else "逐条核对，全部相符。"
    return "\n".join([head, verdict, *lines])
