"""Signed heads: one with each batch, and a rewritten log no longer fits any that was kept."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from gongkai.rules.transparency_log import consistency_proof, verify_consistency
from gongkai.rules.tree_head import SignedHead, public_key_of, read_head
from gongkai.work.journal.actions.keys import make_key
from gongkai.work.journal.actions.log import append, append_many, renew_key
from gongkai.work.journal.deeds import CHINA, Refused
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.heads import consistency, newest, signed
from gongkai.work.journal.queries.keys import key_path, signing_key
from gongkai.work.journal.queries.log import proof, replay, verify
from gongkai.work.journal.queries.paths import consistency_path
from tests.tampering import guards_down

AT = datetime(2023, 7, 25, 9, 0, tzinfo=CHINA)


def fill(count: int, word: str = "原文") -> list[LogEntry]:
    return [
        append(kind="publication", payload={"号": f"{word}{n}"}, at=AT + timedelta(hours=n))
        for n in range(count)
    ]


def heads() -> list[SignedHead]:
    return [signed(row) for row in TreeHead.objects.order_by("size")]


def first(*given: SignedHead) -> tuple[int | None, str]:
    found = replay(given).problems[0]
    return found.sequence, found.what


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


@pytest.mark.django_db
def test_every_batch_ends_with_one_signed_head() -> None:
    fill(2)
    append_many(
        kind="publication", payloads=[{"n": n} for n in range(5)], at=AT + timedelta(days=1)
    )
    assert append_many(kind="publication", payloads=[], at=AT + timedelta(days=1)) == []
    assert [one.head.tree_size for one in heads()] == [1, 2, 7]
    roots = dict(LogEntry.objects.values_list("sequence", "root_hash"))
    for one in heads():
        assert one.is_genuine()
        assert one.head.root_hash == roots[one.head.tree_size - 1]
        assert read_head(json.loads(json.dumps(one.as_json()))) == one
    assert verify() == []


@pytest.mark.django_db
def test_heads_can_be_neither_changed_nor_deleted() -> None:
    fill(1)
    with pytest.raises(DatabaseError), transaction.atomic():
        TreeHead.objects.update(size=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        TreeHead.objects.all().delete()


@pytest.mark.django_db
def test_any_two_heads_are_proven_consistent() -> None:
    fill(20)
    leaves = [bytes.fromhex(one.leaf_hash) for one in LogEntry.objects.all()]
    for second in range(1, 21):
        for size in range(1, second + 1):
            path = consistency_path(size, second)
            assert path == list(consistency_proof(leaves[:second], size))
    one, other = TreeHead.objects.get(size=6), TreeHead.objects.get(size=19)
    steps = [bytes.fromhex(step) for step in consistency(one, other)]
    roots = bytes.fromhex(one.root_hash), bytes.fromhex(other.root_hash)
    assert verify_consistency(6, 19, steps, *roots)


@pytest.mark.django_db
def test_entry_is_proven_since_it_was_first_signed() -> None:
    entries = append_many(kind="publication", payloads=[{"n": n} for n in range(3)], at=AT)
    fill(1)
    head = newest()
    assert head is not None
    found = proof(entries[0], head)
    assert (found["first_head"]["tree_size"], found["tree_size"]) == (3, 4)
    assert found["at"] == "2023-07-25T09:00:00.000000+08:00"


@pytest.mark.django_db
def test_key_is_made_once_and_read_by_its_owner_only() -> None:
    fill(1)
    key = key_path().read_bytes()
    assert stat.S_IMODE(key_path().stat().st_mode) == 0o600
    fill(2)
    assert key_path().read_bytes() == key


@pytest.mark.django_db
def test_key_given_by_the_setting(settings: Any, tmp_path: Path) -> None:
    settings.GONGKAI_LOG_KEY = str(tmp_path / "own.pem")
    key = make_key()
    fill(1)
    assert heads()[0].public_key == public_key_of(key)
    assert not (tmp_path / "log_key.pem").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("text", [b"", b"-----BEGIN PRIVATE KEY-----\nAA==\n", b"\xff\x00"])
def test_what_is_no_key_is_refused(text: bytes) -> None:
    key_path().write_bytes(text)
    assert refusal(lambda: fill(1)) == "log_key_unreadable"
    assert not LogEntry.objects.exists()


@pytest.mark.django_db
def test_unwritable_place_is_refused(settings: Any, tmp_path: Path) -> None:
    settings.GONGKAI_LOG_KEY = str(tmp_path / "nowhere" / "own.pem")
    assert refusal(lambda: fill(1)) == "log_key_unwritable"


@pytest.mark.django_db
def test_nothing_is_signed_with_a_key_that_came_unannounced() -> None:
    fill(2)
    key_path().unlink()
    assert refusal(lambda: fill(1)) == "log_key_missing"
    assert "本机没有可用的签名密钥" in first()[1]
    make_key()
    assert refusal(lambda: fill(1)) == "log_key_changed"
    assert first()[0] is None
    assert "不是本机的密钥" in first()[1]
    assert LogEntry.objects.count() == 2


@pytest.mark.django_db
def test_renewed_key_is_told_by_the_log() -> None:
    assert refusal(lambda: renew_key(at=AT)) == "log_without_heads"
    fill(2)
    old = heads()[-1].public_key
    renew_key(at=AT + timedelta(days=1))
    append(kind="publication", payload={}, at=AT + timedelta(days=2))
    assert [one.public_key == old for one in heads()] == [True, True, False, False]
    assert verify() == []
    key_path().unlink()  # lost: the next renewal makes one
    renew_key(at=AT + timedelta(days=3))
    assert verify() == []
    key_path().unlink()
    make_key()  # put there by hand: the next renewal takes it
    mine = key_path().read_bytes()
    renew_key(at=AT + timedelta(days=4))
    assert key_path().read_bytes() == mine
    assert verify() == []
    assert len({one.public_key for one in heads()}) == 4


@pytest.mark.django_db
def test_hash_is_chosen_once(settings: Any) -> None:
    settings.GONGKAI_LOG_HASH = "sm3"
    fill(5)
    told = json.loads(LogEntry.objects.get(sequence=0).payload)["log"]
    assert told == {"algorithm": "sm3", "public_key": heads()[0].public_key}
    settings.GONGKAI_LOG_HASH = "sha256"
    assert refusal(lambda: fill(1)) == "log_hash_fixed"
    settings.GONGKAI_LOG_HASH = ""
    append(kind="publication", payload={}, at=AT + timedelta(days=1))
    assert {one.head.algorithm for one in heads()} == {"sm3"}
    assert verify() == []
    leaves = [bytes.fromhex(one.leaf_hash) for one in LogEntry.objects.all()]
    for size in range(1, 7):
        assert consistency_path(size, 6, "sm3") == list(
            consistency_proof(leaves, size, algorithm="sm3")
        )


@pytest.mark.django_db
def test_unknown_hash_is_refused(settings: Any) -> None:
    settings.GONGKAI_LOG_HASH = "md5"
    assert refusal(lambda: fill(1)) == "log_hash_unknown"


def wipe(*, after: int = -1) -> None:
    LogEntry.objects.filter(sequence__gt=after).delete()
    TreeHead.objects.filter(size__gt=after + 1).delete()


def rewrite_from(number: int, *, heads_too: bool) -> None:
    """Write the log anew from an entry on, as consistently as the program itself would."""
    kept = list(TreeHead.objects.all())
    wipe(after=number - 1)
    for n in range(number, 6):
        append(kind="publication", payload={"号": f"改写{n}"}, at=AT + timedelta(hours=n))
    if not heads_too:
        TreeHead.objects.all().delete()
        for row in kept:
            row.save(force_insert=True)


def head(number: int, **fields: object) -> None:
    TreeHead.objects.filter(size=number).update(**fields)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (lambda: rewrite_from(3, heads_too=False), 3),
        (lambda: rewrite_from(0, heads_too=False), 0),
        (lambda: LogEntry.objects.filter(sequence__gte=4).delete(), 4),
        (lambda: LogEntry.objects.all().delete(), 0),
        (lambda: TreeHead.objects.filter(size__gt=4).delete(), 4),
        (lambda: TreeHead.objects.all().delete(), 0),
        (lambda: head(3, root_hash="0" * 64), 2),
        (lambda: head(3, at=AT - timedelta(days=300)), 2),
        (lambda: head(3, signature="0" * 128), 2),
        (lambda: head(3, signature="zz"), 2),
        (lambda: head(3, public_key="0" * 64), 2),
        (lambda: head(6, size=9), 6),
        (lambda: head(3, algorithm="sm3"), 2),
    ],
)
def test_tampering_with_log_or_heads_is_named(tamper: Callable[[], object], named: int) -> None:
    fill(6)
    assert verify() == []
    with guards_down():
        tamper()
        assert first()[0] == named


@pytest.mark.django_db
def test_log_signed_anew_with_another_key_is_named() -> None:
    fill(6)
    own = key_path().read_bytes()
    with guards_down():
        wipe()
        key_path().unlink()
        fill(6, "改写")
        key_path().write_bytes(own)
        assert first()[0] is None
        assert "整体重签" in first()[1]
        assert refusal(lambda: fill(1)) == "log_key_changed"


@pytest.mark.django_db
def test_nothing_is_signed_on_top_of_what_was_never_signed() -> None:
    fill(3)
    with guards_down():
        TreeHead.objects.filter(size=3).delete()
        assert refusal(lambda: fill(1)) == "log_damaged"
        TreeHead.objects.all().delete()
        assert refusal(lambda: fill(1)) == "log_damaged"
        LogEntry.objects.all().delete()
    fill(1)


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "named"), [(3, 2), (0, 0)])
def test_head_kept_by_others_convicts_whoever_holds_the_key(start: int, named: int) -> None:
    fill(6)
    kept = [heads()[1], heads()[4]]
    assert replay(kept).problems == ()
    with guards_down():
        rewrite_from(start, heads_too=True)
    assert verify() == []
    assert first(*kept)[0] == named
    assert "他人保存" in first(*kept)[1]


@pytest.mark.django_db
def test_head_kept_by_others_tells_of_a_cut_end() -> None:
    fill(6)
    kept = heads()[5]
    with guards_down():
        wipe(after=3)
    assert verify() == []
    number, what = first(kept)
    assert (number, "被截短" in what) == (4, True)


@pytest.mark.django_db
def test_forged_heads_given_prove_nothing() -> None:
    fill(2)
    forged = read_head(heads()[1].as_json() | {"root_hash": "0" * 64})
    assert [one.what for one in replay([forged]).problems] == [
        "给出的日志头签名不对，它本身被改过，不能作为依据。"
    ]
    found = [one.what for one in replay([make_stranger()]).problems]
    assert ["没有用过的密钥" in what for what in found] == [False, True]


def make_stranger() -> SignedHead:
    own = key_path().read_bytes()
    with transaction.atomic(), guards_down():
        mark = transaction.savepoint()
        wipe()
        key_path().unlink()
        fill(1, "别处")
        found = heads()[0]
        transaction.savepoint_rollback(mark)
    key_path().write_bytes(own)
    return found


@pytest.fixture
def kept(transactional_db: None, tmp_path: Path) -> Path:
    """Six entries whose heads were written down in the file as well."""
    fill(6)
    (file,) = (tmp_path / "log_heads").iterdir()
    return file


def test_heads_are_written_down_outside_the_database(kept: Path) -> None:
    lines = [read_head(json.loads(line)) for line in kept.read_text().splitlines()]
    assert lines == heads()
    with pytest.raises(RuntimeError), transaction.atomic():
        append(kind="publication", payload={}, at=AT + timedelta(days=1))
        raise RuntimeError
    assert len(kept.read_text().splitlines()) == 6
    assert verify() == []


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (lambda: rewrite_from(3, heads_too=True), 3),
        (lambda: rewrite_from(0, heads_too=True), 0),
        (lambda: wipe(after=3), 4),
        (wipe, 0),
        (lambda: TreeHead.objects.filter(size=3).delete(), 2),
    ],
)
def test_written_heads_convict_whoever_changed_only_the_database(
    kept: Path, tamper: Callable[[], object], named: int
) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        with guards_down():
            tamper()
        assert first()[0] == named
        raise RuntimeError


def test_broken_line_of_the_file_is_told(kept: Path) -> None:
    kept.write_text(kept.read_text()[:-40])
    assert "不是日志头" in first()[1]


def test_folder_that_cannot_be_written_does_not_stop_a_publication(
    kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for line in (kept, kept.parent):
        line.unlink() if line.is_file() else line.rmdir()
    kept.parent.write_text("")
    append(kind="publication", payload={}, at=AT + timedelta(days=1))
    assert LogEntry.objects.count() == 7
    assert signing_key() is not None
