"""Terms after a reply: years of keeping, reviews, challenges; each with its edge."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.foi import after
from gongkai.rules.foi.after import (
    CHALLENGES,
    NotAChallenge,
    answer_by,
    challenge_until,
    keep_until,
    review_by,
)
from gongkai.rules.workdays import is_workday

DAYS = st.dates(date(2021, 1, 1), date(2026, 6, 30))


def test_examples() -> None:
    assert doctest.testmod(after).failed == 0


@pytest.mark.parametrize(
    ("kind", "known", "last"),
    [
        ("reconsideration", date(2026, 3, 11), date(2026, 5, 11)),
        # The sixtieth day is a Sunday of a holiday: the next working day.
        ("reconsideration", date(2026, 8, 5), date(2026, 10, 8)),
        ("litigation_direct", date(2026, 3, 11), date(2026, 9, 11)),
        ("litigation_direct", date(2025, 8, 31), date(2026, 2, 28)),
        ("litigation_after_reconsideration", date(2026, 3, 11), date(2026, 3, 26)),
    ],
)
def test_until_when_a_reply_may_be_challenged(kind: str, known: date, last: date) -> None:
    assert challenge_until(kind, known) == last


def test_no_other_challenge() -> None:
    with pytest.raises(NotAChallenge):
        challenge_until("complaint", date(2026, 3, 11))


@given(st.sampled_from(sorted(CHALLENGES)), DAYS)
def test_a_term_ends_on_a_working_day_and_never_before_it_began(kind: str, day: date) -> None:
    for last in (challenge_until(kind, day), answer_by(kind, day)):
        assert (is_workday(last, provisional=True), last > day) == (True, True)


@given(DAYS, DAYS)
def test_who_closes_later_is_reviewed_no_earlier(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert review_by(first) <= review_by(second)
    assert review_by(first) > first + timedelta(days=19)


@given(DAYS, st.integers(1, 50))
def test_keeping_is_whole_years(day: date, years: int) -> None:
    last = keep_until(day, years)
    assert (last.year - day.year, last.month, last.day) == (years, 12, 31)


def test_what_was_not_compared_with_the_law_says_so() -> None:
    assert [after.KEEPING.verified, after.CONVERSION.verified] == [False, False]
    assert {one.verified for one in CHALLENGES.values()} == {False}
