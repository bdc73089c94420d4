"""Who came, what they said, what became of it, and which meetings of a year count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.work.decisions.actions import adopt, attend, call
from gongkai.work.decisions.actions import meeting as meetings
from gongkai.work.decisions.models.meeting import Meeting, Statement
from gongkai.work.decisions.queries.meeting_count import year_count
from gongkai.work.journal.models.deed import Deed
from tests.factories import clerk, department, moment
from tests.work.decisions.meeting_scene import (
    AFTER,
    BEGIN,
    DRAWN,
    HELD,
    NAME,
    adopted,
    arranged,
    calling,
    convened,
    drawn,
    invited,
    said,
    through,
)
from tests.work.records.world import World, refused_for, withdrawn, world

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)


@pytest.fixture
def here() -> World:
    return world("jtj", "交通局")


def test_everybody_who_was_to_come_is_present_or_absent(here: World) -> None:
    one = invited(here, people=3)
    first = one.representatives.first()
    attend.attendance(meeting=one, present=[first.pk], by=here.clerk, at=AFTER)
    assert [row.attendance for row in one.representatives.order_by("id")] == [
        "present", "absent", "absent",
    ]  # fmt: skip
    assert one.state == "convened"


def test_attendance_waits_for_the_meeting_and_for_the_drawing(here: World) -> None:
    note = lambda one, at: attend.attendance(meeting=one, present=[], by=here.clerk, at=at)  # noqa: E731
    assert refused_for(lambda: note(invited(here), HELD - timedelta(minutes=1))) == [
        "meeting_not_begun"
    ]
    assert refused_for(lambda: note(calling(here), AFTER)) == ["meeting_state"]
    assert refused_for(lambda: note(arranged(here), AFTER)) == ["meeting_without_representatives"]


def test_whoever_was_drawn_is_told_and_comes(here: World) -> None:
    one = drawn(here)
    rep = one.representatives.filter(standing="chosen").first()
    other = one.representatives.filter(standing="alternate").first()
    attend.tell(representative=rep, by=here.clerk, at=DRAWN)
    rep.refresh_from_db()
    assert rep.told_at == DRAWN
    assert refused_for(lambda: attend.tell(representative=other, by=here.clerk, at=DRAWN)) == [
        "representative_standing"
    ]
    convened(here, one)
    assert one.representatives.filter(attendance="present").count() == 3


def test_only_who_came_said_something_and_then_was_there(here: World) -> None:
    one = convened(here, invited(here, people=2))
    first, second = one.representatives.order_by("id")
    said(here, one)
    attend.attendance(meeting=one, present=[first.pk], by=here.clerk, at=AFTER)
    note = lambda rep: adopt.note_statement(  # noqa: E731
        meeting=one, topic=one.topics.first(), representative=rep, text="x", by=here.clerk, at=AFTER
    )
    second.refresh_from_db()
    assert refused_for(lambda: note(second)) == ["statement_of_absent"]
    nobody = lambda: attend.attendance(meeting=one, present=[], by=here.clerk, at=AFTER)  # noqa: E731
    assert refused_for(nobody) == ["representative_said_something"]


def test_a_topic_of_another_meeting_is_refused(here: World) -> None:
    one, other = convened(here), arranged(here)
    act = lambda: adopt.note_statement(  # noqa: E731
        meeting=one, topic=other.topics.first(), representative=one.representatives.first(),
        text="x", by=here.clerk, at=AFTER,
    )  # fmt: skip
    assert refused_for(act) == ["statement_elsewhere"]


@pytest.mark.parametrize(
    ("adoption", "reason", "codes"),
    [
        ("adopted", "", []),
        ("partly", "", ["meeting_fault"]),
        ("not", " ", ["meeting_fault"]),
        ("not", "与上位法不一致", []),
        ("", "", ["meeting_fault"]),
        ("maybe", "x", ["meeting_fault"]),
    ],
)
def test_a_statement_is_answered_with_a_reason(
    here: World, adoption: str, reason: str, codes: list[str]
) -> None:
    one = said(here, convened(here))
    act = lambda: adopt.answer_statement(  # noqa: E731
        statement=one, adoption=adoption, reason=reason, by=here.clerk, at=AFTER
    )
    if codes:
        assert refused_for(act) == codes
    else:
        act()
    one.refresh_from_db()
    assert one.adoption == ("" if codes else adoption)


def test_the_record_waits_for_every_answer_and_names_nobody(here: World) -> None:
    one = convened(here)
    first = said(here, one, "<b>首班车</b>再早一点")
    begin = lambda: adopt.begin_adoption_record(meeting=one, by=here.clerk, at=AFTER)  # noqa: E731
    assert refused_for(begin) == ["statements_unanswered"]
    adopt.answer_statement(
        statement=first, adoption="not", reason="运力不足", by=here.clerk, at=AFTER
    )
    record = begin()
    body = record.current.body_html
    assert NAME not in body and "1390000" not in body
    assert "群众代表 Y01" in body and "运力不足" in body and "不采纳" in body
    assert "<b>" not in body and "&lt;b&gt;首班车" in body
    assert refused_for(lambda: said(here, one)) == ["meeting_record_there"]
    through(here, record, AFTER)
    assert refused_for(lambda: said(here, one)) == ["meeting_adoption_public"]
    assert refused_for(begin) == ["meeting_adoption_public"]


def test_nobody_came_so_nothing_is_published(here: World) -> None:
    one = invited(here)
    attend.attendance(meeting=one, present=[], by=here.clerk, at=AFTER)
    begin = lambda: adopt.begin_adoption_record(meeting=one, by=here.clerk, at=AFTER)  # noqa: E731
    assert refused_for(begin) == ["meeting_nobody_came"]


def test_a_statement_noted_by_mistake_is_dropped_and_kept_in_the_journal(here: World) -> None:
    one = said(here, convened(here), "记错的话")
    adopt.drop_statement(statement=one, by=here.clerk, at=AFTER)
    assert Statement.objects.count() == 0
    assert Deed.objects.get(verb="meeting.drop_statement").detail == {"text": "记错的话"}


def test_reading_who_they_are_is_logged(here: World) -> None:
    one = invited(here)
    attend.look_at_people(meeting=one, by=here.clerk, at=BEGIN)
    stranger = clerk(department("czj", "财政局"))
    look = lambda: attend.look_at_people(meeting=one, by=stranger, at=BEGIN)  # noqa: E731
    assert refused_for(look) == ["no_power"]
    rows = Deed.objects.filter(verb="meeting.look")
    assert [row.by for row in rows] == [here.clerk]


def ten(here: World) -> list[Meeting]:
    """Ten meetings held, the adoption of nine public."""
    rows = []
    for day in range(1, 11):
        at = moment(date(2026, 5, day), 10)
        one = convened(here, invited(here, at=moment(date(2026, 4, 1)), held_at=at), at=at)
        if day < 10:
            adopted(here, one, at=at + timedelta(hours=3))
        rows.append(one)
    return rows


def test_ten_meetings_one_without_adoption_make_nine(here: World) -> None:
    rows = ten(here)
    found = year_count(None, 2026, ON)
    assert (found.counted, found.held, found.target, found.reached) == (9, 10, 10, False)
    assert [(one.pk, why) for one, why in found.lacking] == [
        (rows[-1].pk, "没有公布意见采纳情况。")
    ]
    adopted(here, rows[-1], at=AFTER)
    found = year_count(None, 2026, ON)
    assert (found.counted, found.held, found.reached, found.lacking) == (10, 10, True, [])


def test_what_is_not_over_or_was_called_off_is_not_held(here: World) -> None:
    off = invited(here)
    meetings.call_off(meeting=off, reason="推迟", by=here.clerk, at=BEGIN)
    invited(here, held_at=moment(date(2026, 6, 2)))
    forgotten = invited(here)
    found = year_count(None, 2026, ON)
    assert (found.counted, found.held) == (0, 1)
    assert [(one.pk, why) for one, why in found.lacking] == [
        (forgotten.pk, "没有公众代表到会；没有公布意见采纳情况。")
    ]
    assert year_count(None, 2025, ON).held == 0


def test_a_withdrawn_adoption_counts_no_more(here: World) -> None:
    one = convened(here)
    live = adopted(here, one)
    assert year_count(None, 2026, ON).counted == 1
    withdrawn(here, live, AFTER)
    assert year_count(None, 2026, ON).counted == 0


def test_the_count_asks_as_often_for_many_as_for_one(here: World) -> None:
    convened(here)
    counts = []
    for more in (0, 4):
        for _ in range(more):
            said(here, convened(here, invited(here, people=3)))
        with CaptureQueriesContext(connection) as asked:
            year_count(None, 2026, ON)
        counts.append(len(asked))
    assert counts == [3, 3]


def test_only_one_organisation_is_counted_where_asked(here: World) -> None:
    there = world("czj", "财政局")
    convened(here)
    convened(there)
    assert year_count([here.organisation], 2026, ON).held == 1
    assert year_count(None, 2026, ON).held == 2
    assert year_count([], 2026, ON).held == 0


def test_others_note_nothing(here: World) -> None:
    one = convened(here)
    stranger = clerk(department("czj", "财政局"))
    act = lambda: attend.attendance(meeting=one, present=[], by=stranger, at=AFTER)  # noqa: E731
    assert refused_for(act) == ["no_power"]
    again = lambda: call.begin_call_record(meeting=one, by=here.clerk, at=AFTER)  # noqa: E731
    assert refused_for(again) == ["meeting_state"]
