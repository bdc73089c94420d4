"""Bring what is searched up to date, or make it anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from gongkai.faces.jobs.exits import plainly
from gongkai.faces.jobs.job import Job
from gongkai.work.search.actions.catch_up import catch_up
from gongkai.work.search.actions.rebuild import rebuild
from gongkai.work.search.queries.generation import active


class Command(Job):
    help = "更新搜索索引；后台任务每秒自动更新，一般不用手工运行"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="全部重建；重建期间搜索照常，完成后切换"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            if options["rebuild"]:
                # What is published meanwhile is taken in by the next round.
                while rebuild(at=timezone.now()) is None:
                    pass
                done = "已重建"
            else:
                done = f"已更新 {catch_up(at=timezone.now())} 件"
            generation = active()
        passages = generation.passages if generation else 0
        self.stdout.write(f"搜索索引{done}，现有 {passages} 段文字。")
