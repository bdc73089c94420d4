"""Whatever people do in whatever order, only what three others have passed becomes public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions.ask_withdrawal import ask_withdrawal
from gongkai.work.records.actions.draft import discard, edit, start
from gongkai.work.records.actions.publish import publish
from gongkai.work.records.actions.review import give
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.actions.withdraw import withdraw
from gongkai.work.records.models.publication import Publication, Withdrawal
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import current_of
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.withdrawals import open_requests
from tests.factories import AT, person
from tests.work.records.world import FORMED, World, item, world

_ROLES = (
    Post.Role.CLERK,
    Post.Role.FIRST_REVIEWER,
    Post.Role.SECOND_REVIEWER,
    Post.Role.FINAL_REVIEWER,
)
_PEOPLE = 6
# Many steps are those of the right way, so that many sequences come to a publication.
_VERBS = (
    *("next", "next", "next", "review", "edit", "submit", "publish"),
    *("ask", "withdraw", "discard"),
)

steps = st.lists(
    st.tuples(
        st.sampled_from(_VERBS),
        st.integers(0, _PEOPLE - 1),
        st.integers(1, 3),
        st.sampled_from(("passed", "passed", "returned")),
    ),
    min_size=5,
    max_size=30,
)
posts = st.lists(st.sets(st.sampled_from(_ROLES), min_size=1), min_size=_PEOPLE, max_size=_PEOPLE)


class Everybody:
    """People with drawn posts, acting on one record."""

    def __init__(self, here: World, roles: list[set[str]]) -> None:
        self.people = [
            person(f"某{number}", *((here.organisation, role) for role in sorted(held)))
            for number, held in enumerate(roles)
        ]
        self.record = start(organisation=here.organisation, by=here.clerk, at=AT, item=item())
        self.roles = roles
        self.drafts = 0
        self.edit(here.clerk)
        self.at = AT

    def edit(self, by: Person) -> None:
        fields: dict[str, Any] = {
            "title": f"第{self.drafts}稿",
            "theme": "教育",
            "issued_on": FORMED,
            "formed_on": FORMED,
            "body_html": "<p>正文</p>",
            "change_note": "更正",
        }
        edit(record=self.record, by=by, at=AT, **fields)
        self.drafts += 1

    def take(self, verb: str, who: int, level: int, outcome: str) -> None:
        self.at += timedelta(minutes=1)
        record, at = self.record, self.at
        if verb == "next":
            verb, level, who = self.right_step(who)
        by = self.people[who]
        acts: dict[str, Callable[[], object]] = {
            "edit": lambda: self.edit(by),
            "submit": lambda: submit(record=record, by=by, at=at),
            "publish": lambda: publish(record=record, by=by, at=at),
            "discard": lambda: discard(record=record, by=by, at=at),
            "ask": lambda: record.live and self.ask(by, at),
            "withdraw": lambda: [withdraw(request=one, by=by, at=at) for one in open_requests()],
            "review": lambda: give(
                record=record,
                level=level,
                outcome=outcome,
                opinion="意见",
                content_hash=current_of(record).content_hash,
                by=by,
                at=at,
            ),
        }
        acts[verb]()

    def ask(self, by: Person, at: datetime) -> None:
        live = self.record.live
        assert live is not None
        ask_withdrawal(publication=live, kind="wrong", reason="有误", by=by, at=at)

    def right_step(self, who: int) -> tuple[str, int, int]:
        """What comes next, by one of those whose post allows it (if he may is another matter)."""
        level = {"first": 1, "second": 2, "final": 3}.get(self.record.state, 0)
        able = [n for n, held in enumerate(self.roles) if _ROLES[level] in held] or [who]
        return ("review" if level else "submit"), level or 1, able[who % len(able)]


def holds(publication: Publication, clerk: Person) -> None:
    """Three different people passed these words in order, and none had written any of them."""
    version = publication.version
    passed = list(version.reviews.filter(outcome="passed").order_by("level"))
    assert [one.level for one in passed] == [1, 2, 3]
    assert {one.content_hash for one in passed} == {publication.content_hash}
    people = {one.person_id for one in passed}
    assert len(people) == 3
    writers = publication.record.versions.filter(number__lte=version.number)
    assert people.isdisjoint(set(writers.values_list("drafted_by_id", flat=True)))
    assert clerk.pk not in people
    roles = {1: "first_reviewer", 2: "second_reviewer", 3: "final_reviewer"}
    for one in passed:
        assert one.person.posts.filter(role=roles[one.level]).exists()


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(roles=posts, taken=steps)
def test_no_sequence_publishes_without_three_others(
    roles: list[set[str]], taken: list[tuple[str, int, int, str]]
) -> None:
    with transaction.atomic():
        here = world()
        everybody = Everybody(here, roles)
        for step in taken:
            try:
                everybody.take(*step)
            except Refused:
                everybody.record.refresh_from_db()
            for publication in Publication.objects.all():
                holds(publication, here.clerk)
        record = Record.objects.get()
        assert (record.live is None) or record.live in record.publications.all()
        for gone in Withdrawal.objects.select_related("request"):
            assert gone.request is not None
            assert gone.request.by_id != gone.by_id
        assert verify().problems == ()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_such_a_sequence_can_end_in_a_publication() -> None:
    here = world()
    everybody = Everybody(here, [{role} for role in (*_ROLES, *_ROLES[:2])])
    for who in range(4):
        everybody.take("next", who, 1, "passed")
    holds(Publication.objects.get(), here.clerk)
