"""The database itself keeps lists, drawings and what was said as they were written down."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongkai.work.decisions.actions import draw
from gongkai.work.decisions.models.meeting import (
    ClosedList,
    Drawing,
    Meeting,
    Replacement,
    Representative,
    Seats,
    Statement,
    Topic,
)
from tests.work.decisions.meeting_scene import (
    AFTER,
    BEGIN,
    DRAWN,
    adopted,
    arranged,
    calling,
    closed,
    convened,
    drawn,
    said,
)
from tests.work.records.world import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world("jtj", "交通局")


def refused(rows: Any, **change: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**change) if change else rows.delete()


def test_a_closed_list_and_a_drawing_never_change(here: World) -> None:
    one = drawn(here)
    draw.decline(
        representative=Representative.objects.filter(meeting=one, standing="chosen").first(),
        reason="出差", by=here.clerk, at=DRAWN,
    )  # fmt: skip
    for rows, change in (
        (ClosedList.objects.all(), {"commitment": "0" * 64}),
        (ClosedList.objects.all(), {"candidates": {}}),
        (Drawing.objects.all(), {"record": {}}),
        (Replacement.objects.all(), {"came": None}),
    ):
        refused(rows, **change)
        refused(type(rows.first())._default_manager.all())
    with pytest.raises(IntegrityError), transaction.atomic():
        Drawing.objects.create(
            closed_list=one.closed_list, record={}, head_size=1, at=DRAWN, by=here.clerk
        )


def test_an_open_call_keeps_its_terms(here: World) -> None:
    one = calling(here)
    rows = Meeting.objects.filter(pk=one.pk)
    for change in (
        {"closes_on": BEGIN.date()},
        {"closes_on": None},
        {"title": "别的会议"},
        {"state": "arranging"},
        {"number": "2026-99"},
        {"call_record": None},
    ):
        refused(rows, **change)
    refused(rows)
    refused(Seats.objects.all(), places=9)
    refused(Seats.objects.all())
    refused(Topic.objects.all(), title="别的")
    refused(Topic.objects.all())
    with pytest.raises(IntegrityError), transaction.atomic():
        Seats.objects.create(meeting=one, kind="media", places=1)


def test_nobody_comes_into_a_closed_list_nor_leaves_it(here: World) -> None:
    one, _ = closed(here)
    given = {
        "meeting": one, "kind": "public", "standing": "applied", "name": "x", "phone": "1",
        "at": DRAWN,
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Representative.objects.create(number="D99", way="applied", same_phone="x", **given)
    Representative.objects.create(number="Y01", way="invited", same_phone="x", **given)
    rows = Representative.objects.filter(number="D01")
    for change in ({"number": "D98"}, {"kind": "media"}, {"way": "invited"}, {"secret_hash": ""}):
        refused(rows, **change)
    refused(rows)


@pytest.mark.parametrize("state", ["arranging", "calling", "list_closed"])
def test_a_drawn_meeting_goes_back_to_nothing(here: World, state: str) -> None:
    one = drawn(here)
    refused(Meeting.objects.filter(pk=one.pk), state=state)


def test_what_was_published_of_a_meeting_stays(here: World) -> None:
    one = convened(here)
    said(here, one).delete()
    adopted(here, one, AFTER)
    refused(Statement.objects.all(), adoption="adopted")
    refused(Statement.objects.all())
    with pytest.raises(IntegrityError), transaction.atomic():
        said_more = Statement.objects.get()
        said_more.pk = None
        said_more.save(force_insert=True)
    refused(Meeting.objects.filter(pk=one.pk), state="drawn")


def test_constraints(here: World) -> None:
    one = arranged(here)
    rows = Meeting.objects.filter(pk=one.pk)
    refused(rows, state="calling")
    refused(rows, state="called_off")
    person = {"meeting": one, "kind": "public", "name": "x", "phone": "1", "at": BEGIN}
    with pytest.raises(IntegrityError), transaction.atomic():
        Representative.objects.create(
            number="Y01", way="invited", standing="alternate", attendance="present",
            same_phone="a", **person,
        )  # fmt: skip
