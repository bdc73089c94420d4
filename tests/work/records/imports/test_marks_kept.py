"""A batch corrects what is public as the desk does: with a word on it, and with all its marks."""

from __future__ import annotations

import pytest

from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.queries.log_check import verify
from tests.factories import AT
from tests.work.records.imports.scene import loaded, passed, place, row
from tests.work.records.world import STEP, World, withdrawn

NOTE = "按来源文件批量更新"


@pytest.fixture
def here(db: None) -> World:
    return place()


def test_marks_stay_and_the_correction_says_what_it_is(here: World) -> None:
    passed(here, loaded(here, row(1, 发布日期="2020-06-01")))
    first = Publication.objects.get()
    assert first.marks == ["late", "taken_over"]
    again = row(1, 标题="更正后的通知", 发布日期="2020-01-09")
    passed(here, loaded(here, again, at=AT + STEP), AT + STEP)
    second = Publication.objects.latest("id")
    assert (second.title, second.marks) == ("更正后的通知", first.marks)
    assert (first.version.change_note, second.version.change_note) == ("", NOTE)
    assert verify().problems == ()


def test_what_was_withdrawn_never_comes_back_by_the_batch(here: World) -> None:
    passed(here, loaded(here, row(1)))
    withdrawn(here, Publication.objects.get())
    batch = loaded(here, row(1, 标题="更正后的通知"), at=AT + STEP)
    assert batch.state == ImportBatch.State.NOTHING
