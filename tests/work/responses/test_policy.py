"""Press conferences, and what the release of a major policy lacks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.actions.submit import submit
from gongkai.work.responses.actions import policy as policies
from gongkai.work.responses.models.policy import MajorPolicy, PressConference
from gongkai.work.responses.queries.policies import (
    conferences_of,
    document_of_index,
    lacks_of,
    own_documents,
    policies_of,
)
from tests.work.records.world import draft, pass_all, published, refused_for
from tests.work.responses.scene import AT, FOUND, LATE, SOON, Scene, assigned, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Scene:
    return scene()


def conference(here: Scene, at: Any = SOON, **given: Any) -> PressConference:
    told: dict[str, Any] = {
        "organisation": here.water.organisation, "title": "供水条例发布会", "held_at": SOON,
        "head_attended": True, "head": "局长甲", "absence_reason": "", "by": here.water.clerk,
    }  # fmt: skip
    return policies.hold_conference(at=at, **(told | given))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"held_at": LATE}, "press_ahead"),
        ({"head_attended": False}, "press_absence_reason"),
        ({"head": " "}, "press_head_missing"),
    ],
)
def test_what_a_conference_lacks(here: Scene, given: dict[str, Any], code: str) -> None:
    assert refused_for(lambda: conference(here, **given)) == [code]
    assert PressConference.objects.count() == 0


def test_only_who_was_asked_holds_one_on_an_event(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    by_others = lambda: conference(  # noqa: E731
        here, organisation=here.roads.organisation, by=here.roads.clerk, event=part.event
    )
    assert refused_for(by_others) == ["press_not_asked"]
    early = lambda: conference(  # noqa: E731
        here, held_at=FOUND - timedelta(hours=1), event=part.event
    )
    assert refused_for(early) == ["press_before_found"]


def test_one_held_together_meets_the_clock_of_all_who_held_it(here: Scene) -> None:
    water, roads = assigned(here, grade="grave")
    conference(here, event=water.event, others=[here.roads.organisation])
    water.refresh_from_db(), roads.refresh_from_db()
    assert (water.press_at, roads.press_at) == (SOON, SOON)


def test_its_moment_is_fixed_once_it_met_a_clock(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    row = conference(here, event=part.event)
    told: dict[str, Any] = {
        "conference": row, "title": "改名", "head_attended": False, "head": "",
        "absence_reason": "出差", "by": here.water.clerk, "at": LATE,
    }  # fmt: skip
    move = lambda: policies.revise_conference(held_at=AT, **told)  # noqa: E731
    assert refused_for(move) == ["press_moment_fixed"]
    policies.revise_conference(held_at=SOON, **told)
    assert (row.title, row.head, row.absence_reason) == ("改名", "", "出差")


def test_powers(here: Scene) -> None:
    stranger = here.roads.clerk
    assert refused_for(lambda: conference(here, by=stranger)) == ["no_power"]
    act = lambda: policies.register_policy(  # noqa: E731
        organisation=here.water.organisation, title="x", by=stranger, at=AT
    )
    assert refused_for(act) == ["no_power"]


def row_of(policy: MajorPolicy) -> MajorPolicy:
    return policies_of(None).get(pk=policy.pk)


def codes(policy: MajorPolicy) -> list[str]:
    return [one.code for one in lacks_of(row_of(policy))]


def test_a_major_policy_from_its_preparation_to_its_issue(here: Scene) -> None:
    by, place = here.water.clerk, here.water.organisation
    document = draft(
        here.water, AT, title="供水管理办法", formed_on=AT.date(), issued_on=LATE.date()
    )
    row = policies.register_policy(
        organisation=place, title="供水管理办法", policy=document, by=by, at=AT
    )
    assert codes(row) == ["risk_not_assessed"]
    policies.assess(
        policy=row, assessed_on=SOON.date(), conclusion="风险可控。", document=document,
        assessment=None, by=by, at=SOON,
    )  # fmt: skip
    assert codes(row) == []
    submit(record=document, by=by, at=LATE)
    pass_all(here.water, document, LATE)
    assert codes(row) == ["press_conference_missing"]
    conference(here, at=LATE, held_at=LATE, policy=document)
    assert codes(row) == []


def test_an_assessment_after_the_issue_came_too_late(here: Scene) -> None:
    live = published(here.water, AT, formed_on=AT.date(), issued_on=AT.date())
    row = policies.register_policy(
        organisation=here.water.organisation, title="x", policy=live.record, by=here.water.clerk,
        at=AT,
    )  # fmt: skip
    conference(here, policy=live.record, head_attended=None, head="")
    assert codes(row) == ["risk_not_assessed", "head_not_told"]
    policies.assess(
        policy=row, assessed_on=LATE.date(), conclusion="可控", document=live.record,
        assessment=None, by=here.water.clerk, at=LATE,
    )  # fmt: skip
    assert codes(row) == ["risk_assessed_after_issue", "head_not_told"]


@pytest.mark.parametrize(
    ("on", "conclusion", "code"),
    [
        (date(2026, 5, 20), "可控", "assessment_ahead"),
        (date(2026, 5, 6), " ", "assessment_incomplete"),
        (None, "可控", "assessment_incomplete"),
    ],
)
def test_half_an_assessment_is_refused(
    here: Scene, on: date | None, conclusion: str, code: str
) -> None:
    row = policies.register_policy(
        organisation=here.water.organisation, title="x", by=here.water.clerk, at=AT
    )
    act = lambda: policies.assess(  # noqa: E731
        policy=row, assessed_on=on, conclusion=conclusion, document=None, assessment=None,
        by=here.water.clerk, at=SOON,
    )  # fmt: skip
    assert refused_for(act) == [code]


def test_a_document_is_that_of_the_unit_and_one_policy(here: Scene) -> None:
    live, other = published(here.water, AT), published(here.roads, AT)
    register = lambda record: policies.register_policy(  # noqa: E731
        organisation=here.water.organisation, title="x", policy=record, by=here.water.clerk, at=AT
    )
    assert refused_for(lambda: register(other.record)) == ["policy_of_others"]
    register(live.record)
    assert refused_for(lambda: register(live.record)) == ["policy_registered_already"]
    assert document_of_index(f" {live.index_number} ") == live.record
    assert document_of_index("x") is None
    assert [one.pk for one in own_documents([here.water.organisation])] == [live.record_id]


def test_nothing_registered_is_deleted(here: Scene) -> None:
    row = conference(here)
    policy = policies.register_policy(
        organisation=here.water.organisation, title="x", by=here.water.clerk, at=AT
    )
    for one in (row, policy):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(one)._default_manager.filter(pk=one.pk).delete()
    verbs = Deed.objects.filter(verb__in=["press.register", "policy.register"])
    assert sorted(verbs.values_list("verb", flat=True)) == ["policy.register", "press.register"]


def test_lists_ask_as_often_for_many_as_for_one(here: Scene) -> None:
    counts = []
    for more in (1, 4):
        for _ in range(more):
            live = published(here.water, AT)
            policies.register_policy(
                organisation=here.water.organisation, title="x", policy=live.record,
                by=here.water.clerk, at=AT,
            )  # fmt: skip
            conference(here, policy=live.record, others=[here.roads.organisation])
        with CaptureQueriesContext(connection) as asked:
            [lacks_of(one) for one in policies_of(None)]
            [list(one.others.all()) for one in conferences_of(None)]
        counts.append(len(asked))
    assert counts[0] == counts[1] == 4
