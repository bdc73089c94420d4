"""Two people, or a person and the worker, at one moment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connections

from gongkai.work.inspection.actions.finding import close, dismiss, mend
from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding, Rectification
from gongkai.work.inspection.models.score import Deduction, Month, Score
from gongkai.work.ledger.models.duty import State
from tests.factories import moment, openness_head
from tests.work.inspection.world import DECEMBER, NOVEMBER, other_department, year
from tests.work.ledger.test_together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_inspected_twice_together_each_fact_is_found_once() -> None:
    year()
    assert at_once(*[lambda: verify(at=DECEMBER)] * 3) == ["done"] * 3
    assert list(Finding.objects.order_by("kind").values_list("kind", flat=True)) == [
        "duty_overdue", "duty_overdue", "ledger_missing",
    ]  # fmt: skip


def test_a_month_computed_together_has_its_scores_once() -> None:
    year({"units": [other_department()]})
    assert at_once(*[lambda: compute(month=NOVEMBER, at=DECEMBER)] * 4) == ["done"] * 4
    assert (Month.objects.count(), Score.objects.count(), Deduction.objects.count()) == (1, 2, 2)


def test_locked_by_two_heads_it_is_locked_by_one() -> None:
    here = year()
    other = openness_head("公开办副主任")
    came_to = at_once(
        lambda: lock(month=NOVEMBER, by=here.head, at=DECEMBER),
        lambda: lock(month=NOVEMBER, by=other, at=DECEMBER),
    )
    assert came_to == ["done", "month_locked"]
    assert Score.objects.get().points == Decimal(90)


def test_locked_while_it_is_computed_the_locked_scores_stay() -> None:
    here = year()
    came_to = at_once(
        lambda: lock(month=NOVEMBER, by=here.head, at=DECEMBER),
        *[lambda: compute(month=NOVEMBER, at=DECEMBER)] * 2,
    )
    assert set(came_to) <= {"done", "month_locked"}
    assert "done" in came_to
    assert (Month.objects.get().is_locked, Deduction.objects.count()) == (True, 2)


def test_a_finding_closed_and_dismissed_together_ends_one_way() -> None:
    here = year()
    verify(at=DECEMBER)
    finding = Finding.objects.filter(kind="duty_overdue").first()
    mend(finding=finding, text="已改", by=here.here.clerk, at=DECEMBER)
    came_to = at_once(
        lambda: close(finding=_own(finding), text="好", by=here.officer, at=DECEMBER),
        lambda: dismiss(finding=_own(finding), text="错", by=here.officer, at=DECEMBER),
    )
    assert came_to == ["done", "finding_elsewhere"]
    assert Rectification.objects.filter(finding=finding).count() == 2


def test_published_while_it_is_inspected_it_ends_as_published() -> None:
    here = year()
    day = date(2023, 10, 12)
    assert at_once(
        lambda: here.publish(day), *[lambda: verify(at=moment(day))] * 2
    ) == ["done"] * 3  # fmt: skip
    assert here.occurrence(1).state == State.FULFILLED
    connections.close_all()


def _own(finding: Finding) -> Finding:
    return Finding.objects.select_related("organisation").get(pk=finding.pk)
