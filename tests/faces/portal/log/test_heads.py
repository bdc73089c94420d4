"""Signed heads for everybody: listed, downloaded, and proven to be one log."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.rules.transparency_log import verify_consistency
from gongkai.rules.tree_head import key_id, read_head
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.heads import newest
from tests.factories import AT
from tests.tampering import guards_down
from tests.work.records.world import published, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def five() -> None:
    here = world()
    for n in range(5):
        published(here, AT + timedelta(minutes=n))


def get(name: str, *args: object, **asked: object) -> Any:
    return Client().get(reverse(f"portal:{name}", args=args), asked)


def test_empty_log_says_so() -> None:
    page = get("heads")
    assert (page.status_code, "日志里还没有内容" in page.content.decode()) == (200, True)
    assert get("heads", format="json").json() == {"heads": []}
    assert [get(name).status_code for name in ("newest_head", "consistency")] == [404, 404]


def test_page_shows_what_is_to_be_kept(five: None) -> None:
    text = get("heads").content.decode()
    head = newest()
    assert head is not None
    program = get("verifier").content
    for words in (
        head.root_hash, head.public_key, key_id(head.public_key), "SHA-256",
        hashlib.sha256(program).hexdigest(), "谁应当保存日志头",
    ):  # fmt: skip
        assert words in text
    assert text.count("heads/") == 5


def test_program_is_saved_and_never_shown() -> None:
    answer = get("verifier")
    assert answer["Content-Disposition"] == 'attachment; filename="verify_proof.py"'
    assert answer.content.startswith('"""核对政务公开的日期证明'.encode())


def test_heads_are_genuine_as_handed_out(five: None) -> None:
    listed = get("heads", format="json").json()["heads"]
    assert [read_head(one).head.tree_size for one in listed] == [5, 4, 3, 2, 1]
    assert all(read_head(one).is_genuine() for one in listed)
    assert get("newest_head").json() == listed[0]
    assert get("head", 2).json() == listed[3]
    assert get("head", 9).status_code == 404


@pytest.mark.parametrize(("first", "second"), [(1, 5), (3, 4), (5, 5), (2, 0)])
def test_any_two_heads_are_one_log(five: None, first: int, second: int) -> None:
    asked = {"first": first} | ({"second": second} if second else {})
    found = get("consistency", **asked).json()
    older, newer = (read_head(found[name]).head for name in ("first", "second"))
    assert (older.tree_size, newer.tree_size) == (first, second or 5)
    assert verify_consistency(
        older.tree_size, newer.tree_size, [bytes.fromhex(step) for step in found["consistency"]],
        bytes.fromhex(older.root_hash), bytes.fromhex(newer.root_hash),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"first": "9"}, 404),
        ({"first": "-1"}, 404),
        ({"first": "١"}, 404),
        ({"first": "9" * 40}, 404),
        ({"first": "1", "second": "x"}, 404),
        ({"first": "4", "second": "2"}, 400),
    ],
)
def test_lengths_that_never_were(five: None, asked: dict[str, str], status: int) -> None:
    assert get("consistency", **asked).status_code == status


def test_damaged_log_proves_nothing(five: None) -> None:
    number = published(world("wjj", "卫健局"), AT + timedelta(hours=1)).index_number
    with guards_down():
        LogEntry.objects.filter(sequence__gt=0).update(frontier=[])
    assert get("consistency", first=2).status_code == 503
    assert get("proof", number).status_code == 409
    with guards_down():
        TreeHead.objects.all().delete()
    assert get("proof", number).status_code == 409
