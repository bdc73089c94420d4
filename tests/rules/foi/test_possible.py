"""What may happen next agrees with the clock, and says until when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.foi import KINDS, Event, read_clock
from gongkai.rules.foi.possible import next_lapse, open_parties, possible

RECEIVED = Event("received", date(2026, 2, 5))
ASKED = Event("third_party_consulted", date(2026, 2, 9), party="P1")
MENDED = [
    Event("correction_requested", date(2026, 2, 6), days=10),
    Event("supplement_received", date(2026, 2, 25)),
]


def open_kinds(events: list[Event], on: date) -> set[str]:
    return {one.kind for one in possible(events, on) if one.is_open}


@pytest.mark.parametrize(
    ("events", "on", "expected"),
    [
        ([], date(2026, 2, 5), set()),
        (
            [RECEIVED],
            date(2026, 2, 6),
            {
                "replied", "correction_requested", "third_party_consulted", "agency_consulted",
                "extended", "explanation_requested", "fee_notified", "withdrawn",
            },
        ),
        (
            [RECEIVED, ASKED],
            date(2026, 2, 10),
            {
                "third_party_answered", "third_party_consulted", "agency_consulted", "extended",
                "withdrawn",
            },
        ),
        (
            [RECEIVED, MENDED[0]],
            date(2026, 2, 10),
            {"supplement_received", "withdrawn"},
        ),
        ([RECEIVED, Event("fee_notified", date(2026, 2, 6))], date(2026, 2, 9),
         {"fee_paid", "withdrawn"}),
        ([RECEIVED, Event("withdrawn", date(2026, 2, 6))], date(2026, 2, 9), set()),
        ([RECEIVED], date(2026, 3, 12), {
            "replied", "third_party_consulted", "agency_consulted", "explanation_requested",
            "withdrawn",
        }),
    ],
)  # fmt: skip
def test_what_is_open(events: list[Event], on: date, expected: set[str]) -> None:
    assert open_kinds(events, on) == expected


@pytest.mark.parametrize(
    ("events", "kind", "until"),
    [
        # The last day for a clarification is a Saturday on which people work.
        ([RECEIVED], "correction_requested", date(2026, 2, 14)),
        ([RECEIVED], "replied", date(2026, 3, 11)),
        ([RECEIVED], "extended", date(2026, 3, 11)),
        ([RECEIVED], "withdrawn", None),
        ([RECEIVED, ASKED], "third_party_answered", date(2026, 3, 6)),
        ([RECEIVED, MENDED[0]], "supplement_received", date(2026, 2, 27)),
        ([RECEIVED, *MENDED], "replied", date(2026, 3, 24)),
    ],
)
def test_until_when(events: list[Event], kind: str, until: date | None) -> None:
    on = max(event.on for event in events)
    found = [one for one in possible(events, on) if one.kind == kind]
    assert [(one.is_open, one.until) for one in found] == [(True, until)]


def test_a_late_supplement_needs_a_good_reason() -> None:
    events = [RECEIVED, MENDED[0]]
    found = {one.kind: one for one in possible(events, date(2026, 3, 20))}
    late = found["supplement_received"]
    assert (late.is_open, late.late, late.refusal) == (True, True, "")
    # What remains is the letter that tells of the end.
    assert found["replied"].is_open
    assert not found["withdrawn"].is_open


def test_a_refusal_says_why_and_a_reason_names_the_article() -> None:
    found = {one.kind: one for one in possible([RECEIVED, *MENDED], date(2026, 2, 26))}
    assert found["correction_requested"].refusal == (
        "补正只能一次性告知，不能再次要求补正（条例第三十条）。"
    )
    assert found["fee_notified"].why == (
        "数量、频次明显超过合理范围时可以收费（政府信息公开条例 第四十二条），"
        "20 个工作日内缴费（国办函〔2020〕109号）"
    )


def test_parties_are_open_until_they_answer() -> None:
    other = Event("agency_consulted", date(2026, 2, 9), party="P2")
    answered = Event("third_party_answered", date(2026, 2, 11), party="P1")
    assert open_parties([RECEIVED, ASKED, other]) == [ASKED, other]
    assert open_parties([RECEIVED, ASKED, other, answered]) == [other]


@pytest.mark.parametrize(
    ("events", "on", "lapse"),
    [
        ([RECEIVED], date(2026, 2, 6), None),
        ([RECEIVED, MENDED[0]], date(2026, 2, 9), date(2026, 2, 27)),
        ([RECEIVED, ASKED], date(2026, 2, 10), date(2026, 3, 6)),
        ([RECEIVED, ASKED], date(2026, 3, 9), None),
        ([RECEIVED, ASKED, Event("agency_consulted", date(2026, 2, 11), party="P2")],
         date(2026, 2, 12), date(2026, 3, 6)),
        ([RECEIVED, Event("fee_notified", date(2026, 2, 6))], date(2026, 2, 9),
         date(2026, 3, 12)),
    ],
)  # fmt: skip
def test_the_day_after_which_the_state_changes(
    events: list[Event], on: date, lapse: date | None
) -> None:
    assert next_lapse(events, read_clock(events, on), on) == lapse


STORIES = st.lists(
    st.builds(
        Event,
        kind=st.sampled_from(sorted(set(KINDS) - {"received"})),
        on=st.dates(date(2026, 2, 5), date(2026, 5, 1)),
        days=st.one_of(st.none(), st.integers(1, 20)),
        outcome=st.sampled_from(["", "3.1", "3.6.1"]),
        party=st.sampled_from(["", "P1"]),
    ),
    max_size=5,
)


@given(STORIES, st.dates(date(2026, 2, 5), date(2026, 7, 1)))
def test_the_state_changes_only_after_the_lapse(story: list[Event], on: date) -> None:
    """Where nothing happens, only a passed lapse moves the state."""
    events = [RECEIVED]
    for event in sorted(story, key=lambda one: one.on):
        if not read_clock([*events, event], event.on).error:
            events.append(event)
    day = max(on, events[-1].on)
    before = read_clock(events, day)
    lapse = next_lapse(events, before, day)
    later = date(2026, 12, 1) if lapse is None else lapse
    assert read_clock(events, later).state == before.state


@given(STORIES, st.dates(date(2026, 2, 5), date(2026, 7, 1)))
def test_what_is_open_is_allowed_by_the_clock(story: list[Event], on: date) -> None:
    events = [RECEIVED]
    for event in sorted(story, key=lambda one: one.on):
        if not read_clock([*events, event], event.on).error:
            events.append(event)
    day = max(on, events[-1].on)
    for one in possible(events, day):
        assert one.is_open != bool(one.refusal)
        assert one.why
