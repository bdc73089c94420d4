"""The benchmarks print one JSON document each, of figures measured in one run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gongkai.faces.jobs.benchmarks import BENCHMARKS

pytestmark = pytest.mark.slow


def run(root: Path, home: Path, name: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "benchmark", name],
        cwd=root,
        env=os.environ | {"GONGKAI_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def benchmark(root: Path, home: Path, name: str) -> Any:
    done = run(root, home, name)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_reading_plans_is_measured_for_every_kind_of_file(root: Path, tmp_path: Path) -> None:
    measured = benchmark(root, tmp_path, "read_plan")
    kinds = ("txt", "docx", "xlsx", "pdf")
    assert list(measured) == [
        f"{kind}_{figure}" for kind in kinds for figure in ("rows_per_second", "times_bare_text")
    ]
    assert min(measured.values()) > 0


def test_publishing_is_measured_beside_a_bare_save(root: Path, tmp_path: Path) -> None:
    measured = benchmark(root, tmp_path, "publish")
    assert list(measured) == ["published_per_second", "bare_saves_per_second", "times_bare_save"]
    ratio = measured["bare_saves_per_second"] / measured["published_per_second"]
    assert measured["times_bare_save"] == pytest.approx(ratio, rel=0.05)


def test_unknown_benchmark_names_the_known_ones(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "speed")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip() == f"没有“speed”这项测试，可用的有：{'、'.join(BENCHMARKS)}。"
