"""What the worker does: it reads in and publishes; what it cannot do it leaves with a reason."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions import imports
from gongkai.work.records.models.batch import ImportBatch, ImportRow
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.queries import imports as asked
from gongkai.work.records.queries.log_check import verify
from tests.factories import AT
from tests.tampering import guards_down
from tests.work.records.imports.scene import begun, decide, lines, loaded, place, row
from tests.work.records.world import STEP, World

LATER = AT + STEP
ACTIONS = "gongkai.work.records.actions.imports"
# The package offers functions under the names of their modules.
loading, publishing, reviewing = (
    import_module(f"{ACTIONS}.{name}") for name in ("load", "publish", "review")
)
preview = import_module("gongkai.work.records.queries.imports.preview")


class Broken(Exception):
    """The machine stops."""


@pytest.fixture
def here(db: None) -> World:
    return place()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of two rows, so that a few documents are several of them."""
    monkeypatch.setattr(preview, "CHUNK", 2)
    monkeypatch.setattr(publishing, "CHUNK", 2)
    monkeypatch.setattr(reviewing, "CHUNK", 2)


def clock() -> Any:
    return LATER


def handed_in(here: World, count: int) -> ImportBatch:
    """A batch passed twice."""
    batch = loaded(here, *(row(number) for number in range(1, count + 1)))
    imports.submit(batch=batch, by=here.clerk, at=AT)
    decide(batch, 1, here.first)
    decide(batch, 2, here.second)
    return batch


def test_a_queued_source_is_read_in_and_then_nothing_waits(here: World) -> None:
    batch = begun(here, lines(row(1), row(2)))
    assert imports.carry_on(clock) is None
    imports.queue(batch=batch, by=here.clerk, at=AT)
    assert imports.carry_on(clock) == batch
    batch.refresh_from_db()
    assert (batch.state, batch.queued_at) == (ImportBatch.State.OPEN, None)
    assert imports.carry_on(clock) is None


def test_it_is_read_in_with_the_powers_of_who_began_it(here: World) -> None:
    batch = begun(here, lines(row(1)))
    imports.queue(batch=batch, by=here.clerk, at=AT)
    Post.objects.filter(person=here.clerk).update(until_on=AT.date() - timedelta(days=1))
    imports.carry_on(clock)
    batch.refresh_from_db()
    assert (batch.state, batch.queued_at) == (ImportBatch.State.READING, None)
    stopped = Deed.objects.get(verb="import.stop")
    assert stopped.detail == {"state": "reading", "refused": "no_power"}


def test_a_source_that_nothing_can_be_read_from_is_not_queued(here: World) -> None:
    batch = begun(here, lines({"题": "甲", "文": "乙"}))
    with pytest.raises(Refused) as refused:
        imports.queue(batch=batch, by=here.clerk, at=AT)
    assert refused.value.code == "import_unmapped"
    assert len(refused.value.reasons) == 2


def test_a_broken_reading_goes_on_where_it_was(
    here: World, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = begun(here, lines(*(row(number) for number in range(1, 6)), row(2)))

    def stop(read: int) -> None:
        if read == 4:
            raise Broken

    with pytest.raises(Broken):
        imports.load(batch=batch, by=here.clerk, at=AT, progress=stop)
    batch.refresh_from_db()
    assert (batch.position, Record.objects.count()) == (4, 4)
    again = begun(here, lines(*(row(number) for number in range(1, 6)), row(2)), at=LATER)
    assert again == batch
    found = imports.load(batch=again, by=here.clerk, at=LATER)
    assert (found.read, found.created, found.refused) == (6, 5, 1)
    assert "与第 2 行重复" in asked.refused(batch)[0].reason


def test_a_chunk_that_fails_leaves_nothing_of_itself(
    here: World, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = begun(here, lines(*(row(number) for number in range(1, 5))))
    whole = loading.store_verdicts

    def stop(run: Any, verdicts: Any) -> None:
        whole(run, verdicts)
        if verdicts[0].number == 3:
            raise Broken

    monkeypatch.setattr(loading, "store_verdicts", stop)
    with pytest.raises(Broken):
        imports.load(batch=batch, by=here.clerk, at=AT)
    assert (Record.objects.count(), Version.objects.count(), ImportRow.objects.count()) == (2, 2, 2)


def test_a_large_batch_is_published_by_the_worker_chunk_by_chunk(here: World, small: None) -> None:
    batch = handed_in(here, 5)
    decide(batch, 3, here.final)
    batch.refresh_from_db()
    assert (batch.state, batch.queued_at) == (ImportBatch.State.PUBLISHING, AT)
    assert asked.progress(batch) == asked.Progress(0, 5)
    imports.carry_on(clock)
    batch.refresh_from_db()
    assert asked.progress(batch) == asked.Progress(2, 5)
    assert Publication.objects.count() == 2
    imports.carry_on(clock)
    imports.carry_on(clock)
    batch.refresh_from_db()
    assert (batch.state, batch.published_at) == (ImportBatch.State.PUBLISHED, LATER)
    assert Publication.objects.count() == 5
    assert imports.carry_on(clock) is None
    assert verify().problems == ()


def test_publishing_goes_on_after_a_crash_and_nothing_is_half_public(
    here: World, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = handed_in(here, 4)
    decide(batch, 3, here.final)
    imports.carry_on(clock)

    def stop(*_: Any) -> None:
        raise Broken

    with monkeypatch.context() as broken:
        broken.setattr(publishing, "_move_on", stop)
        with pytest.raises(Broken):
            imports.carry_on(clock)
    assert Publication.objects.count() == 2
    assert Record.objects.filter(state=Record.State.PUBLISHED).count() == 2
    assert Record.objects.filter(state=Record.State.BATCH, index_number=None).count() == 2
    imports.carry_on(clock)
    assert Publication.objects.count() == 4
    assert verify().problems == ()


def test_what_was_changed_behind_the_system_stops_the_publishing(here: World, small: None) -> None:
    batch = handed_in(here, 3)
    decide(batch, 3, here.final)
    with guards_down():
        Version.objects.filter(title__contains="第1号").update(title="改过的标题")
    imports.carry_on(clock)
    batch.refresh_from_db()
    assert (batch.state, batch.queued_at) == (ImportBatch.State.PUBLISHING, None)
    assert Deed.objects.get(verb="import.stop").detail["refused"] == "row_tampered"
    assert Publication.objects.count() == 0
    with guards_down():
        Version.objects.filter(title="改过的标题").update(title="关于第1号事项的通知")
    imports.queue(batch=batch, by=here.clerk, at=AT)
    imports.carry_on(clock)
    assert Publication.objects.count() == 2
