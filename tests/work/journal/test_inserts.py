"""Many rows at once: the same rows as one by one, with their keys, and guarded all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from gongkai.work.journal.inserts import insert_many
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Drafter, Record, Version
from tests.factories import AT
from tests.work.records.world import World, draft, published, world


@pytest.fixture
def here(db: None) -> World:
    return world()


def deeds(here: World, count: int) -> list[Deed]:
    return [
        Deed(
            at=AT + timedelta(seconds=number), by=here.clerk if number % 2 else None,
            organisation=here.organisation, verb="试", kind="", object_id=str(number),
            detail={"号": [number, None, "“引号”%s"]},
        )
        for number in range(count)
    ]  # fmt: skip


def test_rows_stand_as_if_saved_one_by_one(here: World) -> None:
    one_by_one = deeds(here, 3)
    for row in one_by_one:
        row.save()
    at_once = insert_many(deeds(here, 3))
    fields = [field.name for field in Deed._meta.fields if field.name != "id"]
    saved = Deed.objects.filter(verb="试").order_by("pk")
    assert list(saved.values(*fields)[:3]) == list(saved.values(*fields)[3:])
    assert [one.pk for one in at_once] == [one.pk for one in saved[3:]]
    assert all(one._state.adding is False for one in at_once)


def test_any_number_of_rows(here: World) -> None:
    before = Deed.objects.count()
    assert insert_many([]) == []
    rows = insert_many(deeds(here, 2500))
    assert Deed.objects.count() == before + 2500
    assert [Deed.objects.get(pk=rows[place].pk).object_id for place in (0, 1249, 2499)] == [
        "0",
        "1249",
        "2499",
    ]


def test_a_version_keeps_every_value(here: World) -> None:
    like = draft(here).current
    assert like is not None
    values = {
        field.attname: getattr(like, field.attname)
        for field in Version._meta.fields
        if field.name not in {"id", "number"}
    }
    insert_many([Version(number=2, **values)])
    found = Version.objects.filter(record=like.record_id).order_by("number")
    first, second = ({name: getattr(one, name) for name in values} for one in found)
    assert first == second


def test_guards_hold(here: World) -> None:
    live = published(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many([Record(organisation=here.organisation, created_at=AT, created_by=here.clerk,
                            state=Record.State.PUBLISHED)])  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many([Drafter(record=live.record, person=here.clerk)])


def test_a_row_that_is_there_takes_over_what_is_named(here: World) -> None:
    other = Person(username=here.clerk.username, name="改名", phone="0000-1", password="x")
    insert_many([other, Person(username="xin", name="新人")], renew=["username", "name"])
    here.clerk.refresh_from_db()
    assert (here.clerk.name, here.clerk.phone) == ("改名", "")
    assert (other.pk, Person.objects.get(username="xin").name) == (here.clerk.pk, "新人")
