"""What somebody at the command line reads when the arguments are wrong."""

import subprocess
import sys

import pytest

USAGE = "用法：gongkai workdays [--provisional] DATE N"


def _run(root, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["workdays"], f"缺少参数 DATE, N。{USAGE}\n"),
        (["workdays", "2026-01-05", "3", "--nosuch"], f"不认识的参数 --nosuch。{USAGE}\n"),
        (["nosuch"], "没有“nosuch”这个命令。gongkai help 列出全部命令。\n"),
    ],
)
def test_wrong_arguments_end_in_one_line(root, arguments, line):
    ended = _run(root, *arguments)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", line)


def test_right_arguments_print_the_result_alone(root):
    ended = _run(root, "workdays", "2026-01-05", "3")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "2026-01-08\n", "")
