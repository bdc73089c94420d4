"""Evaluations in the inspection: years without one, and conclusions that nobody followed."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.evaluations.actions import evaluation as acts
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.checks.evaluations import evaluation_facts
from gongkai.work.inspection.models.finding import Finding
from tests.factories import district, moment
from tests.work.evaluations.scene import AFTER, policy, through, written
from tests.work.records.world import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    district()
    return world("jtj", "交通局")


def kinds(on: date) -> list[str]:
    return [one.kind for one in evaluation_facts(on)]


def normative(here: World, year: int) -> None:
    policy(
        here, moment(date(year, 5, 6)), registration_number=f"QHPR-{year}-0010001",
        document_number=f"交规〔{year}〕1号",
    )  # fmt: skip


def test_a_year_without_evaluation_is_found_when_it_is_over(here: World) -> None:
    normative(here, 2025)
    assert kinds(date(2026, 12, 31)) == []
    (fact,) = evaluation_facts(date(2027, 1, 1))
    assert (fact.kind, fact.object_id, fact.happened_on) == (
        "evaluation_missing", "jtj:2026", date(2027, 1, 1),
    )  # fmt: skip


def test_nobody_is_asked_for_a_year_before_anything_was_public(here: World) -> None:
    policy(here, moment(date(2026, 5, 6)), registration_number="QHPR-2019-0010001",
           document_number="交规〔2019〕1号", issued_on=date(2019, 3, 1))  # fmt: skip
    assert kinds(date(2026, 6, 1)) == []


def test_a_published_evaluation_answers_for_its_year(here: World) -> None:
    normative(here, 2025)
    one = acts.conclude(evaluation=written(here), by=here.clerk, at=AFTER)
    through(here, acts.begin_report(evaluation=one, by=here.clerk, at=AFTER), AFTER)
    assert kinds(date(2027, 1, 1)) == []


def test_a_conclusion_to_revise_is_followed_or_found(here: World) -> None:
    acts.conclude(evaluation=written(here, "revise"), by=here.clerk, at=AFTER)
    assert kinds(date(2026, 8, 26)) == []
    assert kinds(date(2026, 8, 27)) == ["evaluation_unfollowed"]


def test_the_inspection_raises_each_once_and_deducts_nothing(here: World) -> None:
    acts.conclude(evaluation=written(here, "revise"), by=here.clerk, at=AFTER)
    for day in (27, 28):
        verify(at=moment(date(2026, 8, day), 2))
    assert [
        (one.kind, one.rule) for one in Finding.objects.filter(kind__startswith="evaluation")
    ] == [("evaluation_unfollowed", "")]
