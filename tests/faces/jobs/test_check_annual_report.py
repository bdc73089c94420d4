"""check_annual_report: shape, exit codes, one line where it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from gongkai.work.reporting.queries.page import report_page
from gongkai.work.reporting.queries.paper import report_docx
from tests.rules.report_tables.build import GOLDEN, report


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code: Any = 0
    try:
        call_command("check_annual_report", *arguments)
    except SystemExit as ended:
        code = ended.code
    out, err = capsys.readouterr()
    return code, out.strip(), err.strip()


def written(path: Path, content: Any) -> str:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_a_right_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "a.json", report())
    assert run(capsys, path, "--json") == (0, '{"ok": true, "violations": []}', "")
    assert run(capsys, path) == (0, "勾稽关系全部成立。", "")


def test_violations_in_the_shape_of_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now, before = report(), report(GOLDEN | {"4": 560})
    now["table3"]["3.1"]["natural"] = 5547
    paths = written(tmp_path / "a.json", now), written(tmp_path / "b.json", before)
    code, out, _ = run(capsys, paths[0], "--last-year", paths[1], "--json")
    assert (code, json.loads(out)) == (
        1,
        {
            "ok": False,
            "violations": [
                {
                    "equation": "EQ2",
                    "where": "table3 row 3.7 natural",
                    "left": 13810,
                    "right": 13809,
                },
                {"equation": "EQ3", "where": "table3 row 3.1 total", "left": 5548, "right": 5547},
            ],
        },
    )
    told = run(capsys, paths[0])[1].splitlines()
    assert (
        told[0]
        == "EQ2 表三“（七）总计”的“自然人”：办理结果总计，应等于各项结果之和，现在是 13810 和 13809"
    )


@pytest.mark.parametrize("content", [[], {}, {"table3": 3}])
def test_what_is_no_report(
    content: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "a.json", content)
    assert run(capsys, path) == (2, "", "a.json 里没有表三（table3），不是年度报告。")
    assert run(capsys, str(tmp_path / "none.json"))[0] == 2


def test_published_files_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = report(name="青禾区财政局")
    told["table4"]["litigation_direct"]["total"] = 3
    (tmp_path / "a.docx").write_bytes(report_docx(told))
    (tmp_path / "a.html").write_text(report_page(told), encoding="utf-8")
    violation = {
        "equation": "EQ4", "where": "table4 row litigation_direct total", "left": 3, "right": 0,
    }  # fmt: skip
    for name in ("a.docx", "a.html"):
        code, out, _ = run(capsys, str(tmp_path / name), "--json")
        assert (code, json.loads(out)) == (1, {"ok": False, "violations": [violation]})


def test_a_file_without_tables_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>年报见图片。</p></body></html>", "utf-8")
    code, out, err = run(capsys, str(tmp_path / "a.html"))
    assert (code, out) == (2, "")
    assert err.startswith("a.html 里没有找到表三")
    (tmp_path / "b.docx").write_bytes(b"PK broken")
    assert run(capsys, str(tmp_path / "b.docx"))[0] == 2
