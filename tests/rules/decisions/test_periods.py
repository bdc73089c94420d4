"""How long opinions are taken and by when things are due."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions import periods
from gongkai.rules.decisions.law import UnknownKind
from gongkai.rules.decisions.periods import (
    earliest_close,
    feedback_due,
    filing_due,
    interpretation_due,
    is_open,
    legality_earliest,
    legality_latest,
    may_reopen,
    period_days,
    period_faults,
    prolong_faults,
    reopen_faults,
)
from gongkai.rules.workdays import YearNotPublished, is_workday

D = date
SHANGHAI = timezone(timedelta(hours=8))
OPENS, CLOSES = D(2026, 6, 1), D(2026, 7, 1)
DAYS = st.dates(D(2023, 1, 1), D(2026, 10, 31))


def test_examples_in_the_docs_hold() -> None:
    assert doctest.testmod(periods).failed == 0


def test_terms_of_the_rulebook() -> None:
    assert earliest_close(OPENS) == CLOSES
    assert feedback_due(D(2023, 9, 22)) == D(2023, 10, 12)
    assert legality_earliest(D(2025, 4, 25), "major") == D(2025, 5, 8)
    assert legality_earliest(D(2025, 4, 25), "normative") == D(2025, 5, 6)
    assert legality_latest(D(2025, 4, 25)) == D(2025, 5, 20)
    assert interpretation_due(D(2026, 9, 30)) == D(2026, 10, 10)
    assert filing_due(D(2026, 9, 16)) == D(2026, 10, 8)


def test_what_nobody_can_count_yet_is_not_guessed() -> None:
    with pytest.raises(YearNotPublished):
        feedback_due(D(2026, 12, 25))
    assert feedback_due(D(2026, 12, 25), provisional=True) == D(2027, 1, 11)
    with pytest.raises(UnknownKind):
        legality_earliest(OPENS, "minor")


@pytest.mark.parametrize(
    ("closes_on", "reason", "today", "expected"),
    [
        (CLOSES, "", OPENS, []),
        (D(2026, 6, 30), "", OPENS, ["period_short"]),
        (D(2026, 6, 30), " ", OPENS, ["period_short"]),
        (D(2026, 6, 30), "汛期将至", OPENS, []),
        (OPENS, "汛期将至", OPENS, ["period_order"]),
        (CLOSES, "", D(2026, 5, 20), []),
        (D(2026, 6, 30), "", D(2026, 6, 2), ["period_short", "period_backdated"]),
    ],
)
def test_faults_of_a_period(closes_on: date, reason: str, today: date, expected: list[str]) -> None:
    found = period_faults(OPENS, closes_on, reason, today)
    assert [one.code for one in found] == expected


@given(DAYS, st.integers(-40, 90))
def test_only_less_than_30_days_need_a_reason(opens_on: date, days: int) -> None:
    closes_on = opens_on + timedelta(days)
    assert period_days(opens_on, closes_on) == days
    bare = [one.code for one in period_faults(opens_on, closes_on, "", opens_on)]
    assert bare == (["period_order"] if days <= 0 else ["period_short"] if days < 30 else [])
    assert (closes_on >= earliest_close(opens_on)) == (days >= 30)


@pytest.mark.parametrize(
    ("new", "reason", "today", "expected"),
    [
        (D(2026, 7, 11), "来信较多", D(2026, 6, 20), []),
        (D(2026, 7, 11), "来信较多", CLOSES, []),
        (D(2026, 7, 11), "来信较多", D(2026, 7, 2), ["prolong_closed"]),
        (CLOSES, "来信较多", D(2026, 6, 20), ["term_earlier"]),
        (D(2026, 6, 30), "", D(2026, 6, 20), ["term_earlier", "term_reason"]),
    ],
)
def test_a_term_is_only_prolonged(new: date, reason: str, today: date, expected: list[str]) -> None:
    assert [one.code for one in prolong_faults(CLOSES, new, reason, today)] == expected


@pytest.mark.parametrize(
    ("new", "reason", "today", "held", "expected"),
    [
        (D(2026, 7, 20), "草案作了较大修改", D(2026, 7, 5), None, []),
        (D(2026, 7, 20), "草案作了较大修改", CLOSES, None, ["reopen_open"]),
        (D(2026, 7, 20), "修改", D(2026, 7, 8), D(2026, 7, 7), ["reopen_deliberated"]),
        (D(2026, 7, 3), "修改", D(2026, 7, 5), None, ["term_past"]),
        (D(2026, 7, 20), "", D(2026, 7, 5), None, ["term_reason"]),
    ],
)
def test_a_closed_consultation_opens_again_only_before_the_meeting(
    new: date, reason: str, today: date, held: date | None, expected: list[str]
) -> None:
    found = reopen_faults(CLOSES, new, reason, today, held)
    assert [one.code for one in found] == expected
    assert may_reopen(CLOSES, new, reason, today, held) == (not expected)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 6, 1, 8, 59, 59, tzinfo=SHANGHAI), False),
        (datetime(2026, 6, 1, 9, 0, 0, tzinfo=SHANGHAI), True),
        (datetime(2026, 7, 1, 23, 59, 59, tzinfo=SHANGHAI), True),
        (datetime(2026, 7, 1, 23, 59, 59, 999999, tzinfo=SHANGHAI), True),
        (datetime(2026, 7, 2, 0, 0, 0, tzinfo=SHANGHAI), False),
        (datetime(2026, 7, 1, 15, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 7, 1, 16, 0, 0, tzinfo=UTC), False),
    ],
)
def test_opinions_are_taken_to_the_last_second_of_the_day(moment: datetime, expected: bool) -> None:
    opens_at = datetime(2026, 6, 1, 1, 0, 0, tzinfo=UTC)
    assert is_open(opens_at, CLOSES, moment) is expected


def test_a_moment_without_a_zone_is_not_guessed() -> None:
    aware = datetime(2026, 6, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="2026"):
        is_open(aware, CLOSES, aware.replace(tzinfo=None))


@given(DAYS)
def test_terms_in_working_days_end_on_one_and_come_later(day: date) -> None:
    due = [
        feedback_due(day),
        interpretation_due(day),
        filing_due(day),
        legality_earliest(day, "major"),
    ]
    assert [one for one in due if one <= day or not is_workday(one)] == []
