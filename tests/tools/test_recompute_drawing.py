"""The stand-alone program draws again and names what does not fit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.rules.decisions.drawing import check_record, record_of
from tests.conftest import ROOT

PROGRAM = ROOT / "tools" / "recompute_drawing.py"
SYSTEM = shutil.which("python3", path="/usr/bin:/bin")
BARE = [sys.executable, "-I", "-S"]
Record = dict[str, Any]
RECORD: Record = record_of(
    {"居民代表": [f"D{n:02}" for n in range(1, 8)], "企业代表": ["Q02", "Q01"]},
    {"居民代表": 3, "企业代表": 1},
    secret="s" * 32,
    public_value="20260108001",
    source="2026年1月8日的开奖号码",
)


def run(*options: object, given: bytes = b"", python: list[str] = BARE) -> tuple[int, str]:
    done = subprocess.run(
        [*python, "-W", "error", str(PROGRAM), *map(str, options)],
        input=given, capture_output=True, check=False, cwd="/",
    )  # fmt: skip
    told = (done.stdout + done.stderr).decode("utf-8")
    assert "Traceback" not in told
    return done.returncode, told


def run_on(record: object, *options: object) -> tuple[int, str]:
    return run(*options, given=json.dumps(record, ensure_ascii=False).encode())


def test_winners_are_printed_by_every_interpreter(tmp_path: Path) -> None:
    path = tmp_path / "抽选记录.json"
    path.write_text(json.dumps(RECORD, ensure_ascii=False), "utf-8")
    business, residents = RECORD["kinds"]
    told = (
        f"“企业代表”中选：{'、'.join(business['winners'])}\n"
        f"“企业代表”候补：{'、'.join(business['alternates'])}\n"
        f"“居民代表”中选：{'、'.join(residents['winners'])}\n"
        f"“居民代表”候补：{'、'.join(residents['alternates'])}\n"
        "相符。\n"
    )
    for python in [BARE, *([[SYSTEM, "-I", "-S"]] if SYSTEM else [])]:
        assert run(path, "--commitment", RECORD["commitment"], python=python) == (0, told)
    ask = f"请再核对名单截止时公布的承诺值是不是 {RECORD['commitment']}。\n"
    assert run_on(RECORD) == (0, told + ask)


def test_another_commitment_was_published() -> None:
    code, told = run_on(RECORD, "--commitment", "0" * 64)
    assert (code, told.splitlines()[-1]) == (
        1, "不符：承诺值与截止时公布的不符：名单、名额、公共数值来源或者密值在截止后改过。",
    )  # fmt: skip


CHANGES: list[tuple[Callable[[Record], object], str]] = [
    (lambda one: one.update(source="x"), "承诺值与名单、名额、公共数值来源和密值算出的不符。"),
    (lambda one: one.update(seed="0" * 64), "种子与密值、公共数值算出的不符。"),
    (lambda one: one.update(secret="s"), "密值太短或含有别的符号，可以被人试出来。"),
    (lambda one: one.update(public_value=" "), "没有公共数值。"),
    (lambda one: one["kinds"][1]["winners"].reverse(), "“居民代表”中选名单与重新计算的不符。"),
    (lambda one: one["kinds"][0]["alternates"].pop(), "“企业代表”候补顺序与重新计算的不符。"),
    (lambda one: one["kinds"].append(one["kinds"][0]), "代表类别重复。"),
    (lambda one: one["kinds"][0]["candidates"].append("Q01"), "名单里有重复或空的编号。"),
    (lambda one: one["kinds"][0].update(places=-1), "名额小于零。"),
]


@pytest.mark.parametrize(("change", "told"), CHANGES)
def test_what_does_not_fit_is_named(change: Callable[[Record], object], told: str) -> None:
    changed = deepcopy(RECORD)
    change(changed)
    code, said = run_on(changed)
    assert (code, f"不符：{told}" in said.splitlines()) == (1, True)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format":"x"}', "[" * 100_000, "\x00",
     '{"format":"gongkai-drawing/1"}',
     '{"format":"gongkai-drawing/1","secret":"","source":"","public_value":"","seed":"",'
     '"commitment":"","kinds":[7]}'],
)  # fmt: skip
def test_what_is_no_record_cannot_be_checked(text: str) -> None:
    code, told = run(given=text.encode())
    assert (code, told.startswith("无法核对："), told.count("\n")) == (2, True, 1)


def test_wrong_use_is_told_in_one_line(tmp_path: Path) -> None:
    missing = f"无法核对：{tmp_path}/没有.json 读不出来：No such file or directory。\n"
    assert run(tmp_path / "没有.json") == (2, missing)
    assert run("--what")[0] == 2


def leaves_of(value: object, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The places of all plain values in a document."""
    items = (
        value.items() if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else None
    )  # fmt: skip
    if items is None:
        return [place]
    return [leaf for key, one in items for leaf in leaves_of(one, (*place, key))]


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_single_changed_value_passes_either_check(data: st.DataObject) -> None:
    tampered = deepcopy(RECORD)
    *way, last = data.draw(st.sampled_from(leaves_of(tampered)))
    inside: Any = tampered
    for step in way:
        inside = inside[step]
    old = inside[last]
    new = st.one_of(st.text(st.characters(codec="utf-8")), st.integers(), st.none(), st.just([]))
    inside[last] = data.draw(new.filter(lambda one: one != old))
    assert run_on(tampered)[0] in (1, 2)
    assert check_record(tampered) != []


TEXT = st.characters(codec="utf-8")


@settings(max_examples=15)
@given(
    st.lists(st.text(TEXT, min_size=1, max_size=4), unique=True, max_size=8),
    st.integers(0, 5),
    st.text(TEXT, max_size=5),
)
def test_both_codes_draw_alike(numbers: list[str], places: int, word: str) -> None:
    record = record_of(
        {word: numbers}, {word: places}, secret="s" * 32, public_value="7", source=word
    )
    assert run_on(record, "--commitment", record["commitment"])[0] == 0
