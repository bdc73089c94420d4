"""Clocks of answers to public opinion, hour by hour, and what the release of a policy needs."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.responses import (
    CLASSES,
    KINDS,
    Event,
    NotAMoment,
    Part,
    UnknownClass,
    clocks_of,
    faults,
    policy_release_lacks,
)

CHINA = timezone(timedelta(hours=8))
HOUR = timedelta(hours=1)
# The eve of the Spring Festival, a Sunday: rest days count like any other.
FOUND = datetime(2026, 2, 15, 22, 0, tzinfo=CHINA)
GRAVE = Event("grave", None, FOUND)
ORDINARY = Event("ordinary", None, FOUND)
SILENT = Part("青禾区交通运输局", FOUND)


def told(event, part, now):
    return [(one.code, one.state, one.hours_left) for one in clocks_of(event, part, now)]


@pytest.mark.parametrize(
    ("event", "due"),
    [
        (GRAVE, {"information": FOUND + 5 * HOUR, "press": FOUND + 24 * HOUR}),
        (ORDINARY, {"response": FOUND + 48 * HOUR}),
        (
            Event("grave", FOUND - 2 * HOUR, FOUND),
            {"information": FOUND + 3 * HOUR, "press": FOUND + 22 * HOUR},
        ),
        (Event("ordinary", FOUND - 2 * HOUR, FOUND), {"response": FOUND + 48 * HOUR}),
    ],
    ids=["grave", "ordinary", "grave since it happened", "ordinary since it was found"],
)
def test_terms_are_hours_of_the_clock(event, due):
    assert {one.code: one.due_at for one in clocks_of(event, SILENT, FOUND)} == due


@pytest.mark.parametrize(
    ("after", "responded", "state", "left"),
    [
        (timedelta(), None, "running", 48),
        (timedelta(hours=47, minutes=30), None, "running", 0),
        (timedelta(hours=48), None, "running", 0),
        (timedelta(hours=48, seconds=1), None, "overdue", -1),
        (timedelta(hours=51), None, "overdue", -3),
        (timedelta(hours=60), timedelta(hours=48), "met", None),
        (timedelta(hours=60), timedelta(hours=48, seconds=1), "late", None),
        (timedelta(hours=10), timedelta(hours=20), "running", 38),
    ],
)
def test_state_of_an_ordinary_answer(after, responded, state, left):
    part = replace(SILENT, responded_at=None if responded is None else FOUND + responded)
    assert told(ORDINARY, part, FOUND + after) == [("response", state, left)]


def test_of_two_units_only_the_silent_one_is_overdue():
    spoke = Part("青禾区教育局", FOUND, FOUND + HOUR, None, FOUND + 4 * HOUR, FOUND + 20 * HOUR)
    now = FOUND + 30 * HOUR
    assert told(GRAVE, spoke, now) == [("information", "met", None), ("press", "met", None)]
    assert told(GRAVE, SILENT, now) == [("information", "overdue", -25), ("press", "overdue", -6)]


@pytest.mark.parametrize(
    ("now", "part", "said"),
    [
        (
            FOUND + 2 * HOUR,
            SILENT,
            "应在2026年2月16日 03:00以前发布权威信息，还剩 3 小时。",
        ),
        (
            FOUND + 5.5 * HOUR,
            SILENT,
            "应在2026年2月16日 03:00以前发布权威信息，还没有登记，已超过不到 1 小时。",
        ),
        (
            FOUND + 9 * HOUR,
            replace(SILENT, responded_at=FOUND + 4 * HOUR),
            "已于2026年2月16日 02:00发布权威信息，没有超过2026年2月16日 03:00的期限。",
        ),
        (
            FOUND + 9 * HOUR,
            replace(SILENT, responded_at=(FOUND + 7 * HOUR).astimezone(UTC)),
            "2026年2月16日 05:00才发布权威信息，比2026年2月16日 03:00的期限晚 2 小时。",
        ),
    ],
)
def test_sentences(now, part, said):
    assert clocks_of(GRAVE, part, now)[0].sentence == said


def test_hours_are_of_the_law_and_their_beginning_is_ours():
    found = [(one.verified, one.since_verified) for one in clocks_of(GRAVE, SILENT, FOUND)]
    assert found == [(True, False), (True, False)]


def test_moments_without_zone_and_unknown_classes_are_refused():
    naive = FOUND.replace(tzinfo=None)
    with pytest.raises(NotAMoment):
        clocks_of(Event("grave", naive, FOUND), SILENT, FOUND)
    with pytest.raises(NotAMoment):
        faults(GRAVE, SILENT, naive)
    with pytest.raises(UnknownClass):
        clocks_of(Event("slight", None, FOUND), SILENT, FOUND)


@pytest.mark.parametrize(
    ("event", "changes", "codes"),
    [
        (ORDINARY, {}, []),
        (Event("grave", FOUND + HOUR, FOUND), {}, ["found_at_before_happened_at"]),
        (ORDINARY, {"assigned_at": FOUND - HOUR}, ["assigned_at_before_found_at"]),
        (ORDINARY, {"accepted_at": FOUND - HOUR}, ["accepted_at_before_assigned_at"]),
        (
            ORDINARY,
            {"assigned_at": None, "accepted_at": FOUND + HOUR, "handled_at": FOUND},
            ["handled_at_before_accepted_at"],
        ),
        (
            ORDINARY,
            {"responded_at": FOUND - HOUR, "press_at": FOUND - HOUR},
            ["responded_at_before_found_at", "press_at_before_found_at"],
        ),
        (
            ORDINARY,
            {"handled_at": FOUND + 101 * HOUR, "responded_at": FOUND + 101 * HOUR},
            ["handled_at_ahead", "responded_at_ahead"],
        ),
        (ORDINARY, {"responded_at": FOUND + HOUR, "handled_at": FOUND + 9 * HOUR}, []),
    ],
)
def test_faults(event, changes, codes):
    part = replace(SILENT, **changes)
    assert [one.code for one in faults(event, part, FOUND + 100 * HOUR)] == codes


def test_fault_says_both_moments():
    found = faults(ORDINARY, replace(SILENT, assigned_at=FOUND - HOUR), FOUND)
    assert [str(one) for one in found] == [
        "交办时间（2026年2月15日 21:00）早于发现时间（2026年2月15日 22:00），请核对。"
    ]


ISSUED = date(2026, 3, 2)
WHOLE = {
    "is_major": True,
    "risk_assessed_on": date(2026, 2, 27),
    "press_conference_on": date(2026, 3, 3),
    "head_attended": True,
    "head_absence_reason": "",
    "issued_on": ISSUED,
}


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"is_major": False, "risk_assessed_on": None, "press_conference_on": None}, []),
        ({"risk_assessed_on": None}, ["risk_not_assessed"]),
        ({"risk_assessed_on": date(2026, 3, 3)}, ["risk_assessed_after_issue"]),
        ({"risk_assessed_on": ISSUED}, []),
        ({"press_conference_on": None}, ["press_conference_missing"]),
        ({"press_conference_on": None, "issued_on": None}, []),
        ({"head_attended": None}, ["head_not_told"]),
        ({"head_attended": False, "head_absence_reason": " "}, ["head_absent_without_reason"]),
        ({"head_attended": False, "head_absence_reason": "外出培训"}, []),
        (
            {"risk_assessed_on": None, "press_conference_on": None},
            ["risk_not_assessed", "press_conference_missing"],
        ),
        ({"risk_assessed_on": None, "issued_on": None}, ["risk_not_assessed"]),
    ],
)
def test_release_of_a_major_policy(changes, codes):
    found = policy_release_lacks(**(WHOLE | changes))
    assert [(one.code, one.verified) for one in found] == [(code, False) for code in codes]


def test_data_names_a_source_for_every_number():
    data = tomllib.loads(files("gongkai.rules.data").joinpath("responses.toml").read_text("utf-8"))
    assert [row["code"] for row in data["term"] if not row["source"]] == []
    assert CLASSES == ("grave", "ordinary")
    assert list(KINDS) == ["misread", "interests", "morals", "emergency", "ordered"]


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 8), timezones=st.just(UTC))
MAYBE = st.none() | MOMENTS
EVENTS = st.builds(Event, st.sampled_from(CLASSES), MAYBE, MOMENTS)
PARTS = st.builds(Part, st.just("甲"), MAYBE, MAYBE, MAYBE, MAYBE, MAYBE)


@given(EVENTS, PARTS, MOMENTS)
def test_state_follows_from_term_answer_and_moment(event, part, now):
    for one in clocks_of(event, part, now):
        given_at = part.press_at if one.code == "press" else part.responded_at
        met_at = given_at if given_at is not None and given_at <= now else None
        assert one.met_at == met_at
        state = {
            (True, True): "met",
            (True, False): "late",
            (False, True): "running",
            (False, False): "overdue",
        }[met_at is not None, (met_at or now) <= one.due_at]
        assert one.state == state
        assert (one.hours_left is None) == (met_at is not None)
        assert one.hours_left is None or (one.hours_left >= 0) == (state == "running")


@given(EVENTS, PARTS, PARTS, MOMENTS)
def test_terms_are_the_same_for_every_unit_and_moment(event, one, other, now):
    due = [clock.due_at for clock in clocks_of(event, one, now)]
    assert due == [clock.due_at for clock in clocks_of(event, other, now + HOUR)]
    assert all(timedelta() < at - clocks_of(event, one, now)[0].since_at for at in due)


@given(EVENTS, PARTS, MOMENTS)
def test_no_faults_means_a_story_in_order(event, part, now):
    story = [event.happened_at, event.found_at, part.assigned_at, part.accepted_at]
    known = [at for at in [*story, part.handled_at] if at is not None]
    answers = [at for at in (part.responded_at, part.press_at) if at is not None]
    in_order = known == sorted(known) and all(at >= event.found_at for at in answers)
    assert (faults(event, part, now) == ()) == (in_order and max([*known, *answers]) <= now)
