"""The provable log: appended without gaps, proven, and every kind of tampering named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.rules.transparency_log import inclusion_proof, verify_inclusion
from gongkai.work.journal.actions.log import append
from gongkai.work.journal.deeds import CHINA, Refused
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import content_of, head, inclusion, replay, verify
from gongkai.work.journal.queries.paths import inclusion_path
from tests.tampering import guards_down

AT = datetime(2023, 7, 25, 9, 0, tzinfo=CHINA)


def fill(count: int) -> list[LogEntry]:
    return [
        append(kind="publication", payload={"号": f"2023-{n}"}, at=AT + timedelta(hours=n))
        for n in range(count)
    ]


@pytest.mark.django_db
def test_entries_are_numbered_from_zero_and_proven() -> None:
    entries = fill(13)
    assert [entry.sequence for entry in entries] == list(range(13))
    for entry in entries:
        proof = inclusion(entry)
        path = [bytes.fromhex(step) for step in proof["path"]]
        leaf, root = bytes.fromhex(proof["leaf_hash"]), bytes.fromhex(proof["root_hash"])
        assert verify_inclusion(leaf, proof["index"], proof["tree_size"], path, root)
        assert {"tree_size": proof["tree_size"], "root_hash": proof["root_hash"]} == head()
    assert content_of(entries[3]) == {"号": "2023-3"}
    assert (replay().entries, replay().root, verify()) == (13, entries[-1].root_hash, [])


@pytest.mark.django_db
def test_paths_are_those_of_the_whole_tree_and_need_one_query(
    django_assert_num_queries: Any,
) -> None:
    leaves = [bytes.fromhex(one.leaf_hash) for one in fill(40)]
    for size in range(1, 41):
        for index in range(size):
            assert inclusion_path(index, size) == list(inclusion_proof(leaves[:size], index))
    with django_assert_num_queries(1):
        inclusion_path(13, 40)


@pytest.mark.django_db
def test_empty_log_has_the_root_of_nothing() -> None:
    assert head()["tree_size"] == 0
    assert (replay().entries, verify()) == (0, [])


@pytest.mark.django_db
def test_clock_put_back_is_refused_and_a_moment_is_levelled() -> None:
    fill(1)
    assert append(kind="publication", payload={}, at=AT - timedelta(seconds=30)).at == AT
    with pytest.raises(Refused) as refused:
        append(kind="publication", payload={}, at=AT - timedelta(minutes=2))
    assert refused.value.code == "log_clock_back"
    assert LogEntry.objects.count() == 2


@pytest.mark.django_db
def test_rows_can_be_neither_changed_nor_deleted() -> None:
    fill(1)
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.update(payload="{}")
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.all().delete()


@pytest.mark.django_db
def test_failed_transaction_leaves_no_gap() -> None:
    fill(1)
    with pytest.raises(RuntimeError), transaction.atomic():
        append(kind="publication", payload={}, at=AT + timedelta(hours=2))
        raise RuntimeError
    assert append(kind="publication", payload={}, at=AT + timedelta(hours=3)).sequence == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_no_gap() -> None:
    together = Barrier(6)
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            together.wait(timeout=20)
            append(kind="publication", payload={"n": number}, at=AT)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert list(LogEntry.objects.values_list("sequence", flat=True)) == list(range(6))
    assert verify() == []


def change(number: int, **fields: object) -> None:
    LogEntry.objects.filter(sequence=number).update(**fields)


def entry(number: int) -> LogEntry:
    return LogEntry.objects.get(sequence=number)


def swap(first: int, second: int) -> None:
    one, other = entry(first), entry(second)
    fields = ("at", "kind", "payload", "leaf_hash")
    change(first, **{field: getattr(other, field) for field in fields})
    change(second, **{field: getattr(one, field) for field in fields})


def insert_after(number: int) -> None:
    for row in LogEntry.objects.filter(sequence__gt=number).order_by("-sequence"):
        change(row.sequence, sequence=row.sequence + 1)
    row = entry(number)
    row.pk, row.sequence = None, number + 1
    row.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (lambda: change(2, payload=entry(2).payload.replace("2023-2", "2022-2")), 2),
        (lambda: change(2, payload="{"), 2),
        (lambda: change(2, payload=entry(2).payload + " "), 2),
        (lambda: change(2, kind="withdrawal"), 2),
        (lambda: change(2, at=AT + timedelta(hours=2, seconds=1)), 2),
        (lambda: change(2, leaf_hash=entry(3).leaf_hash), 2),
        (lambda: change(2, root_hash=entry(3).root_hash), 2),
        (lambda: change(2, frontier=entry(3).frontier), 2),
        (lambda: change(2, frontier=["zz"]), 2),
        (lambda: change(2, payload=entry(3).payload, leaf_hash=entry(3).leaf_hash), 2),
        (lambda: LogEntry.objects.filter(sequence=2).delete(), 3),
        (lambda: LogEntry.objects.filter(sequence=0).delete(), 1),
        (lambda: swap(2, 3), 2),
        (lambda: insert_after(2), 3),
    ],
)
def test_tampering_is_named(tamper: Callable[[], object], named: int) -> None:
    fill(6)
    with guards_down():
        tamper()
    first = verify()[0]
    assert first.sequence == named
    assert f"第 {named} 条" in first.what


@pytest.mark.django_db
def test_nothing_is_built_on_a_damaged_end() -> None:
    fill(2)
    with guards_down():
        change(1, root_hash="0" * 64)
    with pytest.raises(Refused) as refused:
        append(kind="publication", payload={}, at=AT + timedelta(days=1))
    assert refused.value.code == "log_damaged"


@pytest.mark.django_db
def test_no_proof_is_given_from_a_damaged_log() -> None:
    entries = fill(6)
    with guards_down():
        change(3, frontier=[])
    with pytest.raises(Refused) as refused:
        inclusion(entries[5])
    assert (refused.value.code, refused.value.values["sequence"]) == ("log_damaged", 3)


@pytest.mark.django_db(transaction=True)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, 20), data=st.data())
def test_any_single_changed_character_is_noticed(size: int, data: st.DataObject) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        fill(size)
        victim = entry(data.draw(st.integers(0, size - 1)))
        at = data.draw(st.integers(0, len(victim.payload) - 1))
        old = victim.payload[at]
        new = data.draw(st.characters(codec="utf-8").filter(lambda char: char not in (old, "\0")))
        assert verify() == []
        with guards_down():
            change(victim.sequence, payload=victim.payload[:at] + new + victim.payload[at + 1 :])
            found = verify()
        assert found[0].sequence == victim.sequence
        raise RuntimeError
