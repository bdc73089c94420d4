"""A locked month never changes, whatever is attempted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.work.inspection.actions.finding import dismiss, raise_finding
from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Deduction, Month, Score
from gongkai.work.journal.deeds import Refused
from tests.factories import moment
from tests.work.inspection.world import (
    DECEMBER,
    END_OF_NOVEMBER,
    NOVEMBER,
    Year,
    other_department,
    quiet_year,
    stored,
    year,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Year:
    return quiet_year()


_ATTACKS = {
    "score points": "UPDATE inspection_score SET points = 100",
    "score grade": "UPDATE inspection_score SET grade = 'excellent'",
    "score gone": "DELETE FROM inspection_score",
    "score of another month": "UPDATE inspection_score SET month_id = month_id + 1",
    "deduction points": "UPDATE inspection_deduction SET points = 0",
    "deduction text": "UPDATE inspection_deduction SET explanation = ''",
    "deduction gone": "DELETE FROM inspection_deduction",
    "month opened": "UPDATE inspection_month SET locked_at = NULL",
    "month rules": "UPDATE inspection_month SET rules = '{}'",
    "month digest": "UPDATE inspection_month SET digest = ''",
    "month gone": "DELETE FROM inspection_month",
    "finding dismissed": "UPDATE inspection_finding SET state = 'dismissed'",
    "finding moved": "UPDATE inspection_finding SET month = '2023-12'",
    "finding text": "UPDATE inspection_finding SET what = '无'",
    "finding rule": "UPDATE inspection_finding SET rule = ''",
    "finding count": "UPDATE inspection_finding SET count = 9",
    "finding gone": "DELETE FROM inspection_finding",
    "new finding": (
        "INSERT INTO inspection_finding (organisation_id, kind, rule, month, object_kind, "
        "object_id, object_title, url, what, evidence, count, happened_on, found_at, due_on, state)"
        " SELECT organisation_id, kind, 'misprint', month, object_kind, object_id, object_title, "
        "url, what, evidence, count, '2023-11-09', found_at, due_on, state FROM inspection_finding"
    ),
    "new score": (
        "INSERT INTO inspection_score (month_id, organisation_id, points, grade) "
        "SELECT id, (SELECT MAX(id) FROM org_organisation), 100, '' FROM inspection_month"
    ),
    "new deduction": (
        "INSERT INTO inspection_deduction (score_id, finding_id, rule, points, explanation) "
        "SELECT (SELECT MAX(id) FROM inspection_score), finding_id, rule, points, explanation "
        "FROM inspection_deduction"
    ),
}


@pytest.mark.parametrize("sql", _ATTACKS.values(), ids=_ATTACKS)
def test_a_locked_month_withstands_sql(here: Year, sql: str) -> None:
    compute(month=NOVEMBER, at=DECEMBER)
    _try(sql)
    lock(month=NOVEMBER, by=here.head, at=DECEMBER)
    before = stored(), list(Month.objects.values()), list(Finding.objects.values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert (stored(), list(Month.objects.values()), list(Finding.objects.values())) == before


def _try(sql: str) -> None:
    """Before the lock the same statement reaches rows: it is the lock that stops it later."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            assert cursor.rowcount > 0
            raise _Undo
    except _Undo:
        return
    except DatabaseError as error:
        # Rows that others point to cannot go anyway, and organisation and month are unique.
        assert "锁定" not in str(error), error


class _Undo(Exception):
    """Takes back what a probe did."""


def test_a_locked_month_withstands_the_orm(here: Year) -> None:
    lock(month=NOVEMBER, by=here.head, at=DECEMBER)
    score, deduction = Score.objects.first(), Deduction.objects.first()
    month, finding = Month.objects.get(), Finding.objects.first()
    before = stored()
    score.points, deduction.points, month.locked_at = Decimal(1), Decimal(0), None
    finding.state = Finding.State.DISMISSED
    for act in (
        score.save, deduction.save, month.save, finding.save, deduction.delete,
        Deduction.objects.all().delete, lambda: Score.objects.update(points=1),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert stored() == before


_KINDS = ["misprint", "privacy_leak", "column_stale", "foi_overdue", "reminder"]


class TestProperties(TestCase):
    """Whatever was found, a score can be computed again, and locked is locked."""

    @settings(max_examples=15)
    @given(
        found=st.lists(
            st.tuples(st.sampled_from(_KINDS), st.integers(1, 30), st.booleans(), st.booleans()),
            max_size=8,
        )
    )
    def test_recomputed_alike_and_locked_for_good(
        self, found: list[tuple[str, int, bool, bool]]
    ) -> None:
        here = year({"units": [other_department()]})
        for number, (kind, count, is_dismissed, is_theirs) in enumerate(found):
            who = other_department() if is_theirs else here.organisation
            finding = raise_finding(
                organisation=who, kind=kind, what=f"第{number}处", url="/x", count=count,
                by=here.officer, at=END_OF_NOVEMBER,
            )  # fmt: skip
            if is_dismissed:
                dismiss(finding=finding, text="错", by=here.officer, at=END_OF_NOVEMBER)
        first = compute(month=NOVEMBER, at=DECEMBER).digest
        rows = stored()
        assert compute(month=NOVEMBER, at=moment(date(2023, 12, 9))).digest == first
        assert stored() == rows
        for score in Score.objects.prefetch_related("deductions"):
            lost = sum((one.points for one in score.deductions.all()), Decimal(0))
            assert score.points == 100 - lost
            assert 0 <= score.points <= 105
        assert lock(month=NOVEMBER, by=here.head, at=DECEMBER).digest == first
        verify(at=moment(date(2024, 1, 3)))
        with pytest.raises(Refused):
            compute(month=NOVEMBER, at=moment(date(2024, 1, 3)))
        assert stored() == rows
