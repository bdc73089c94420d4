"""Sign the publication log with another key from now on; the log itself tells of the change."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from gongkai.faces.jobs.exits import plainly
from gongkai.faces.jobs.job import Job
from gongkai.rules.tree_head import key_id
from gongkai.work.journal.actions.log import renew_key
from gongkai.work.journal.queries.log import content_of


class Command(Job):
    help = "更换发布日志的签名密钥，并把换钥写进日志"

    def handle(self, *args: Any, **options: Any) -> None:
        with plainly(self):
            entry = renew_key(at=timezone.now())
        told = content_of(entry)
        former, present = key_id(told["replaces"]), key_id(told["public_key"])
        self.stdout.write(
            f"已换钥：{former} 换成 {present}，写在发布日志第 {entry.sequence} 条。"
            f"请公布新的密钥编号，并备份密钥文件。"
        )
