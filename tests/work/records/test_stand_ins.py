"""Standing in for a reviewer on leave: for a time, by a colleague, under the same three reviews."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions.waive import waive
from gongkai.work.records.queries.content import current_of
from gongkai.work.records.queries.history import history
from gongkai.work.records.queries.queue import review_queue
from gongkai.work.records.queries.review_log import HEADINGS, review_log
from gongkai.work.records.queries.waivers import key_of
from gongkai.work.staffing.actions.appoint import end_post
from gongkai.work.staffing.actions.stand_in import name_stand_in, recall_stand_in
from tests.factories import AT, clerk, head, officer, person
from tests.work.records.test_guards import insert_raw, refused
from tests.work.records.world import World, decide, refused_for, submitted, world

pytestmark = pytest.mark.django_db
DAY = AT.date()
TWO = timedelta(days=2)


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def colleague(here: World) -> Person:
    return clerk(here.organisation, "同事")


def post_of(who: Person) -> Post:
    return Post.objects.get(person=who, stands_in_for=None)


def named(here: World, who: Person, **over: Any) -> Post:
    asked = {
        "post": post_of(here.first), "person": who, "from_on": DAY, "until_on": DAY + TWO,
        "by": here.first, "at": AT,
    }  # fmt: skip
    return name_stand_in(**(asked | over))


def test_a_stand_in_reviews_and_is_told_as_such(here: World, colleague: Person) -> None:
    record = submitted(here)
    assert refused_for(lambda: decide(record, 1, colleague)) == ["no_post_at_level"]
    named(here, colleague)
    assert list(review_queue(colleague, DAY)) == [record]
    decide(record, 1, colleague)
    (step,) = [one for one in history(record) if one.kind == "passed"]
    assert (step.person, step.behalf) == (colleague, here.first.name)
    (row,) = review_log(here.clerk, DAY, DAY, DAY)
    assert row[HEADINGS.index("一审审核人")] == f"同事（代{here.first.name}）"
    done = Deed.objects.get(verb="post.stand_in")
    assert (done.by, done.detail["person"]) == (here.first, colleague.username)


def test_whoever_holds_the_post_signs_for_themselves(here: World, colleague: Person) -> None:
    named(here, colleague)
    record = submitted(here)
    decide(record, 1, here.first)
    assert [one.behalf for one in history(record)] == ["", ""]


def test_powers_follow_the_days(here: World, colleague: Person) -> None:
    named(here, colleague, from_on=DAY + timedelta(days=1))
    record = submitted(here)
    assert refused_for(lambda: decide(record, 1, colleague)) == ["no_post_at_level"]
    after = AT + TWO + timedelta(days=1)
    assert refused_for(lambda: decide(record, 1, colleague, after)) == ["review_post_ended"]
    decide(record, 1, colleague, AT + TWO)


def test_a_drafter_stands_in_for_nobody_on_their_own_words(here: World) -> None:
    named(here, here.clerk)
    record = submitted(here, body_html="<p>来电13800138000。</p>")
    version = current_of(record)
    assert refused_for(lambda: decide(record, 1, here.clerk)) == ["own_draft", "screening_block"]
    act = lambda: waive(  # noqa: E731
        record=record, hit=key_of(version.screening[0]), reason="热线",
        content_hash=version.content_hash, by=here.clerk, at=AT,
    )  # fmt: skip
    assert refused_for(act) == ["own_draft"]


def test_three_reviews_stay_with_three_people(here: World) -> None:
    named(here, here.second)
    record = submitted(here)
    decide(record, 1, here.second)
    assert refused_for(lambda: decide(record, 2, here.second)) == ["already_reviewed"]


def test_a_head_may_name_too_and_nobody_else(here: World, colleague: Person) -> None:
    for who in (here.second, here.clerk, colleague, officer(), world("czj", "财政局").first):
        assert refused_for(lambda who=who: named(here, colleague, by=who)) == [  # type: ignore[misc]
            "stand_in_not_yours"
        ]
    assert named(here, colleague, by=head(here.organisation)).person == colleague


def test_a_stand_in_names_none_in_turn(here: World, colleague: Person) -> None:
    given = named(here, colleague)
    act = lambda: named(here, here.clerk, post=given, by=colleague)  # noqa: E731
    assert refused_for(act) == ["stand_in_not_yours"]


@pytest.mark.parametrize(("over", "codes"), [
    ({"from_on": DAY - TWO}, ["stand_in_backdated"]),
    ({"from_on": DAY + TWO, "until_on": DAY}, ["stand_in_ends_before"]),
])  # fmt: skip
def test_days_must_fit(
    here: World, colleague: Person, over: dict[str, date], codes: list[str]
) -> None:
    assert refused_for(lambda: named(here, colleague, **over)) == codes


def test_people_must_fit(here: World, colleague: Person) -> None:
    other = world("czj", "财政局").clerk
    assert refused_for(lambda: named(here, other)) == ["stand_in_elsewhere"]
    codes = refused_for(lambda: named(here, here.first))
    assert codes == ["stand_in_elsewhere", "stand_in_held"]
    named(here, colleague)
    assert refused_for(lambda: named(here, colleague)) == ["stand_in_held"]
    Person.objects.filter(pk=here.clerk.pk).update(is_active=False)
    assert refused_for(lambda: named(here, here.clerk)) == ["stand_in_elsewhere"]


def test_it_ends_with_the_post_it_stands_in_for(here: World, colleague: Person) -> None:
    begun = named(here, colleague)
    named(here, here.clerk, from_on=DAY + TWO)
    end_post(post=post_of(here.first), until_on=DAY, by=None, at=AT)
    begun.refresh_from_db()
    assert begun.until_on == DAY
    assert Post.objects.filter(stands_in_for__isnull=False).count() == 1
    assert refused_for(lambda: named(here, here.clerk, until_on=DAY + TWO)) == ["stand_in_outlasts"]


def test_recalling_ends_it_today_or_undoes_it(here: World, colleague: Person) -> None:
    begun = named(here, colleague)
    later = named(here, here.clerk, from_on=DAY + TWO)
    assert refused_for(lambda: recall_stand_in(post=begun, by=colleague, at=AT)) == [
        "stand_in_not_yours"
    ]
    recall_stand_in(post=begun, by=here.first, at=AT)
    recall_stand_in(post=later, by=here.first, at=AT)
    assert [one.until_on for one in Post.objects.filter(stands_in_for__isnull=False)] == [DAY]
    own = post_of(here.first)
    assert refused_for(lambda: recall_stand_in(post=own, by=here.first, at=AT)) == [
        "stand_in_not_yours"
    ]


@pytest.mark.parametrize("wrong", [
    {"until_on": None}, {"role": "final_reviewer"}, {"role": "clerk"}, {"person": "first"},
    {"person": "elsewhere"}, {"organisation": "elsewhere"},
])  # fmt: skip
def test_the_database_holds_it_too(here: World, colleague: Person, wrong: dict[str, Any]) -> None:
    there = world("czj", "财政局")
    known = {"first": here.first, "elsewhere": there.clerk}
    fields: dict[str, Any] = {
        "person": colleague, "organisation": here.organisation, "role": "first_reviewer",
        "from_on": DAY, "until_on": DAY + TWO, "stands_in_for": post_of(here.first),
    }  # fmt: skip
    if "organisation" in wrong:
        wrong = {"organisation": there.organisation}
    changed = {name: known.get(str(value), value) for name, value in wrong.items()}
    for write in (Post.save, insert_raw):
        refused(lambda write=write: write(Post(**(fields | changed))))  # type: ignore[misc]
    Post(**fields).save()


@pytest.mark.parametrize("change", [
    {"until_on": DAY + 2 * TWO}, {"until_on": None}, {"role": "final_reviewer"},
    {"stands_in_for": None}, {"from_on": DAY - TWO},
])  # fmt: skip
def test_what_was_given_only_gets_shorter(
    here: World, colleague: Person, change: dict[str, Any]
) -> None:
    given = named(here, colleague)
    refused(lambda: Post.objects.filter(pk=given.pk).update(**change))
    Post.objects.filter(pk=given.pk).update(until_on=DAY)


def test_a_plain_post_is_not_made_a_stand_in_afterwards(here: World) -> None:
    other = person("另一位", (here.organisation, Post.Role.FIRST_REVIEWER))
    refused(lambda: Post.objects.filter(person=other).update(stands_in_for=post_of(here.first)))
