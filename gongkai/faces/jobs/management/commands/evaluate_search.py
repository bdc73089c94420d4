"""Measure the product's search on an outside collection with judged queries; needs no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from gongkai.faces.jobs.evaluation import judged, measures, opened
from gongkai.faces.jobs.exits import plainly
from gongkai.faces.jobs.job import Job


class Command(Job):
    help = "用外部语料和带相关性判断的查询评测搜索（jsonl 或 jsonl.gz），不碰本实例的数据"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--corpus", type=Path, required=True, metavar="FILE", help="语料")
        parser.add_argument("--queries", type=Path, required=True, metavar="FILE", help="查询")
        parser.add_argument("--json", action="store_true", help="输出一份 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            queries = judged(options["queries"])
            with opened(options["corpus"]) as (collection, seconds):
                found = {
                    "documents": collection.entries,
                    "queries": len(queries),
                    **measures(collection, queries),
                    "index_seconds": round(seconds, 2),
                }
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(f"{name:<14}{value}" for name, value in found.items()))
