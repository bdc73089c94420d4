"""Correcting what is public: never without a word on what changed and why."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.review import give
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.content import current_of, fingerprint
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.review_desk import comparison
from gongkai.work.records.queries.screened import screening_of
from tests.factories import AT
from tests.tampering import guards_down
from tests.work.records.world import (
    PASSED,
    RETURNED,
    STEP,
    World,
    corrected,
    decide,
    item,
    pass_all,
    published,
    refused_for,
    withdrawn,
    world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def send(here: World, record: Any) -> Any:
    return submit(record=record, by=here.clerk, at=AT)


def test_a_first_publication_needs_no_note_and_a_correction_does(here: World) -> None:
    live = published(here)
    assert current_of(live.record).change_note == ""
    edit(record=live.record, by=here.clerk, at=AT, title="改了标题")
    assert refused_for(lambda: send(here, live.record)) == ["change_note_missing"]
    edit(record=live.record, by=here.clerk, at=AT, change_note="  标题\n写错 ")
    send(here, live.record)
    assert current_of(live.record).change_note == "标题 写错"
    assert pass_all(here, live.record).version.change_note == "标题 写错"


def test_a_routine_edit_needs_one_too(here: World) -> None:
    routine = item("20.9", name="常规", is_routine=True)
    live = published(here, item=routine)
    attach(record=live.record, file_name="表.txt", data=b"1", by=here.clerk, at=AT)
    assert refused_for(lambda: send(here, live.record)) == ["change_note_missing"]


def test_what_was_withdrawn_needs_one_before_it_comes_back(here: World) -> None:
    live = published(here)
    withdrawn(here, live)
    edit(record=live.record, by=here.clerk, at=AT, title="改好")
    assert refused_for(lambda: send(here, live.record)) == ["change_note_missing"]


def test_the_next_version_does_not_take_the_note_over(here: World) -> None:
    again = corrected(here, published(here), change_note="第一次")
    assert edit(record=again.record, by=here.clerk, at=AT, title="又改").change_note == ""
    assert refused_for(lambda: send(here, again.record)) == ["change_note_missing"]


def test_a_returned_correction_is_asked_for_its_note_anew(here: World) -> None:
    live = published(here)
    edit(record=live.record, by=here.clerk, at=AT, title="改", change_note="标题写错")
    send(here, live.record)
    decide(live.record, 1, here.first, outcome=RETURNED, opinion="还有一处")
    edit(record=live.record, by=here.clerk, at=AT, title="再改")
    assert refused_for(lambda: send(here, live.record)) == ["change_note_missing"]


def test_the_note_is_frozen_and_passed_with_the_version(here: World) -> None:
    live = published(here)
    edit(record=live.record, by=here.clerk, at=AT, title="改", change_note="标题写错")
    send(here, live.record)
    version = current_of(live.record)
    seen = version.content_hash
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(change_note="别的")
    assert seen == fingerprint(version)
    version.change_note = "别的"
    assert seen != fingerprint(version)
    give(record=live.record, level=1, outcome=PASSED, opinion="", content_hash=seen,
         by=here.first, at=AT)  # fmt: skip


def test_the_reviewer_sees_the_note_beside_the_difference(here: World) -> None:
    live = published(here)
    edit(record=live.record, by=here.clerk, at=AT, title="改", change_note="标题写错")
    send(here, live.record)
    seen = comparison(live.record, AT.date())
    assert (seen.before, seen.version.change_note) == (live.version, "标题写错")
    assert [one.name for one in seen.fields] == ["title"]


def test_the_note_is_public_and_so_it_is_screened(here: World) -> None:
    live = published(here)
    note = "删去身份证号11010519491231002X"
    version = edit(record=live.record, by=here.clerk, at=AT, change_note=note)
    found = screening_of(version, AT.date())
    assert [(one["where"], one["where_label"], one["level"]) for one in found] == [
        ("change_note", "更正说明", "block")
    ]


def test_a_note_that_is_too_long_is_refused(here: World) -> None:
    live = published(here)
    assert refused_for(
        lambda: edit(record=live.record, by=here.clerk, at=AT, change_note="长" * 301)
    ) == ["field_too_long"]


def test_a_note_changed_in_the_database_is_named(here: World) -> None:
    again = corrected(here, published(here), AT + STEP)
    with guards_down():
        Version.objects.filter(pk=again.version_id).update(change_note="没有改什么")
        found = verify().problems
    assert [one.sequence for one in found] == [1]
