"""What waits for a reviewer: since when, until when, and what is over its term first."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.queries.queue import review_due_on, review_queue
from tests.factories import AT, moment
from tests.work.records.world import RETURNED, decide, submitted, world

DAY = AT.date()


@pytest.mark.parametrize(("since", "due_on"), [
    (moment(date(2023, 7, 25), 9), date(2023, 7, 27)),
    (moment(date(2023, 7, 27), 18), date(2023, 7, 31)),
    (moment(date(2023, 7, 29), 9), date(2023, 8, 1)),
    (moment(date(2023, 9, 28), 9), date(2023, 10, 8)),
    (moment(date(2023, 7, 25), 23) + timedelta(minutes=59), date(2023, 7, 27)),
])  # fmt: skip
def test_a_review_is_due_two_workdays_after_it_came(since: datetime, due_on: date) -> None:
    assert review_due_on(since) == due_on


def test_the_place_decides_how_long_it_may_take(settings: Any) -> None:
    settings.GONGKAI_REVIEW_WORKDAYS = 5
    assert review_due_on(AT) == date(2023, 8, 1)


@pytest.mark.django_db
def test_each_level_waits_since_the_one_before_it() -> None:
    here = world()
    record = submitted(here)
    assert [one.waiting_since for one in review_queue(here.first, DAY)] == [AT]
    decide(record, 1, here.first, AT + timedelta(days=1))
    (waiting,) = review_queue(here.second, DAY)
    assert waiting.waiting_since == AT + timedelta(days=1)


@pytest.mark.django_db
def test_a_new_version_waits_since_it_was_submitted() -> None:
    here = world()
    record = submitted(here)
    decide(record, 1, here.first, outcome=RETURNED, opinion="改")
    later = AT + timedelta(days=3)
    edit(record=record, by=here.clerk, at=later, title="改过")
    submit(record=record, by=here.clerk, at=later)
    assert [one.waiting_since for one in review_queue(here.first, DAY)] == [later]


@pytest.mark.django_db
def test_the_longest_waiting_at_this_level_stands_first() -> None:
    """Not what was submitted first: its first reviewer may have taken his time."""
    here = world()
    early, late = submitted(here), submitted(here, AT + timedelta(hours=1))
    decide(late, 1, here.first, AT + timedelta(hours=2))
    decide(early, 1, here.first, AT + timedelta(hours=3))
    assert list(review_queue(here.second, DAY)) == [late, early]
