"""foi_clock and foi_fee: shapes, exit codes, and one bad case among good ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

Run = Callable[..., tuple[int, str, str]]
RECEIVED = {"event": "received", "on": "2026-02-05"}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code: Any = 0
        try:
            call_command(*arguments)
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out.strip(), err.strip()

    return run


def written(folder: Path, cases: Any) -> str:
    path = folder / "cases.json"
    path.write_text(json.dumps(cases, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_a_case_is_told_in_the_shape_of_the_contract(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, [{"case": "甲-1", "events": [RECEIVED]}])
    code, out, err = run("foi_clock", path, "--on", "2026-03-12", "--json")
    assert (code, err) == (0, "")
    (told,) = json.loads(out)
    (step,) = told.pop("steps")
    assert told == {
        "case": "甲-1",
        "state": "running",
        "received": "2026-02-05",
        "clock_from": "2026-02-05",
        "due": "2026-03-11",
        "excluded_days": 0,
        "overdue": True,
        "term": None,
        "provisional": False,
    }
    assert (step["on"], step["what"]) == ("2026-02-05", "收到申请")
    assert "政府信息公开条例（国务院令第711号） 第三十三条" in step["because"]


def test_a_bad_case_leaves_the_others_alone(run: Run, tmp_path: Path) -> None:
    cases = [
        {"case": 1, "events": [RECEIVED, {"event": "paid", "on": "2026-02-06"}]},
        {"case": 2, "events": []},
        {"case": 3},
        {"case": 4, "events": [RECEIVED | {"on": "2月5日"}]},
        {"case": 5, "events": [RECEIVED | {"on": "2007-01-01"}]},
        {"case": 6, "events": [RECEIVED | {"on": "9999-12-20"}]},
        {"case": 7, "events": [RECEIVED, {"event": "extended", "on": "2026-02-06", "days": "5"}]},
        {"case": 8, "events": [RECEIVED]},
    ]
    code, out, _ = run("foi_clock", written(tmp_path, cases), "--on", "2026-02-06", "--json")
    told = json.loads(out)
    assert code == 1
    assert [one.get("error") for one in told] == [
        "第 2 个事件：没有“paid”这种事件。",
        "第 1 个事件应是收到申请（received）。",
        "第 3 件应是含有 case 和 events 的对象。",
        "第 1 个事件：日期“2月5日”不对，应写成 2026-02-05。",
        "2007-01-01还没有施行政府信息公开条例，请核对收到日期。",
        "日期太靠后，算不出到期日，请核对年份。",
        "第 2 个事件：天数“5”不是整数。",
        None,
    ]
    assert [told[0]["due"], told[7]["due"]] == ["2026-03-11", "2026-03-11"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[", "cases.json 不是 UTF-8 的 JSON 文件，请检查文件内容。"),
        (b"\xff\xfe", "cases.json 不是 UTF-8 的 JSON 文件，请检查文件内容。"),
        (b"{}", "cases.json 应是一个列表，每件申请写作 {case, events}。"),
    ],
)
def test_a_file_that_is_none_ends_in_one_line(
    run: Run, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "cases.json"
    path.write_bytes(content)
    assert run("foi_clock", str(path), "--json") == (2, "", said)


def test_without_json_it_is_told_in_words(run: Run, tmp_path: Path) -> None:
    cases = [{"case": "甲", "events": [RECEIVED | {"on": "2026-12-04"}]}]
    _, out, _ = run("foi_clock", written(tmp_path, cases), "--on", "2026-12-05")
    first, *_ = out.splitlines()
    assert first == "甲　办理中，到期 2027-01-04（暂估：该年放假安排还没有公布）"


def test_fees(run: Run) -> None:
    assert run("foi_fee", "--tariff", "piece", "--count", "3", "--before", "29") == (0, "500", "")
    assert run("foi_fee", "--tariff", "page", "--count", "150") == (0, "1700", "")
    code, out, err = run("foi_fee", "--tariff", "page", "--count", "3", "--before", "1")
    assert (code, out, err) == (2, "", "按量计费不与别的申请累计，请去掉 --before。")
    assert run("foi_fee", "--tariff", "piece", "--count", "-1")[0] == 2
