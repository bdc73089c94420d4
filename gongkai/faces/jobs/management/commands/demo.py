"""Load the example district: an invented place with a plan and a year of work."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from gongkai.faces.jobs.demo.district import LOGINS, PASSWORD, found_district
from gongkai.faces.jobs.demo.old_documents import bring_in
from gongkai.faces.jobs.demo.year import live_through, moment, start_of_year
from gongkai.faces.jobs.exits import plainly
from gongkai.faces.jobs.job import Job
from gongkai.faces.jobs.memory import many_objects
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

_OTHER_DATA = "库中已有其他机构，没有装入示例区县：请另设一个目录（GONGKAI_HOME=目录）再装入。"
_TOLD_EVERY = 10_000


class Command(Job):
    help = (
        "装入示例区县青禾区：工作方案、30多个单位和一年的公开工作；重复运行不会重复装入。"
        "--records N 再装入 N 份 2016 年以来的历史文件（可以到 100000 以上）"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--records", type=int, default=0, metavar="N", help="历史文件的份数")

    def handle(self, *args: Any, **options: Any) -> None:
        # One command on a bare machine: a new instance has no tables yet.
        call_command("migrate", interactive=False, verbosity=0)
        if Organisation.objects.filter(code="qinghe").exists():
            self.stderr.write("示例区县已经装入，没有重复装入。")
        elif Organisation.objects.exists():
            self.stderr.write(_OTHER_DATA, self.style.ERROR)
            sys.exit(2)
        else:
            self._load()
        if options["records"] > 0:
            with plainly(self), many_objects():
                self._bring_in(options["records"])
        self.stdout.write(_accounts())

    def _load(self) -> None:
        """All or nothing: an example that stopped half-way would mislead."""
        with transaction.atomic():
            district = found_district(moment(start_of_year()))
            for line in live_through(district, timezone.now()):
                self.stderr.write(f"示例区县：{line}…")

    def _bring_in(self, count: int) -> None:
        for line in bring_in(count, timezone.now, self._tell):
            self.stderr.write(f"示例区县：{line}…")

    def _tell(self, read: int) -> None:
        if read % _TOLD_EVERY == 0:
            self.stderr.write(f"  已导入 {read:,} 份…")


def _accounts() -> str:
    people = {
        person.username: person
        for person in Person.objects.filter(
            username__in=[account for account, _, _ in LOGINS]
        ).prefetch_related("posts__organisation")
    }
    lines = [f"登录账号（密码都是 {PASSWORD}）："]
    for account, _, _ in LOGINS:
        post = people[account].posts.all()[0]
        lines.append(
            f"  {account:<12}{post.organisation.label} {post.person.name}"
            f"（{post.get_role_display()}）"
        )
    return "\n".join(lines)
