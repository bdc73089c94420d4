"""In whose hands records are, since when, and why they came back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.work.org.models.person import Post
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.under_way import last_returns, whereabouts
from gongkai.work.staffing.actions.appoint import end_post
from tests.factories import AT, ISSUED, person, post
from tests.work.records.world import RETURNED, World, decide, submitted, world

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def hands(record: Record) -> tuple[tuple[str, ...], timedelta]:
    record.refresh_from_db()
    (found,) = whereabouts([record], ISSUED)
    return found.holders, found.since - AT


def test_each_level_holds_it_from_the_decision_before() -> None:
    here = world()
    record = submitted(here)
    assert hands(record) == (("一审乙",), timedelta())
    decide(record, 1, here.first, AT + DAY)
    assert hands(record) == (("二审丙",), DAY)


def test_whoever_wrote_or_decided_is_no_holder() -> None:
    here = world()
    post(here.clerk, here.organisation, Post.Role.FIRST_REVIEWER)
    post(here.first, here.organisation, Post.Role.SECOND_REVIEWER)
    record = submitted(here)
    assert hands(record)[0] == ("一审乙",)
    decide(record, 1, here.first)
    assert hands(record)[0] == ("二审丙",)


def test_whoever_has_left_is_no_holder() -> None:
    here = world()
    record = submitted(here)
    end_post(post=here.first.posts.get(), until_on=ISSUED - DAY, by=None, at=AT)
    assert hands(record)[0] == ()


def test_two_reviewers_of_a_level_hold_it_together() -> None:
    here = world()
    person("一审二", (here.organisation, Post.Role.FIRST_REVIEWER))
    assert sorted(hands(submitted(here))[0]) == ["一审乙", "一审二"]


def test_the_last_reason_stands() -> None:
    here = world()
    record = submitted(here)
    _back(here, record, "缺附件。")
    edit(record=record, by=here.clerk, at=AT, title="改过")
    assert [one.opinion for one in last_returns([record]).values()] == ["缺附件。"]
    submit(record=record, by=here.clerk, at=AT)
    _back(here, record, "还缺。")
    assert {key: one.opinion for key, one in last_returns([record]).items()} == {
        record.pk: "还缺。"
    }


def _back(here: World, record: Record, why: str) -> None:
    decide(record, 1, here.first, outcome=RETURNED, opinion=why)
    record.refresh_from_db()
