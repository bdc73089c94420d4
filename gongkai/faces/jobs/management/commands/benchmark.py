"""Run one of the project's benchmarks in a database of its own and print what it measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command

from gongkai.faces.jobs.benchmarks import BENCHMARKS
from gongkai.faces.jobs.job import Job
from gongkai.faces.jobs.memory import many_objects

_INSIDE = "GONGKAI_BENCHMARK"


class Command(Job):
    help = "运行性能测试，打印同一次运行里量出的速度和比值；用临时数据库，不碰本实例的数据"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="、".join(BENCHMARKS))

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if name not in BENCHMARKS:
            known = "、".join(BENCHMARKS)
            self.stderr.write(f"没有“{name}”这项测试，可用的有：{known}。", self.style.ERROR)
            sys.exit(2)
        if os.environ.get(_INSIDE) != "1":
            sys.exit(_in_a_home_of_its_own(name))
        call_command("migrate", verbosity=0)
        with many_objects():
            found = BENCHMARKS[name]()
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))


def _in_a_home_of_its_own(name: str) -> int:
    """Start again with a throwaway home, so that the instance's data stay untouched."""
    with tempfile.TemporaryDirectory(prefix="gongkai-benchmark-") as home:
        inside = {**os.environ, "GONGKAI_HOME": home, _INSIDE: "1", "DATABASE_URL": ""}
        command = [sys.executable, "-m", "gongkai.config.console", "benchmark", name]
        return subprocess.run(command, env=inside, check=False).returncode  # noqa: S603
