"""verify_log with heads that others kept, and renew_log_key: results, exit codes, plain words."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from gongkai.rules.tree_head import Head, key_id, public_key_of, sign
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.queries.heads import newest, signed
from gongkai.work.journal.queries.keys import signing_key
from tests.factories import AT
from tests.work.records.world import published, world

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str, str]:
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command(*words, stdout=out, stderr=err)
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, out.getvalue(), err.getvalue()


def kept(folder: Path) -> Path:
    head = newest()
    assert head is not None
    path = folder / "head.json"
    path.write_text(json.dumps(signed(head).as_json()))
    return path


def test_head_that_still_fits(tmp_path: Path) -> None:
    here = world()
    published(here)
    head = kept(tmp_path)
    published(here)
    assert run("verify_log", "--head", str(head))[0] == 0


def test_head_of_another_past_is_found(tmp_path: Path) -> None:
    published(world())
    key = signing_key()
    assert key is not None
    at = "2023-07-25T09:00:00.000000+08:00"
    other = sign(Head(1, "0" * 64, at, "sha256"), key)
    path = tmp_path / "head.json"
    path.write_text(json.dumps(other.as_json()))
    code, out, _ = run("verify_log", "--json", "--head", str(path))
    found = json.loads(out)["problems"]
    assert (code, [one["entry"] for one in found]) == (1, [0])


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null"])
def test_what_is_no_head_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "head.json"
    path.write_text(text)
    code, out, err = run("verify_log", "--head", str(path))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "head.json 不是日志头" in err


def test_head_that_is_not_there(tmp_path: Path) -> None:
    code, _, err = run("verify_log", "--head", str(tmp_path / "no.json"))
    assert (code, "no.json 读不出来" in err) == (2, True)


def test_key_is_renewed_in_the_open(tmp_path: Path) -> None:
    published(world(), AT)
    old = TreeHead.objects.get().public_key
    code, out, _ = run("renew_log_key")
    new = signing_key()
    assert new is not None
    name = key_id(public_key_of(new))
    assert (code, f"{key_id(old)} 换成 {name}，写在发布日志第 1 条" in out) == (0, True)
    assert len(list(tmp_path.glob("log_key_until_*.pem"))) == 1
    assert run("verify_log")[0] == 0


def test_nothing_to_renew_yet() -> None:
    code, out, err = run("renew_log_key")
    assert (code, out) == (2, "")
    assert "还没有签过名" in err
