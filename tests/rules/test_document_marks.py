"""Marks of publications: what earns them, what does not, and that nothing takes them away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.document import (
    LATE,
    MARK_SENTENCES,
    MARKS,
    TAKEN_OVER,
    Claim,
    MarkReason,
    date_doubts,
    is_late,
    mark_reasons,
    permanent_marks,
    publication_due,
)

FORMED, DUE = date(2023, 7, 25), date(2023, 8, 22)
DAY = timedelta(days=1)


def claim(published_on: date, formed_on: date = FORMED, **fields: object) -> Claim:
    """A publication as the office makes it: a term from each day that may begin one."""
    issued_on = fields.get("issued_on")
    days = [formed_on, *([issued_on] if isinstance(issued_on, date) else [])]
    terms = tuple((day, publication_due(day, provisional=True)) for day in days)
    return Claim(published_on, formed_on, terms, **fields)


def codes(now: Claim, *before: Claim) -> list[str]:
    return [one.code for one in mark_reasons(now, before)]


def stored(*claims: Claim) -> list[Claim]:
    """The claims one after another, each with what was said of it when it was made."""
    found: list[Claim] = []
    for one in claims:
        said = {"marks": permanent_marks(one, found), "is_late": is_late(one, found)}
        found.append(replace(one, **said))
    return found


@pytest.mark.parametrize(("published_on", "expected"), [
    (FORMED, []), (DUE, []), (DUE + DAY, ["late"]),
])  # fmt: skip
def test_late_is_what_came_after_its_term(published_on: date, expected: list[str]) -> None:
    assert codes(claim(published_on)) == expected


def test_what_was_late_says_when_it_was_due_and_when_it_came() -> None:
    reason = mark_reasons(claim(date(2023, 9, 1)))[0]
    values = (("from_on", FORMED), ("due_on", DUE), ("public_on", date(2023, 9, 1)))
    assert reason == MarkReason(LATE, "late", values)


def test_an_earlier_date_of_the_document_begins_the_term() -> None:
    """Whoever writes a later day of formation than the document bears gains nothing by it."""
    late = claim(date(2023, 9, 1), date(2023, 8, 30), issued_on=FORMED)
    assert codes(late) == ["late"]


def test_a_later_day_of_formation_does_not_take_the_mark_away() -> None:
    late = claim(date(2023, 9, 1))
    for formed_on in (date(2023, 8, 30), date(2023, 9, 4)):
        assert LATE in permanent_marks(claim(date(2023, 9, 5), formed_on), [late])


def test_an_earlier_day_that_is_told_only_later_counts_too() -> None:
    timely = claim(date(2023, 7, 26))
    assert codes(claim(date(2023, 7, 27), date(2023, 5, 4)), timely) == ["late", "formed_changed"]


def test_a_correction_is_as_timely_as_the_first_publication_was() -> None:
    timely = claim(date(2023, 7, 26), issued_on=FORMED)
    assert codes(claim(date(2024, 3, 1), issued_on=FORMED), timely) == []


def test_a_change_since_then_has_its_own_term_and_is_no_new_date() -> None:
    first = claim(date(2023, 7, 26))
    assert codes(claim(date(2024, 3, 5), date(2024, 3, 1)), first) == []
    assert codes(claim(date(2024, 4, 30), date(2024, 3, 1)), first) == ["late"]


def test_a_slip_that_is_mended_is_told_and_is_not_late() -> None:
    timely = claim(date(2023, 7, 28))
    assert codes(claim(date(2024, 3, 1), FORMED + DAY), timely) == ["formed_changed"]


@pytest.mark.parametrize(("formed_on", "published_on", "expected"), [
    (FORMED, date(2023, 9, 8), True),
    (date(2023, 8, 30), date(2023, 9, 8), True),
    (date(2023, 9, 4), date(2023, 9, 8), False),
    (date(2023, 9, 4), date(2023, 12, 8), True),
])  # fmt: skip
def test_a_correction_of_what_was_late_is_late_and_a_change_is_judged_by_its_own_term(
    formed_on: date, published_on: date, expected: bool
) -> None:
    late = stored(claim(date(2023, 9, 1), issued_on=FORMED))
    now = claim(published_on, formed_on, issued_on=FORMED)
    assert (is_late(now, late), LATE in permanent_marks(now, late)) == (expected, True)


@pytest.mark.parametrize(("was_on", "now_on", "number", "expected"), [
    (FORMED, FORMED, "青政发〔2023〕1号", []),
    (FORMED, FORMED + DAY, "青政发〔2023〕1号", ["issued_changed"]),
    (FORMED, date(2023, 12, 1), "青政发〔2023〕1号", ["issued_changed"]),
    (FORMED, date(2023, 12, 1), "", []),
    (FORMED, FORMED - DAY, "", ["issued_changed"]),
    (None, FORMED, "", []),
    (FORMED, None, "", []),
])  # fmt: skip
def test_the_date_of_a_document_never_moves(
    was_on: date | None, now_on: date | None, number: str, expected: list[str]
) -> None:
    before = Claim(date(2023, 7, 28), FORMED, issued_on=was_on, document_number=number)
    now = Claim(date(2023, 12, 4), FORMED, issued_on=now_on, document_number=number)
    assert codes(now, before) == expected


def test_going_back_to_a_former_day_is_told() -> None:
    first, second = claim(date(2023, 7, 28)), claim(date(2023, 9, 5), date(2023, 9, 1))
    assert codes(claim(date(2023, 9, 7)), first, second) == ["formed_changed"]


UNFIT: dict[str, dict[str, object]] = {
    "issued_after_publication": {"issued_on": date(2023, 8, 2)},
    "formed_after_publication": {"formed_on": date(2023, 8, 2)},
    "formed_before_issue": {"issued_on": FORMED + DAY, "is_document": True},
    "number_year": {"issued_on": FORMED, "document_number": "青政发〔2022〕1号"},
    "expires_before_effective": {"effective_on": FORMED, "expires_on": FORMED - DAY},
    "first_public_before_issue": {"issued_on": FORMED, "first_public_on": FORMED - DAY},
    "first_public_after_publication": {"first_public_on": date(2023, 8, 3)},
}


@pytest.mark.parametrize(("code", "fields"), UNFIT.items())
def test_days_that_do_not_fit(code: str, fields: dict[str, object]) -> None:
    one = Claim(date(2023, 8, 1), **({"formed_on": FORMED} | fields))
    assert [reason.code for reason in mark_reasons(one) if reason.mark == "dates_unfit"] == [code]


FIT: list[dict[str, object]] = [
    {},
    {"issued_on": FORMED + DAY},
    {"issued_on": FORMED, "effective_on": FORMED - DAY},
    {"effective_on": FORMED, "expires_on": FORMED},
    {"issued_on": FORMED, "document_number": "青政发〔2023〕1号", "is_document": True},
    {"issued_on": FORMED, "document_number": "随便写的"},
    {"issued_on": FORMED, "document_number": "青禾区人民政府令第3号"},
]


@pytest.mark.parametrize("fields", FIT)
def test_days_that_fit(fields: dict[str, object]) -> None:
    assert permanent_marks(Claim(date(2023, 8, 1), FORMED, **fields)) == ()


def test_taking_effect_before_its_own_date_is_a_doubt_and_no_mark() -> None:
    early = Claim(FORMED, FORMED, issued_on=FORMED, effective_on=FORMED - DAY)
    assert [one.code for one in date_doubts(early)] == ["effective_before_issue"]
    assert date_doubts(replace(early, effective_on=FORMED)) == ()


def test_what_was_taken_over_counts_by_its_first_day_and_says_that_nothing_proves_it() -> None:
    old = claim(date(2026, 3, 2), first_public_on=date(2023, 7, 28))
    assert codes(old) == ["taken_over"]
    late = claim(date(2026, 3, 2), first_public_on=date(2023, 9, 1))
    assert codes(late) == ["late", "taken_over"]


def test_a_first_day_that_is_claimed_only_later_excuses_nothing() -> None:
    late = claim(date(2023, 9, 1))
    now = claim(date(2023, 9, 4), first_public_on=date(2023, 7, 26))
    assert permanent_marks(now, [late]) == (LATE, TAKEN_OVER)


def test_marks_stay_in_their_order_and_every_reason_has_a_sentence() -> None:
    assert list(MARKS) == ["late", "dates_unfit", "redated", "taken_over"]
    for text in MARK_SENTENCES.values():
        assert text.endswith("。")
        assert any(name for _, name, _, _ in Formatter().parse(text))


days = st.dates(date(2023, 1, 1), date(2024, 12, 31))
maybe = st.none() | days
numbers = st.sampled_from(["", "青政发〔2023〕1号", "青政发〔2024〕2号", "不是文号"])
drawn = st.builds(
    claim, days, days, issued_on=maybe, effective_on=maybe, expires_on=maybe,
    first_public_on=maybe, document_number=numbers, is_document=st.booleans(),
)  # fmt: skip
histories = st.lists(drawn, min_size=1, max_size=5).map(
    lambda found: sorted(found, key=lambda one: one.published_on)
)


@given(histories)
def test_no_sequence_of_edits_ever_takes_a_mark_away(claims: list[Claim]) -> None:
    held: set[str] = set()
    for one in stored(*claims):
        assert held <= set(one.marks)
        held = set(one.marks)


@given(histories)
def test_what_is_late_bears_the_mark(claims: list[Claim]) -> None:
    assert all(LATE in one.marks for one in stored(*claims) if one.is_late)


@given(histories)
def test_every_new_mark_has_a_reason_that_can_be_told(claims: list[Claim]) -> None:
    found = stored(*claims)
    reasons = mark_reasons(found[-1], found[:-1])
    assert {one.mark for one in reasons} == set(found[-1].marks)
    for one in reasons:
        assert MARK_SENTENCES[one.code].format(**dict(one.values))


@given(days, st.lists(st.tuples(days, maybe), min_size=1, max_size=5))
def test_no_edit_of_dates_hides_a_first_publication_that_was_late(
    formed_on: date, edits: list[tuple[date, date | None]]
) -> None:
    published_on = publication_due(formed_on, provisional=True) + DAY
    claims = [claim(published_on, formed_on)]
    claims += [claim(published_on + DAY, day, issued_on=issued) for day, issued in edits]
    assert all(LATE in one.marks for one in stored(*claims))


@given(histories)
def test_the_same_words_again_earn_nothing_new(claims: list[Claim]) -> None:
    found = stored(*claims)
    again = replace(found[-1], published_on=found[-1].published_on + 30 * DAY)
    unlike = {"late"} if again.formed_on > found[-1].published_on else set()
    assert set(permanent_marks(again, found)) - unlike == set(found[-1].marks) - unlike
