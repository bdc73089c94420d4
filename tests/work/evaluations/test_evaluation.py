"""Evaluations: begun, written, concluded, told, and what follows from them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongkai.work.evaluations.actions import evaluation as acts
from gongkai.work.evaluations.models.evaluation import Evaluation, Method
from gongkai.work.evaluations.queries.evaluations import (
    changed_on,
    public_evaluations,
    unchanged_policies,
    without_evaluation,
)
from gongkai.work.records.actions.relate import relate
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record
from tests.factories import moment
from tests.work.evaluations.scene import AFTER, BEGIN, begun, designed, policy, through, written
from tests.work.records.world import World, draft, pass_all, refused_for, world

pytestmark = pytest.mark.django_db
LATER = moment(date(2026, 12, 20))


@pytest.fixture
def here() -> World:
    return world("jtj", "交通局")


def concluded(here: World, outcome: str = "continue") -> Evaluation:
    return acts.conclude(evaluation=written(here, outcome), by=here.clerk, at=AFTER)


def test_a_policy_is_evaluated_once_a_year(here: World) -> None:
    one = begun(here)
    again: dict[str, Any] = {"organisation": here.organisation, "policy": one.policy, "year": 2026}
    assert refused_for(lambda: acts.begin(**again, by=here.clerk, at=AFTER)) == ["evaluation_there"]


def test_only_own_public_policies_of_years_that_began(here: World) -> None:
    other = world("czj", "财政局")
    theirs = policy(other)
    unpublished = draft(here)

    def begin(record: Record, year: int = 2026) -> list[str]:
        return refused_for(
            lambda: acts.begin(
                organisation=here.organisation, policy=record, year=year, by=here.clerk, at=BEGIN
            )
        )

    assert begin(theirs.record) == ["evaluation_policy_of_others"]
    assert begin(unpublished) == ["evaluation_policy_not_public"]
    assert begin(policy(here).record, 2027) == ["evaluation_year_ahead"]


def test_a_conclusion_is_told_everything_that_is_missing(here: World) -> None:
    one = begun(here)
    codes = refused_for(lambda: acts.conclude(evaluation=one, by=here.clerk, at=AFTER))
    assert set(codes) == {"evaluation_lack"}
    assert len(codes) >= 9
    one.refresh_from_db()
    assert one.state == Evaluation.State.WRITING


def test_from_the_policy_to_the_public_report(here: World) -> None:
    one = concluded(here)
    record = acts.begin_report(evaluation=one, by=here.clerk, at=AFTER)
    assert list(public_evaluations()) == []
    publication = through(here, record, AFTER)
    assert publication.title == "关于《小微企业用工补贴办法》实施效果的评价报告（2026年）"
    body = publication.version.body_html
    assert "材料仍要报两次" in body
    assert "下半年合并两次报送" in body
    assert [row.pk for row in public_evaluations()] == [one.pk]
    twice = refused_for(lambda: acts.begin_report(evaluation=one, by=here.clerk, at=AFTER))
    assert twice == ["evaluation_report_there"]


def test_a_conclusion_stays(here: World) -> None:
    one = concluded(here)
    for change in (
        lambda: Evaluation.objects.filter(pk=one.pk).update(result="别的"),
        lambda: Evaluation.objects.filter(pk=one.pk).update(state="evaluating"),
        lambda: Method.objects.filter(evaluation=one).delete(),
        lambda: Evaluation.objects.filter(pk=one.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_continuing_sets_no_term(here: World) -> None:
    assert concluded(here).follow_up_on is None


def test_revise_opens_a_term_that_only_the_policy_itself_closes(here: World) -> None:
    one = concluded(here, "revise")
    assert one.follow_up_on == date(2026, 8, 26)
    assert unchanged_policies(date(2026, 8, 26)) == []
    assert unchanged_policies(date(2026, 8, 27)) == [one]
    day = LATER.date()
    amending = draft(here, LATER, title="关于修改用工补贴办法的通知", formed_on=day, issued_on=day)
    relate(
        record=amending,
        kind="amends",
        target=one.policy.index_number or "",
        by=here.clerk,
        at=LATER,
    )
    assert changed_on(one) is None
    submit(record=amending, by=here.clerk, at=LATER)
    pass_all(here, amending, LATER)
    assert changed_on(one) == LATER.date()
    assert unchanged_policies(date(2027, 1, 5)) == []


def test_a_survey_of_others_is_no_method(here: World) -> None:
    survey = designed(world("czj", "财政局"))
    one = begun(here)
    codes = refused_for(
        lambda: acts.add_method(
            evaluation=one, code="survey", on=date(2026, 5, 5), people=3, by=here.clerk, at=AFTER,
            survey=survey,
        )
    )  # fmt: skip
    assert codes == ["evaluation_survey_of_others"]


def test_who_has_policies_and_no_evaluation(here: World) -> None:
    policy(here, moment(date(2025, 5, 6)), registration_number="QHPR-2025-0010001",
           document_number="交规〔2025〕1号")  # fmt: skip
    world("czj", "财政局")
    assert [one.code for one in without_evaluation(2026)] == ["jtj"]
    one = concluded(here)
    through(here, acts.begin_report(evaluation=one, by=here.clerk, at=AFTER), AFTER)
    assert list(without_evaluation(2026)) == []
