"""Meetings with the public: which count, and what a call or an invitation lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions.meetings import (
    KINDS,
    Call,
    Invitation,
    Meeting,
    Representative,
    Statement,
    call_faults,
    counted,
    invitation_lacks,
    statement_lacks,
)
from gongkai.rules.workdays import add_workdays

CAME = Representative("public", present=True)
SAID = Statement("公交首班车再早一些。", "partly", "运力不足，先在两条线路试行。")
HELD = date(2026, 4, 8)
MEETING = Meeting(HELD, (CAME,), (SAID,), date(2026, 4, 20))
LATER = date(2026, 11, 30)


def test_nine_of_ten_count_when_one_has_no_adoption():
    meetings = [MEETING] * 9 + [replace(MEETING, adoption_published_on=None)]
    found = counted(meetings, 2026, LATER)
    assert (found.counted, found.held, found.target, found.reached) == (9, 10, 10, False)
    assert found.uncounted == ((9, "没有公布意见采纳情况。"),)
    assert counted([MEETING] * 10, 2026, LATER).reached


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"statements": ()}, None),
        ({"representatives": ()}, "没有公众代表到会。"),
        ({"representatives": (Representative("media"),)}, "没有公众代表到会。"),
        ({"representatives": (Representative("media"), CAME)}, None),
        ({"adoption_published_on": date(2026, 12, 1)}, "没有公布意见采纳情况。"),
        ({"adoption_published_on": LATER}, None),
        ({"adoption_published_on": HELD}, None),
        ({"adoption_published_on": date(2026, 4, 7)}, "公布采纳情况的日期早于会议。"),
        (
            {"statements": (SAID, replace(SAID, adoption=""))},
            "第 2 条意见没有写明采纳情况或者原因。",
        ),
        (
            {"representatives": (), "adoption_published_on": None},
            "没有公众代表到会；没有公布意见采纳情况。",
        ),
    ],
)
def test_why_a_meeting_does_not_count(changes, why):
    found = counted([replace(MEETING, **changes)], 2026, LATER)
    assert (found.counted, found.uncounted) == ((1, ()) if why is None else (0, ((0, why),)))


def test_only_meetings_of_the_year_that_were_held():
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 4, 9), date(2026, 4, 10)]
    meetings = [replace(MEETING, held_on=day, adoption_published_on=None) for day in days]
    found = counted(meetings, 2026, date(2026, 4, 9))
    assert (found.held, [place for place, _ in found.uncounted]) == (2, [1, 2])


def test_target_of_the_place_takes_the_place_of_ours():
    ours, own = counted([], 2026, LATER), counted([], 2026, LATER, target=4)
    assert (ours.target, ours.target_verified) == (10, False)
    assert (own.target, own.target_verified) == (4, True)


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        (SAID, []),
        (Statement("好。", "adopted"), []),
        (Statement("好。", "not", " "), ["reason_missing"]),
        (Statement("好。", "partly"), ["reason_missing"]),
        (Statement("好。", "maybe", "再看"), ["adoption_missing"]),
        (Statement(""), ["statement_empty", "adoption_missing"]),
    ],
)
def test_statement_lacks(statement, codes):
    assert [one.code for one in statement_lacks(statement)] == codes


# Five workdays after Wednesday 2026-04-29, over the holiday of the first of May.
CALL = Call(date(2026, 4, 29), date(2026, 5, 9), date(2026, 5, 12), {"public": 3, "expert": 1})


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"closes_on": date(2026, 5, 8)}, ["open_too_short"]),
        ({"meeting_on": date(2026, 5, 9)}, ["closes_after_meeting"]),
        ({"meeting_on": date(2026, 5, 10)}, []),
        ({"closes_on": date(2026, 4, 28)}, ["closes_before_opening"]),
        ({"places": {}}, ["places_missing"]),
        ({"places": {"public": 0, "expert": -1}}, ["places_few", "places_few"]),
        ({"places": {"neighbour": 2}}, ["kind_unknown"]),
        (
            {"closes_on": date(2026, 4, 30), "meeting_on": date(2026, 4, 30), "places": {}},
            ["closes_after_meeting", "open_too_short", "places_missing"],
        ),
    ],
)
def test_call_faults(changes, codes):
    # May 9 is a make-up Saturday: 30 April, 6, 7, 8 and 9 May.
    assert [one.code for one in call_faults(replace(CALL, **changes))] == codes


INVITATION = Invitation("公交线网调整", "区政府常务会议室", HELD - timedelta(days=3), HELD, (CAME,))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"sent_on": None}, []),
        ({"sent_on": HELD}, ["sent_late"]),
        ({"representatives": (Representative("neighbour"),)}, ["kind_unknown"]),
        (
            {"topic": "", "place": " ", "meeting_on": None, "representatives": ()},
            ["topic", "place", "meeting_on", "representatives"],
        ),
    ],
)
def test_invitation_lacks(changes, codes):
    assert [one.code for one in invitation_lacks(replace(INVITATION, **changes))] == codes


def test_kinds_of_representatives():
    assert list(KINDS.values()) == ["利益相关方", "群众代表", "专家", "媒体", "人大代表、政协委员"]


DAYS = st.dates(date(2025, 11, 1), date(2027, 2, 1))
MEETINGS = st.builds(
    Meeting,
    DAYS,
    st.lists(st.builds(Representative, st.sampled_from(list(KINDS)), st.booleans())).map(tuple),
    st.lists(
        st.builds(
            Statement,
            st.just("好。"),
            st.sampled_from(["", "adopted", "partly", "not"]),
            st.sampled_from(["", "条件不具备"]),
        ),
        max_size=2,
    ).map(tuple),
    st.none() | DAYS,
)


@given(st.lists(MEETINGS, max_size=8), DAYS)
def test_every_meeting_counts_or_is_named_once(meetings, on):
    found = counted(meetings, 2026, on)
    places = [place for place, _ in found.uncounted]
    held = [n for n, one in enumerate(meetings) if one.held_on.year == 2026 and one.held_on <= on]
    assert found.held == len(held)
    assert found.counted + len(places) == found.held
    assert sorted(set(places)) == places
    assert set(places) <= set(held)
    for place in set(held) - set(places):
        one = meetings[place]
        assert any(person.present for person in one.representatives)
        assert one.held_on <= one.adoption_published_on <= on


@given(st.lists(MEETINGS, max_size=8), DAYS, st.integers(0, 60))
def test_waiting_never_makes_fewer_meetings_count(meetings, on, days):
    later = on + timedelta(days=days)
    assert counted(meetings, 2026, on).counted <= counted(meetings, 2026, later).counted


@given(st.dates(date(2024, 1, 1), date(2026, 11, 1)), st.integers(0, 12))
def test_a_call_is_open_for_five_workdays(published_on, days):
    closes_on = add_workdays(published_on, days)
    call = Call(published_on, closes_on, closes_on + timedelta(days=1), {"public": 1})
    found = [one.code for one in call_faults(call)]
    assert found == (["open_too_short"] if days < 5 else [])
