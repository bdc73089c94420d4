"""What holds for the state of any duty on any day, against the definition."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.evidence import Evidence, Period, Proof, State, assess
from gongkai.rules.workdays import add_workdays, workdays_between

START = date(2023, 8, 1)
EVENT = Period(START, None, Proof.EVENT)

DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))
SPANS = st.integers(0, 200).map(lambda n: timedelta(days=n))
EVIDENCE = st.lists(DAYS.map(lambda day: Evidence("record", "甲", day)), max_size=4)


@st.composite
def periods(draw):
    start = draw(DAYS)
    due = draw(st.none() | SPANS.map(lambda span: start + span))
    proof = draw(st.sampled_from([Proof.RECORD, Proof.ACTIVITY, Proof.STATEMENT, None]))
    return Period(start, due, proof, needed=draw(st.integers(1, 3)))


@given(periods(), DAYS, EVIDENCE)
def test_state_is_what_the_definition_says(period, on, evidence):
    """An oracle that asks the definition's questions in another order, one state each."""
    days = sorted(one.on for one in evidence if period.starts_on <= one.on <= on)
    done_on = days[period.needed - 1] if len(days) >= period.needed else None
    judged = period.proof in (Proof.RECORD, Proof.ACTIVITY)
    dated = judged and period.due_on is not None
    near = dated and workdays_between(on, period.due_on) <= 10 and on >= period.starts_on
    true = {
        State.MANUAL: not judged or (not dated and done_on is None),
        State.KEPT: judged and not dated and done_on is not None,
        State.FULFILLED: dated and done_on is not None and done_on <= period.due_on,
        State.LATE: dated and done_on is not None and done_on > period.due_on,
        State.OVERDUE: dated and done_on is None and on > period.due_on,
        State.DUE: dated and done_on is None and on <= period.due_on and near,
        State.UPCOMING: dated and done_on is None and on <= period.due_on and not near,
    }
    assert [state for state, holds in true.items() if holds] == [
        assess(period, on=on, evidence=evidence).state
    ]


AFTER = {
    State.UPCOMING: {State.UPCOMING, State.DUE, State.FULFILLED, State.OVERDUE, State.LATE},
    State.DUE: {State.DUE, State.FULFILLED, State.OVERDUE, State.LATE},
    State.FULFILLED: {State.FULFILLED},
    State.OVERDUE: {State.OVERDUE, State.LATE},
    State.LATE: {State.LATE},
    State.KEPT: {State.KEPT, State.BROKEN},
    State.BROKEN: {State.BROKEN},
    State.MANUAL: {State.MANUAL, State.KEPT},
}


@given(periods(), DAYS, SPANS, EVIDENCE)
def test_time_never_runs_backwards(period, on, span, evidence):
    before = assess(period, on=on, evidence=evidence).state
    after = assess(period, on=on + span, evidence=evidence).state
    assert after in AFTER[before]


@given(periods(), DAYS, EVIDENCE, st.randoms())
def test_order_of_evidence_does_not_matter(period, on, evidence, random):
    shuffled = random.sample(evidence, len(evidence))
    assert assess(period, on=on, evidence=shuffled) == assess(period, on=on, evidence=evidence)


@given(periods(), DAYS, EVIDENCE)
def test_one_sentence(period, on, evidence):
    explanation = assess(period, on=on, evidence=evidence).explanation
    assert explanation.index("。") == len(explanation) - 1
    assert "None" not in explanation


@st.composite
def events(draw):
    formed = draw(DAYS)
    published = draw(st.none() | SPANS.map(lambda span: formed + span))
    return Evidence("record", draw(st.sampled_from("甲乙丙")), published, formed)


@given(st.lists(events(), max_size=5), DAYS, SPANS)
def test_events_are_kept_until_one_is_late_and_for_people_while_there_is_none(filed, on, span):
    def late(one, day):
        shown = one.on if one.on and one.on <= day else day
        return START <= one.formed_on <= day and shown > add_workdays(
            one.formed_on, 20, provisional=True
        )

    for day in (on, on + span):
        is_any = any(START <= one.formed_on <= day for one in filed)
        is_late = any(late(one, day) for one in filed)
        expected = State.BROKEN if is_late else State.KEPT if is_any else State.MANUAL
        assert assess(EVENT, on=day, evidence=filed).state == expected
    if assess(EVENT, on=on, evidence=filed).state == State.BROKEN:
        assert assess(EVENT, on=on + span, evidence=filed).state == State.BROKEN
