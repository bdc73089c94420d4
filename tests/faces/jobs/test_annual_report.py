"""annual_report: compiled or frozen, in three formats, each read back alike."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from gongkai.rules.report_tables import check, read_published
from gongkai.work.reporting.actions.flow import freeze, submit
from tests.work.reporting.scene import BEGIN, YEAR, asked, complete, scene

pytestmark = pytest.mark.django_db
TABLES = ("table2", "table3", "table4")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code: Any = 0
    try:
        call_command("annual_report", "--organisation", "jtj", "--year", str(YEAR), *arguments)
    except SystemExit as ended:
        code = ended.code
    out, err = capsys.readouterr()
    return code, out.strip(), err.strip()


def test_three_formats_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = scene()
    asked(here, date(2026, 3, 2), "3.1", date(2026, 3, 20))
    complete(here.organisation, here.clerk)
    code, out, _ = run(capsys)
    told = json.loads(out)
    assert (code, told["organisation"], told["year"]) == (0, "jtj", YEAR)
    assert (told["table3"]["3.1"]["natural"], check(told)) == (1, [])
    for kind in ("docx", "html"):
        path = tmp_path / f"a.{kind}"
        assert run(capsys, "--format", kind, "--output", str(path))[0] == 0
        read = read_published(path.name, path.read_bytes()).report
        assert [read[one] for one in TABLES] == [told[one] for one in TABLES]
        assert (read["organisation"], read["year"]) == ("交通局", YEAR)


def test_what_is_lacking_is_told_beside_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    scene()
    code, out, err = run(capsys)
    assert (code, json.loads(out)["table2"]["行政许可"]) == (0, {"本年处理决定数量": None})
    assert err.splitlines() == [
        "2026 年度报告还没有定稿，这是按现在的情况编制的。",
        "表二“行政许可”的“本年处理决定数量”：没有填报。",
        "表二“行政处罚”的“本年处理决定数量”：没有填报。",
        "表二“行政强制”的“本年处理决定数量”：没有填报。",
        "表二“行政事业性收费”的“本年收费金额”：没有填报。",
        "没有 2025 年的报告，上年结转没有核对（EQ5）。",
    ]


def test_a_frozen_report_comes_as_it_was_frozen(capsys: pytest.CaptureFixture[str]) -> None:
    here = scene()
    complete(here.organisation, here.clerk)
    submit(**here.of, by=here.head, at=BEGIN)
    edition = freeze(**here.of, by=here.head, at=BEGIN)
    asked(here, date(2026, 3, 2))
    code, out, err = run(capsys)
    assert (code, json.loads(out), err) == (0, edition.content, "")


@pytest.mark.parametrize("arguments", [("--format", "docx"), ("--year", "1990")])
def test_what_cannot_be_done_is_said(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    scene()
    code, out, err = run(capsys, *arguments)
    assert (code, out, err.count("\n"), bool(err)) == (2, "", 0, True)
