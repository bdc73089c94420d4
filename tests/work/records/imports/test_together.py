"""Two people at one moment: nothing comes in twice, nothing is decided twice."""

from __future__ import annotations

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions import imports
from gongkai.work.records.models.batch import BatchReview, ImportBatch
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.log_check import verify
from tests.factories import AT, clerk, person
from tests.work.records.imports.scene import begun, decide, lines, loaded, place, row
from tests.work.records.world import STEP, World, at_once, submitted
from tests.work.records.world import decide as decide_one

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(transactional_db: None) -> World:
    return place()


def test_the_same_source_read_in_twice_at_once_comes_in_once(here: World) -> None:
    other = clerk(here.organisation, "信息员乙")
    data = lines(*(row(number) for number in range(1, 40)))
    batches = [begun(here, data), begun(here, data, by=other)]
    people = [here.clerk, other]
    raised = at_once(
        *(
            lambda batch=batch, by=by: imports.load(batch=batch, by=by, at=AT)
            for batch, by in zip(batches, people, strict=True)
        )
    )
    assert raised == [None, None]
    assert Record.objects.count() == 39
    created = ImportBatch.objects.filter(rows__outcome="created").distinct()
    unchanged = ImportBatch.objects.filter(rows__outcome="unchanged").distinct()
    assert (created.count(), unchanged.count()) == (1, 1)


def test_two_reviewers_at_one_moment_make_one_review(here: World) -> None:
    second = person("一审己", (here.organisation, Post.Role.FIRST_REVIEWER))
    batch = loaded(here, row(1))
    imports.submit(batch=batch, by=here.clerk, at=AT)
    raised = at_once(lambda: decide(batch, 1, here.first), lambda: decide(batch, 1, second))
    refused = [one for one in raised if one is not None]
    assert [type(one) for one in refused] == [Refused]
    assert BatchReview.objects.count() == 1


def test_two_workers_publish_each_record_once(here: World) -> None:
    batch = loaded(here, *(row(number) for number in range(1, 30)))
    imports.submit(batch=batch, by=here.clerk, at=AT)
    decide(batch, 1, here.first)
    decide(batch, 2, here.second)
    raised = at_once(lambda: decide(batch, 3, here.final), lambda: decide(batch, 3, here.final))
    assert sorted(type(one).__name__ for one in raised) == ["NoneType", "Refused"]
    assert Publication.objects.count() == 29
    assert verify().problems == ()


def test_numbers_of_a_batch_and_of_a_single_record_never_meet(here: World) -> None:
    batch = loaded(here, *(row(number) for number in range(1, 20)))
    imports.submit(batch=batch, by=here.clerk, at=AT)
    decide(batch, 1, here.first)
    decide(batch, 2, here.second)
    single = submitted(here, AT + STEP)
    for level, by in enumerate(here.reviewers[:2], start=1):
        decide_one(single, level, by, AT + STEP)
    raised = at_once(
        lambda: decide(batch, 3, here.final, AT + STEP),
        lambda: decide_one(single, 3, here.final, AT + STEP),
    )
    assert raised == [None, None]
    numbers = list(Publication.objects.values_list("index_number", flat=True))
    assert len(numbers) == len(set(numbers)) == 20
    assert verify().problems == ()
