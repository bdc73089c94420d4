"""The stand-alone program: run by bare interpreters, and no tampered proof passes it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.rules.tree_head import key_id, public_key_of, read_head, sign
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.queries.keys import signing_key
from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.submit import submit
from tests.conftest import ROOT
from tests.factories import AT, moment
from tests.rules.test_tree_head import KEY as STRANGER
from tests.work.records.world import draft, pass_all, published, withdrawn, world

PROGRAM = ROOT / "tools" / "verify_proof.py"
SYSTEM = shutil.which("python3", path="/usr/bin:/bin")
Bundle = dict[str, Any]

WITH = [sys.executable, "-I"]
BARE = [sys.executable, "-I", "-S"]


def run(*options: object, python: list[str] = WITH) -> tuple[int, str]:
    done = subprocess.run(
        [*python, "-W", "error", str(PROGRAM), *map(str, options)],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd="/",
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


class Shelf:
    """A record published, corrected, and followed by others; its proof, and heads kept before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.here = world()
        for n in range(3):
            published(self.here, AT + timedelta(minutes=n))
        at = AT + timedelta(hours=1)
        record = draft(self.here, at)
        attach(record=record, file_name="表.txt", data=b"1", by=self.here.clerk, at=at)
        submit(record=record, by=self.here.clerk, at=at)
        self.number = pass_all(self.here, record, at).index_number
        for n in range(6):
            published(self.here, at + timedelta(minutes=n + 1))
        self.record = record

    def bundle(self, **asked: object) -> Bundle:
        url = reverse("portal:proof", args=[self.number])
        answer = Client().get(url, {"format": "json"} | asked)
        assert answer.status_code == 200
        return json.loads(answer.content)

    def head(self, size: int) -> dict[str, Any]:
        return json.loads(Client().get(reverse("portal:head", args=[size])).content)

    def put(self, name: str, value: object) -> Path:
        path = self.folder / name
        path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
        return path


