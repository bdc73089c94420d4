"""`read_plan` prints contract JSON, or one sentence and exit 2; it needs no database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.plan.test_invented_plans import TWO_LEVELS
from tests.rules.plan.writers import write

ROOT = Path(__file__).parents[3]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    nowhere = os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    command = [sys.executable, str(ROOT / "manage.py"), "read_plan", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=nowhere, check=False)


@pytest.mark.parametrize("suffix", ["docx", "txt"])
def test_a_plan_is_printed_as_one_json_document(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"plan.{suffix}"
    file.write_bytes(write(TWO_LEVELS, suffix))
    done = _run(str(file), "--json")
    assert done.returncode == 0
    printed = json.loads(done.stdout)
    assert [task["number"] for task in printed["tasks"]] == list(range(1, 13))
    assert {"title", "document_number", "issuer", "date", "tasks", "obligations", "problems"} <= (
        set(printed)
    )


@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("empty.docx", 0, "empty.docx：文件是空的，请重新上传。"),
        (
            "huge.pdf",
            200 << 20,
            "huge.pdf：文件有 200 MB，超过 50 MB 的上限，请拆分或另存为较小的文件。",
        ),
    ],
)
def test_a_file_is_refused_in_one_line(tmp_path: Path, name: str, size: int, sentence: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(size)
    done = _run(str(tmp_path / name), "--json")
    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", sentence)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    done = _run(str(tmp_path / "none.docx"))
    assert (done.returncode, done.stderr.strip()) == (
        2,
        "none.docx：找不到文件：none.docx，请核对路径。",
    )
