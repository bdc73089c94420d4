"""Files of a draft: over nobody else's work, and in the order in which they are to be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.work.records.actions.draft import attach, detach, edit
from gongkai.work.records.actions.relate import relate, unrelate
from gongkai.work.records.actions.reorder import move_attachment
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Attachment, Record
from gongkai.work.records.queries.attached import offered
from gongkai.work.records.queries.content import current_of, fingerprint
from tests.factories import AT, clerk
from tests.work.records.world import World, draft, published, refused_for, world

pytestmark = pytest.mark.django_db
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0"
    "f01f00050001ff89993d1d0000000049454e44ae426082"
)


def with_files(here: World, *names: str) -> Record:
    record = draft(here)
    for name in names:
        attach(record=record, file_name=name, data=name.encode(), by=here.clerk, at=AT)
    return record


def names(record: Record) -> list[str]:
    return [one.file.name for one in offered(current_of(record))]


def file(record: Record, name: str) -> Attachment:
    return next(one for one in offered(current_of(record)) if one.file.name == name)


def test_every_act_on_files_and_relations_is_bound_to_what_was_seen() -> None:
    here, old = world(), published(world())
    record = with_files(here, "甲.txt", "乙.txt")
    relate(record=record, kind="interprets", target=old.index_number, by=here.clerk, at=AT)
    seen = fingerprint(current_of(record))
    edit(record=record, by=clerk(here.organisation, "信息员乙"), at=AT, title="他的标题")
    one, by = file(record, "甲.txt"), {"record": record, "by": here.clerk, "at": AT}
    stale = by | {"seen_hash": seen}
    acts: list[Callable[[], object]] = [
        lambda: attach(file_name="丙.txt", data=b"3", **stale),
        lambda: detach(attachment=one, **stale),
        lambda: move_attachment(attachment=one, up=False, **stale),
        lambda: relate(kind="amends", target=old.index_number, **stale),
        lambda: unrelate(kind="interprets", index_number=old.index_number, **stale),
    ]
    for act in acts:
        assert refused_for(act) == ["record_changed_meanwhile"]
    assert names(record) == ["甲.txt", "乙.txt"]
    fresh = by | {"seen_hash": fingerprint(current_of(record))}
    detach(attachment=one, **fresh)
    assert names(record) == ["乙.txt"]


def test_a_file_changes_places_with_its_neighbour_and_pictures_stay() -> None:
    here = world()
    record = with_files(here, "甲.txt")
    attach(record=record, file_name="图.png", data=PICTURE, by=here.clerk, at=AT, inline=True)
    attach(record=record, file_name="乙.txt", data=b"2", by=here.clerk, at=AT)
    before = fingerprint(current_of(record))
    move_attachment(record=record, attachment=file(record, "乙.txt"), up=True, by=here.clerk, at=AT)
    assert names(record) == ["乙.txt", "甲.txt"]
    assert current_of(record).attachments.get(inline=True).order == 2
    assert fingerprint(current_of(record)) != before


@pytest.mark.parametrize(("name", "up"), [("甲.txt", True), ("乙.txt", False)])
def test_nothing_moves_over_the_ends(name: str, up: bool) -> None:
    here = world()
    record = with_files(here, "甲.txt", "乙.txt")
    one = file(record, name)
    assert refused_for(
        lambda: move_attachment(record=record, attachment=one, up=up, by=here.clerk, at=AT)
    ) == ["attachment_at_end"]


def test_what_was_submitted_keeps_its_order() -> None:
    here = world()
    record = with_files(here, "甲.txt", "乙.txt")
    submit(record=record, by=here.clerk, at=AT)
    sent = current_of(record)
    one = file(record, "乙.txt")
    move_attachment(record=record, attachment=one, up=True, by=here.clerk, at=AT)
    assert [each.file.name for each in offered(sent)] == ["甲.txt", "乙.txt"]
    assert (names(record), current_of(record).number) == (["乙.txt", "甲.txt"], 2)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=8))
def test_any_moves_keep_every_file_once(moves: list[tuple[int, bool]]) -> None:
    here = world()
    record = with_files(here, "甲.txt", "乙.txt", "丙.txt", "丁.txt")
    model = names(record)
    for place, up in moves:
        there = place - 1 if up else place + 1
        if not 0 <= there < len(model):
            continue
        one = offered(current_of(record))[place]
        move_attachment(record=record, attachment=one, up=up, by=here.clerk, at=AT)
        model[place], model[there] = model[there], model[place]
    assert names(record) == model
