"""`serve` as a real process: both children start, both stop, and bad addresses get one sentence."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.faces.jobs.worker import JOBS

pytestmark = pytest.mark.slow


def run(
    root: Path, home: Path, *arguments: str, database: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=root,
        env=environment(home) | {"DATABASE_URL": database},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"GONGKAI_HOME": str(home), "DATABASE_URL": "", "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def home(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("instance")
    assert run(root, folder, "migrate").returncode == 0
    return folder


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serving(root: Path, home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=root,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def read_until(process: subprocess.Popen[str], words: str) -> list[str]:
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.strip())
        if words in line:
            return lines
    raise AssertionError(lines)


def group_members(group: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-eo", "pid=,pgid=,stat="], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in found.stdout.splitlines()]
    return [int(pid) for pid, pgid, state in rows if int(pgid) == group and state[0] != "Z"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("to_group", [True, False])
def test_stops_cleanly(
    serving: subprocess.Popen[str], port: int, number: signal.Signals, to_group: bool
) -> None:
    lines = read_until(serving, "Ctrl-C")
    assert lines[-3:] == [
        f"公众门户  http://127.0.0.1:{port}/",
        f"工作台    http://127.0.0.1:{port}/desk/",
        "按 Ctrl-C 停止。",
    ]
    assert len(group_members(serving.pid)) >= 3
    (os.killpg if to_group else os.kill)(serving.pid, number)
    output, _ = serving.communicate(timeout=30)
    assert (serving.returncode, output.splitlines()[-1]) == (0, "已停止。")
    assert group_members(serving.pid) == []


@pytest.mark.parametrize("seconds", [0.3, 0.9, 1.3, 1.8])
def test_stops_cleanly_while_still_starting(serving: subprocess.Popen[str], seconds: float) -> None:
    time.sleep(seconds)
    os.killpg(serving.pid, signal.SIGTERM)
    serving.communicate(timeout=30)
    assert group_members(serving.pid) == []


def test_one_child_gone_stops_the_other(serving: subprocess.Popen[str]) -> None:
    read_until(serving, "Ctrl-C")
    worker = next(pid for pid in group_members(serving.pid) if b"run_due" in command_line(pid))
    os.kill(worker, signal.SIGKILL)
    output, _ = serving.communicate(timeout=30)
    last = output.splitlines()[-1]
    assert (serving.returncode, last) == (1, "网站或后台任务意外退出，已全部停止。")
    assert group_members(serving.pid) == []


def command_line(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def test_port_in_use(root: Path, home: Path, port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        result = run(root, home, "serve", "--port", str(port))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"端口 {port} 已被占用，请用 --port 换一个端口，或先停止占用它的程序。\n"
    )


@pytest.mark.parametrize("number", ["0", "65536", "-1"])
def test_port_that_does_not_exist(root: Path, home: Path, number: str) -> None:
    result = run(root, home, "serve", f"--port={number}")
    assert (result.returncode, result.stderr) == (
        2,
        f"端口 {number} 不存在，请用 1 至 65535 之间的数。\n",
    )


def test_address_of_another_machine(root: Path, home: Path, port: int) -> None:
    result = run(root, home, "serve", "--host", "192.0.2.1", "--port", str(port))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"不能在 192.0.2.1:{port} 上启动")
    assert result.stderr.count("\n") == 1


def test_database_that_was_not_migrated(root: Path, tmp_path: Path, port: int) -> None:
    result = run(root, tmp_path, "serve", "--port", str(port))
    assert (result.returncode, result.stdout, result.stderr) == (
        2,
        "",
        "数据库还没有建好或不是最新的，请先运行 gongkai migrate。\n",
    )


def test_database_that_does_not_answer(root: Path, tmp_path: Path, port: int) -> None:
    address = "postgresql://nobody@127.0.0.1:9/nothing"
    result = run(root, tmp_path, "serve", "--port", str(port), database=address)
    assert (result.returncode, result.stderr) == (
        2,
        "数据库没有应答，请检查 DATABASE_URL 所指的数据库是否已启动、账号是否正确。\n",
    )


def test_run_due_once_ends_by_itself(root: Path, tmp_path: Path) -> None:
    assert run(root, tmp_path, "migrate").returncode == 0
    first = run(root, tmp_path, "run_due", "--once")
    second = run(root, tmp_path, "run_due", "--once")
    assert (first.returncode, first.stdout.count("完成"), first.stderr) == (0, len(JOBS), "")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
