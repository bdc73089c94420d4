"""What must hold for every request, whatever happens to it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.foi import KINDS, OUTCOMES, Event, read_clock
from gongkai.rules.foi.case import CLOSED
from gongkai.rules.workdays import add_workdays, workdays_between

RECEIVED = st.dates(date(2021, 1, 4), date(2026, 3, 31))
GAPS = st.integers(0, 25)


def reply_term(start: date) -> date:
    return add_workdays(start, 20)


@given(RECEIVED, st.integers(0, 7), GAPS)
def test_a_supplement_gives_the_whole_term_again(received: date, wait: int, gap: int) -> None:
    """T3: any way through a clarification leaves exactly 20 working days."""
    asked = add_workdays(received, wait)
    supplied = asked + timedelta(days=gap)
    rows = [
        Event("received", received),
        Event("correction_requested", asked),
        Event("supplement_received", supplied),
    ]
    found = read_clock(rows, supplied)
    assert (found.error, found.due) == ("", reply_term(supplied))


@given(RECEIVED, st.integers(0, 20), st.integers(0, 20))
def test_payment_gives_the_whole_term_again(received: date, wait: int, days: int) -> None:
    """T3, the fee: the period begins again on the day after payment."""
    notified = add_workdays(received, wait)
    paid = add_workdays(notified, days)
    rows = [
        Event("received", received),
        Event("fee_notified", notified),
        Event("fee_paid", paid),
    ]
    assert read_clock(rows, paid).due == reply_term(paid)


@given(
    RECEIVED,
    st.lists(st.tuples(GAPS, st.sampled_from(["third_party", "agency"]), GAPS), max_size=4),
)
def test_consultations_only_shift(received: date, letters: list[tuple[int, str, int]]) -> None:
    """T3: what is left out is the union of the stretches, each at most 15 working days."""
    rows = [Event("received", received)]
    days: set[date] = set()
    sent = received
    for gap, whom, wait in letters:
        sent += timedelta(days=gap)
        if any(one.on > sent for one in rows):
            sent = max(one.on for one in rows)
        answered = sent + timedelta(days=wait)
        rows += [Event(f"{whom}_consulted", sent), Event(f"{whom}_answered", answered)]
        until = min(answered, add_workdays(sent, 15))
        days |= {sent + timedelta(days=step) for step in range(1, (until - sent).days + 1)}
        sent = answered
    due = received
    left = 20
    while left:
        due += timedelta(days=1)
        if due not in days:
            left -= workdays_between(due - timedelta(days=1), due)
    assert read_clock(rows, received).due == due


@given(RECEIVED, st.integers(0, 20), st.integers(1, 20))
def test_an_extension_adds_its_days_once(received: date, wait: int, days: int) -> None:
    """T4: once, only before the last day, at most 20."""
    told = add_workdays(received, wait)
    rows = [Event("received", received), Event("extended", told, days=days)]
    found = read_clock(rows, told)
    assert (found.error, found.due) == ("", add_workdays(received, 20 + days))
    again = read_clock([*rows, Event("extended", told, days=1)], told)
    assert (again.error != "", again.due) == (True, found.due)


KIND = st.sampled_from([kind for kind in KINDS if kind != "received"])
FOLLOWING = st.builds(
    lambda kind, gap, days, outcome: (kind, gap, days, outcome),
    KIND,
    GAPS,
    st.none() | st.integers(-1, 25),
    st.sampled_from(["", *OUTCOMES]),
)


@given(RECEIVED, st.lists(FOLLOWING, max_size=6))
def test_any_story_ends_in_an_answer(
    received: date, story: list[tuple[str, int, int | None, str]]
) -> None:
    """No order of events breaks the clock, and what it says does not contradict itself."""
    rows, on = [Event("received", received)], received
    for kind, gap, days, outcome in story:
        on += timedelta(days=gap)
        rows.append(Event(kind, on, days=days, outcome=outcome))
    found = read_clock(rows, on)
    assert len(found.steps) >= 1
    assert all("（" in step.because or step.what for step in found.steps)
    if found.due is None:
        assert not found.overdue
    elif found.state not in CLOSED:
        assert found.overdue == (found.due < max(on, received)) or found.error
    assert found.excluded_days >= 0


@given(RECEIVED, st.lists(FOLLOWING, max_size=6), st.integers(0, 400))
def test_what_was_read_once_is_read_again(
    received: date, story: list[tuple[str, int, int | None, str]], later: int
) -> None:
    """The clock has no memory: the same events on the same day give the same answer."""
    rows, on = [Event("received", received)], received
    for kind, gap, days, outcome in story:
        on += timedelta(days=gap)
        rows.append(Event(kind, on, days=days, outcome=outcome))
    today = on + timedelta(days=later)
    assert read_clock(rows, today) == read_clock(list(rows), today)
