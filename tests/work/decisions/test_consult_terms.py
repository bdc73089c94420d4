"""The term of a consultation: prolonged while it runs, opened again by rule, over by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from gongkai.work.decisions.actions.terms import close_over, prolong, reopen
from gongkai.work.decisions.models.consultation import Consultation, TermChange
from gongkai.work.decisions.models.decision import Step
from gongkai.work.decisions.queries.consultations import runs
from tests.factories import clerk, department, moment
from tests.work.decisions.consult_scene import CLOSES, LAST_SECOND, opened, said
from tests.work.records.world import refused_for

pytestmark = pytest.mark.django_db
LATER = CLOSES + timedelta(days=10)
AFTER = LAST_SECOND + timedelta(seconds=1)


def test_it_is_prolonged_with_a_reason_that_stays() -> None:
    made = opened()
    prolong(
        consultation=made.consultation, closes_on=LATER, reason=" 应群众\n要求 ",
        by=made.here.clerk, at=LAST_SECOND,
    )  # fmt: skip
    change = TermChange.objects.get()
    assert (change.kind, change.before_on, change.after_on, change.reason) == (
        "prolonged", CLOSES, LATER, "应群众 要求",
    )  # fmt: skip
    assert said(made, at=AFTER).opinion.number == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        TermChange.objects.update(reason="别的")


@pytest.mark.parametrize(("until", "reason", "at", "count"), [
    (CLOSES, "原因", LAST_SECOND, 1), (LATER, " ", LAST_SECOND, 1), (LATER, "原因", AFTER, 1),
    (CLOSES, "", AFTER, 3), (LATER, "长" * 301, LAST_SECOND, 1),
])  # fmt: skip
def test_what_is_wrong_with_a_longer_term(until: date, reason: str, at: object, count: int) -> None:
    made = opened()
    found = refused_for(
        lambda: prolong(
            consultation=made.consultation, closes_on=until, reason=reason, by=made.here.clerk,
            at=at,  # type: ignore[arg-type]
        )
    )  # fmt: skip
    assert len(found) == count
    assert TermChange.objects.count() == 0


def test_it_opens_again_after_its_end_but_not_after_the_meeting() -> None:
    made = opened()
    close_over(at=AFTER)
    again = {"consultation": made.consultation, "closes_on": LATER, "reason": "补充材料"}
    by = made.here.clerk
    assert refused_for(lambda: reopen(by=by, at=LAST_SECOND, **again)) == ["consultation_term"]  # type: ignore[arg-type]
    reopen(by=by, at=AFTER, **again)  # type: ignore[arg-type]
    made.consultation.refresh_from_db()
    assert (made.consultation.state, runs(made.consultation, AFTER)) == ("consulting", True)
    Step.objects.create(
        decision=made.decision, phase="deliberation", written_at=AFTER, written_by=by,
        facts={"deliberation_held_on": "2026-10-05"}, passed_at=AFTER, passed_by=by,
    )  # fmt: skip
    later = {**again, "closes_on": LATER + timedelta(days=9)}
    at = moment(LATER + timedelta(days=5))
    assert refused_for(lambda: reopen(by=by, at=at, **later)) == ["consultation_term"]  # type: ignore[arg-type]


def test_the_job_only_notes_what_time_has_done() -> None:
    made = opened()
    assert close_over(at=LAST_SECOND) == 0
    assert runs(made.consultation, AFTER) is False
    assert close_over(at=AFTER) == 1
    assert Consultation.objects.get().state == "consulted"


def test_others_may_not() -> None:
    made = opened()
    other = clerk(department("mzj", "民政局"), "别处")
    for act in (prolong, reopen):
        assert refused_for(
            lambda act=act: act(
                consultation=made.consultation, closes_on=LATER, reason="x", by=other, at=AFTER
            )
        ) == ["no_power"]