@pytest.fixture
def shelf(db: None, tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_bare_interpreters_check_it(shelf: Shelf) -> None:
    proof = shelf.put("证明.json", shelf.bundle())
    name = key_id(TreeHead.objects.all()[0].public_key)
    said = "第 3 条：2023-07-25 10:00:00 发布"
    code, told = run(proof)
    assert (code, said in told, f"密钥编号 {name}" in told) == (0, True, True)
    interpreters = [BARE] + ([[SYSTEM, "-I", "-S"]] if SYSTEM else [])
    for python in interpreters:
        code, told = run(proof, python=python)
        assert (code, said in told, "签名没有核对" in told) == (0, True, True)
    assert run(proof, "--key", name)[0] == 0
    assert run(proof, "--key", TreeHead.objects.all()[0].public_key.upper())[0] == 0


def test_correction_and_withdrawal_are_told(shelf: Shelf) -> None:
    at = AT + timedelta(days=1)
    edit(record=shelf.record, by=shelf.here.clerk, at=at, title="更正后的标题", change_note="更正")
    submit(record=shelf.record, by=shelf.here.clerk, at=at)
    second = pass_all(shelf.here, shelf.record, at)
    withdrawn(shelf.here, second, at, reason="内容有误", with_history=False)
    code, told = run(shelf.put("证明.json", shelf.bundle()))
    assert code == 0
    assert told.count("首次签名，至今没有变过") == 3
    assert ("更正后的标题" in told, "原文已不公开" in told, "撤回原因 内容有误" in told) == (
        False, True, True,
    )  # fmt: skip


def test_marks_are_told_in_words(shelf: Shelf) -> None:
    late = published(shelf.here, moment(date(2023, 9, 1)))
    url = reverse("portal:proof", args=[late.index_number])
    bundle = json.loads(Client().get(url, {"format": "json"}).content)
    code, told = run(shelf.put("证明.json", bundle))
    assert (code, "永久标记 超期补录" in told) == (0, True)
    text = bundle["entries"][0]["payload"]
    bundle["entries"][0]["payload"] = text.replace('"marks":["late"],', "")
    assert run(shelf.put("证明.json", bundle))[0] == 1


def test_sm3_log(db: None, settings: Any, tmp_path: Path) -> None:
    settings.GONGKAI_LOG_HASH = "sm3"
    shelf = Shelf(tmp_path)
    bundle = shelf.bundle()
    assert bundle["head"]["algorithm"] == "sm3"
    assert run(shelf.put("证明.json", bundle))[0] == 0
    assert run(shelf.put("证明.json", change_text(bundle)))[0] == 1


@pytest.mark.parametrize("size", [1, 2, 4, 7, 10])
def test_head_kept_before(shelf: Shelf, size: int) -> None:
    proof = shelf.put("证明.json", shelf.bundle(since=size))
    head = shelf.put("日志头.json", shelf.head(size))
    code, told = run(proof, "--head", head)
    assert (code, f"与您保存的日志头（{size} 条）一致" in told) == (0, True)
    forged = read_head(shelf.head(size) | {"root_hash": "0" * 64}).head
    key = signing_key()
    assert key is not None
    rewritten = shelf.put("日志头.json", sign(forged, key).as_json())
    for python in (WITH, BARE):
        code, told = run(proof, "--head", rewritten, python=python)
        assert (code, "日志被改写过" in told) == (1, True)


def test_missing_path_is_asked_for(shelf: Shelf) -> None:
    head = shelf.put("日志头.json", shelf.head(2))
    code, told = run(shelf.put("证明.json", shelf.bundle()), "--head", head)
    assert (code, "since=2" in told) == (2, True)
    old = shelf.put("旧证明.json", shelf.bundle())
    published(shelf.here, AT + timedelta(days=1))
    code, told = run(old, "--head", shelf.put("日志头.json", shelf.head(11)))
    assert (code, "请重新下载证明" in told) == (2, True)


def test_downloaded_file(shelf: Shelf, tmp_path: Path) -> None:
    proof = shelf.put("证明.json", shelf.bundle())
    (tmp_path / "表.txt").write_bytes(b"1")
    code, told = run(proof, "--file", tmp_path / "表.txt")
    assert (code, "公开的附件“表.txt”" in told) == (0, True)
    (tmp_path / "表.txt").write_bytes(b"2")
    assert run(proof, "--file", tmp_path / "表.txt")[0] == 1
    assert run(proof, "--file", tmp_path / "没有.txt")[0] == 2


def change_text(bundle: Bundle) -> Bundle:
    """The same text with another date, and the leaf left as it was."""
    entry = bundle["entries"][0]
    entry["payload"] = entry["payload"].replace("2023-07-25", "2023-07-21")
    entry["at"] = entry["at"].replace("2023-07-25", "2023-07-21")
    return bundle


def sign_as_stranger(bundle: Bundle) -> Bundle:
    for place, name in ((bundle, "head"), (bundle["entries"][0], "first_head")):
        place[name] = sign(read_head(place[name]).head, STRANGER).as_json()
    return bundle


def entry(**fields: object) -> Callable[[Bundle], object]:
    return lambda bundle: bundle["entries"][0].update(fields)


def head(**fields: object) -> Callable[[Bundle], object]:
    return lambda bundle: bundle["head"].update(fields)


def first_head(**fields: object) -> Callable[[Bundle], object]:
    return lambda bundle: bundle["entries"][0]["first_head"].update(fields)


HASHES = [
    change_text,
    entry(kind="withdrawal"),
    entry(at="2022-07-25T10:00:00.000000+08:00"),
    entry(index=2),
    entry(index=99),
    entry(index="3"),
    entry(leaf_hash="0" * 64),
    entry(path=[]),
    entry(consistency=[]),
    entry(first_head={}),
    entry(payload="{}"),
    entry(payload="{"),
    entry(payload=7),
    lambda bundle: bundle["entries"][0]["path"].reverse(),
    lambda bundle: bundle["entries"][0]["path"].append("0" * 64),
    lambda bundle: bundle["entries"][0]["consistency"].pop(),
    lambda bundle: bundle["entries"][0].pop("leaf_hash"),
    lambda bundle: bundle.update(index_number="000000JYJ/2023-99999"),
    lambda bundle: bundle.update(entries=[]),
    lambda bundle: bundle.update(entries=None),
    lambda bundle: bundle.pop("head"),
    head(root_hash="0" * 64),
    head(root_hash="zz"),
    head(tree_size=11),
    head(tree_size=True),
    head(tree_size=10.0),
    head(algorithm="md5"),
    head(algorithm="sm3"),
    first_head(root_hash="0" * 64),
    first_head(tree_size=3),
    first_head(algorithm="sm3"),
]
SIGNATURES = [
    head(at="2022-01-01T00:00:00.000000+08:00"),
    head(signature="0" * 128),
    head(signature=""),
    head(public_key="0" * 64),
    first_head(at="2024-01-01T00:00:00.000000+08:00"),
    first_head(signature="0" * 128),
]


@pytest.mark.parametrize("python", [WITH, BARE], ids=["with", "bare"])
@pytest.mark.django_db
def test_tampered_proofs_are_told_by_their_hashes(tmp_path: Path, python: list[str]) -> None:
    shelf = Shelf(tmp_path)
    bundle = shelf.bundle()
    passed = []
    for number, tamper in enumerate(HASHES):
        tampered = deepcopy(bundle)
        tamper(tampered)
        code, told = run(shelf.put("证明.json", tampered), python=python)
        if code != 1 or not told.startswith("不符："):
            passed.append((number, code, told))
    assert passed == []


def test_tampered_heads_are_told_by_their_signatures(shelf: Shelf) -> None:
    bundle = shelf.bundle()
    for tamper in SIGNATURES:
        tampered = deepcopy(bundle)
        tamper(tampered)
        assert run(shelf.put("证明.json", tampered))[0] == 1


def test_another_key_is_noticed_by_whoever_has_the_right_one(shelf: Shelf) -> None:
    own = key_id(shelf.bundle()["head"]["public_key"])
    proof = shelf.put("证明.json", sign_as_stranger(shelf.bundle()))
    assert run(proof)[0] == 0  # signed all right, by somebody
    for python in (WITH, BARE):
        code, told = run(proof, "--key", own, python=python)
        assert (code, "不是用您给的密钥签的" in told) == (1, True)
    assert run(proof, "--key", key_id(public_key_of(STRANGER)))[0] == 0
    written = shelf.folder / "key.txt"
    written.write_text(own + "\n")
    assert run(proof, "--key", written)[0] == 1


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format":"x"}', "[" * 100_000, "\x00"])
def test_what_is_no_proof_cannot_be_checked(tmp_path: Path, text: str) -> None:
    path = tmp_path / "证明.json"
    path.write_text(text, "utf-8")
    code, told = run(path)
    assert (code, told.count("\n")) == (2, 1)


def test_wrong_use_is_told_in_one_line(tmp_path: Path) -> None:
    assert run()[0] == 2
    assert run(tmp_path / "没有.json") == (
        2,
        "无法核对：" + f"{tmp_path}/没有.json 读不出来：No such file or directory。\n",
    )
    path = tmp_path / "证明.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert run(path)[0] == 2
    path.write_text('{"format":"gongkai-proof/1","head":{"algorithm":"sha256"}}')
    assert run(path, "--key", "abc")[0] == 2
    assert run(path, "--what")[0] == 2


def leaves_of(value: object, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The places of all plain values in a document."""
    items = (
        value.items() if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else None
    )  # fmt: skip
    if items is None:
        return [place]
    return [leaf for key, one in items for leaf in leaves_of(one, (*place, key))]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_single_changed_value_passes(shelf: Shelf, data: st.DataObject) -> None:
    bundle = shelf.bundle()
    tampered = deepcopy(bundle)
    places = [place for place in leaves_of(bundle) if place != ("site",)]
    *way, last = data.draw(st.sampled_from(places))
    inside = tampered
    for step in way:
        inside = inside[step]
    old = inside[last]
    new = st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text()))
    # A text that is left out is withheld, which the program says; it is not another text.
    withheld = [None] if last == "payload" else []
    inside[last] = data.draw(new.filter(lambda one: one != old and one not in withheld))
    assert run(shelf.put("证明.json", tampered))[0] in (1, 2)
