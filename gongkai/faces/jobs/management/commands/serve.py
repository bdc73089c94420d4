"""Serve one machine: the web server and the background worker in one foreground process."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from gongkai.faces.jobs.job import Job
from gongkai.faces.jobs.processes import answers, is_port_free, run_together

_PORTS = range(1, 65536)
# Views wait for the database most of the time; more threads than cores keep the pages coming.
_THREADS = "8"


class Command(Job):
    help = "启动网站和后台任务（前台运行，按 Ctrl-C 停止）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        port = os.environ.get("PORT", "8000")
        parser.add_argument("--port", type=int, default=port, help="端口，默认 8000")
        parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只供本机访问")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        if fault := _address_fault(host, port) or _database_fault():
            self.stderr.write(fault, self.style.ERROR)
            sys.exit(2)
        # WhiteNoise warns where the folder of collected assets is absent; most instances need none.
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        code = run_together([_web(host, port), _worker()], until_ready=self._announce(host, port))
        self.stdout.write("已停止。" if code == 0 else "网站或后台任务意外退出，已全部停止。")
        sys.exit(code)

    def _announce(self, host: str, port: int) -> Callable[[], bool]:
        shown = f"[{host}]" if ":" in host else host

        def until_ready() -> bool:
            if not answers(host, port):
                return False
            self.stdout.write(f"公众门户  http://{shown}:{port}/")
            self.stdout.write(f"工作台    http://{shown}:{port}/desk/")
            self.stdout.write("按 Ctrl-C 停止。")
            self.stdout.flush()
            return True

        return until_ready


def _address_fault(host: str, port: int) -> str:
    if port not in _PORTS:
        return f"端口 {port} 不存在，请用 1 至 65535 之间的数。"
    try:
        free = is_port_free(host, port)
    except OSError as error:
        return f"不能在 {host}:{port} 上启动（{error.strerror}），请换一个地址或端口。"
    return "" if free else f"端口 {port} 已被占用，请用 --port 换一个端口，或先停止占用它的程序。"


def _database_fault() -> str:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "数据库没有应答，请检查 DATABASE_URL 所指的数据库是否已启动、账号是否正确。"
    finally:
        connection.close()
    return "数据库还没有建好或不是最新的，请先运行 gongkai migrate。" if pending else ""


def _web(host: str, port: int) -> list[str]:
    options = ["--interface", "wsgi", "--workers", "1", "--blocking-threads", _THREADS]
    # A server told to stop while it is still starting would otherwise wait for ever.
    options += ["--workers-kill-timeout", "5"]
    address = ["--host", host, "--port", str(port), "--log-level", "error"]
    return [sys.executable, "-m", "granian", *options, *address, "gongkai.config.wsgi:application"]


def _worker() -> list[str]:
    return [sys.executable, sys.argv[0], "run_due"]
