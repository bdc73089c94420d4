"""The call for representatives: announced through the one door, and answered by anybody once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from gongkai.work.decisions.actions import call
from gongkai.work.decisions.actions import meeting as meetings
from gongkai.work.decisions.models.meeting import Meeting, Representative
from gongkai.work.decisions.queries.meetings import application, is_taking, public_meetings
from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.actions.draft import discard, edit
from gongkai.work.records.actions.submit import submit
from tests.factories import clerk, department, moment, officer
from tests.work.decisions.meeting_scene import (
    AFTER,
    BEGIN,
    CLOSES,
    DURING,
    HELD,
    NAME,
    PLACES,
    WHY,
    applied,
    arranged,
    calling,
    planned,
    through,
)  # fmt: skip
from tests.work.records.world import World, pass_all, refused_for, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world("jtj", "交通局")


def plan(here: World, meeting: Meeting, **given: Any) -> Meeting:
    told: dict[str, Any] = {"closes_on": CLOSES, "how": "网上报名。", "places": PLACES}
    return call.plan_call(meeting=meeting, by=here.clerk, at=BEGIN, **(told | given))


def test_numbers_follow_within_the_year(here: World) -> None:
    found = [arranged(here).number for _ in range(3)]
    assert found == ["2026-01", "2026-02", "2026-03"]
    later = moment(date(2027, 1, 4))
    assert arranged(here, at=later, held_at=later + timedelta(days=9)).number == "2027-01"


def test_a_call_with_every_fault_is_refused_with_each(here: World) -> None:
    one = arranged(here)
    with pytest.raises(Exception, match="meeting_call_faulty") as refused:
        plan(here, one, closes_on=HELD.date(), places={})
    assert [reason.values["fault"] for reason in refused.value.reasons] == [
        "报名截止日期应当早于会议日期", "没有写代表类别和名额",
    ]  # fmt: skip
    with pytest.raises(Exception, match="meeting_call_faulty") as refused:
        plan(here, one, closes_on=date(2026, 5, 8), places={"king": 1})
    assert [reason.values["fault"] for reason in refused.value.reasons] == [
        "报名时间只有 2 个工作日（公告当日不计），至少 5 个工作日", "代表类别不对，请重新选择",
    ]  # fmt: skip
    one.refresh_from_db()
    assert (one.closes_on, one.seats.count()) == (None, 0)


def test_nothing_opens_before_the_announcement_is_public(here: World) -> None:
    one = planned(here)
    open_ = lambda: call.open_call(meeting=one, by=here.clerk, at=BEGIN)  # noqa: E731
    assert refused_for(open_) == ["meeting_not_announced"]
    record = call.begin_call_record(meeting=one, by=here.clerk, at=BEGIN)
    assert refused_for(open_) == ["meeting_not_announced"]
    assert refused_for(lambda: applied(one, 1)) == ["meeting_call_closed"]
    again = lambda: call.begin_call_record(meeting=one, by=here.clerk, at=BEGIN)  # noqa: E731
    assert refused_for(again) == ["meeting_record_there"]
    through(here, record, BEGIN)
    assert public_meetings().count() == 0
    open_()
    assert [row.number for row in public_meetings()] == ["2026-01"]


def test_the_announcement_tells_everything_and_nobody(here: World) -> None:
    one = calling(here)
    body = one.call_record.live.version.body_html
    wanted = (
        "区政府三楼会议室", "公交线路调整方案", "停车收费标准", "群众代表 2 名、专家 1 名",
        "2026-05-28 14:00", "报名到 2026-05-15 24:00 截止",
    )  # fmt: skip
    assert [word for word in wanted if word not in body] == []


def test_what_changed_after_the_announcement_is_announced_again(here: World) -> None:
    one = planned(here)
    record = call.begin_call_record(meeting=one, by=here.clerk, at=BEGIN)
    through(here, record, BEGIN)
    plan(here, one, places={"media": 1})
    open_ = lambda: call.open_call(meeting=one, by=here.clerk, at=BEGIN)  # noqa: E731
    assert refused_for(open_) == ["meeting_announced_otherwise"]
    assert call.begin_call_record(meeting=one, by=here.clerk, at=BEGIN).pk == record.pk
    assert refused_for(open_) == ["meeting_not_announced"]
    assert refused_for(lambda: plan(here, one)) == ["meeting_record_there"]
    submit(record=record, by=here.clerk, at=BEGIN)
    pass_all(here, record, BEGIN)
    assert open_().state == "calling"
    record.refresh_from_db()
    assert "媒体 1 名" in record.live.version.body_html


def test_an_announcement_that_came_too_late_opens_nothing(here: World) -> None:
    one = planned(here)
    record = call.begin_call_record(meeting=one, by=here.clerk, at=BEGIN)
    late = moment(date(2026, 5, 13))
    through(here, record, late)
    assert refused_for(lambda: call.open_call(meeting=one, by=here.clerk, at=late)) == [
        "meeting_fault"
    ]


def test_somebody_applies_and_finds_the_application(here: World) -> None:
    one = calling(here)
    found, secret = applied(one, 1, phone="+86 138-0000 0001")
    assert (found.number, found.standing, found.phone) == ("D01", "applied", "13800000001")
    assert application(one, " d01 ", secret.lower()).pk == found.pk
    assert application(one, "D01", "0000-0000-0000-0000") is None
    assert application(one, "D02", secret) is None
    assert application(one, "D01\0", secret).pk == found.pk


def test_a_form_sent_twice_counts_once_and_one_telephone_applies_once(here: World) -> None:
    one = calling(here)
    first, again = applied(one, 1), applied(one, 1)
    assert (first[0].pk, first[1]) == (again[0].pk, again[1])
    twice = refused_for(lambda: applied(one, 1, token="other", phone="138 0000 0001"))
    assert twice == ["representative_twice"]
    assert Representative.objects.count() == 1


@pytest.mark.parametrize(
    ("at", "codes"),
    [
        (moment(CLOSES, 23, 59), []),
        (moment(CLOSES, 23, 59) + timedelta(minutes=1), ["meeting_call_closed"]),
    ],
)
def test_applications_are_taken_to_the_end_of_the_last_day(
    here: World, at: datetime, codes: list[str]
) -> None:
    one = calling(here)
    if codes:
        assert refused_for(lambda: applied(one, 1, at)) == codes
    else:
        applied(one, 1, at)
    assert Representative.objects.count() == (0 if codes else 1)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "media"}, "representative_kind"),
        ({"kind": "<b>"}, "representative_kind"),
        ({"phone": "110"}, "representative_phone"),
        ({"phone": "1380000000x"}, "representative_phone"),
        ({"phone": "１３８００００００００"}, "representative_phone"),
        ({"phone": "1" * 30}, "representative_phone"),
    ],
)
def test_what_does_not_fit_is_refused(here: World, given: dict[str, str], code: str) -> None:
    one = calling(here)
    assert refused_for(lambda: applied(one, 1, **given)) == [code]


def test_who_applied_is_sealed_in_the_database(here: World) -> None:
    one = calling(here)
    applied(one, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM decisions_representative")
        raw = str(cursor.fetchall())
    assert [word for word in (NAME, "13800000001", WHY) if word in raw] == []
    found = Representative.objects.get()
    assert (found.name, found.phone, found.why) == (f"{NAME}1", "13800000001", WHY)


def test_a_withdrawn_announcement_takes_nobody(here: World) -> None:
    one = calling(here)
    one.call_record.live = None
    assert is_taking(one, DURING.date()) is False


def test_an_application_is_set_aside_with_a_reason_before_the_list_closes(here: World) -> None:
    one = calling(here)
    found, secret = applied(one, 1)
    act = lambda reason: call.set_aside(  # noqa: E731
        representative=found, reason=reason, by=here.clerk, at=DURING
    )
    assert refused_for(lambda: act(" ")) == ["meeting_reason_missing"]
    act("不住在本区")
    told = application(one, "D01", secret)
    assert (told.standing, told.standing_reason) == ("set_aside", "不住在本区")
    assert refused_for(lambda: act("再来")) == ["representative_standing"]


def test_others_have_no_power_and_the_office_drafts_for_nobody(here: World) -> None:
    stranger, office = clerk(department("czj", "财政局")), officer()
    one = planned(here)
    assert refused_for(lambda: call.begin_call_record(meeting=one, by=stranger, at=BEGIN)) == [
        "no_power"
    ]
    assert refused_for(lambda: call.begin_call_record(meeting=one, by=office, at=BEGIN)) == [
        "no_power"
    ]
    assert one.call_record is None


def test_a_meeting_is_moved_with_a_reason_and_called_off_for_good(here: World) -> None:
    one = calling(here)
    to = HELD + timedelta(days=2)
    early = lambda: meetings.postpone(  # noqa: E731
        meeting=one, held_at=moment(CLOSES), place="x", reason="", by=here.clerk, at=DURING
    )
    assert refused_for(early) == ["meeting_before_call_ends"]
    meetings.postpone(
        meeting=one, held_at=to, place="礼堂", reason="会场维修", by=here.clerk, at=DURING
    )
    assert (one.held_at, one.place) == (to, "礼堂")
    meetings.call_off(meeting=one, reason="议题推迟", by=here.clerk, at=DURING)
    assert refused_for(lambda: applied(one, 1)) == ["meeting_call_closed"]
    again = lambda: meetings.call_off(meeting=one, reason="x", by=here.clerk, at=DURING)  # noqa: E731
    assert refused_for(again) == ["meeting_state"]


def test_a_past_moment_or_no_topic_is_refused(here: World) -> None:
    assert refused_for(lambda: arranged(here, at=AFTER)) == ["meeting_in_the_past"]
    assert refused_for(lambda: arranged(here, topics=[])) == ["meeting_without_topics"]
    assert Meeting.objects.count() == 0


def test_an_arranged_meeting_is_revised_and_an_announced_one_is_not(here: World) -> None:
    one = arranged(here)
    change = {"title": "第13次", "held_at": HELD, "place": "二楼", "topics": [("一", None)]}
    meetings.revise(meeting=one, by=here.clerk, at=BEGIN, **change)
    assert (one.title, [topic.title for topic in one.topics.all()]) == ("第13次", ["一"])
    other = calling(here)
    revise = lambda: meetings.revise(meeting=other, by=here.clerk, at=BEGIN, **change)  # noqa: E731
    assert refused_for(revise) == ["meeting_state"]


def test_every_act_is_logged_and_nobody_is_named_in_it(here: World) -> None:
    one = calling(here)
    applied(one, 1)
    deeds = Deed.objects.filter(verb__startswith="meeting.").order_by("id")
    assert [row.verb for row in deeds] == [
        "meeting.arrange", "meeting.plan_call", "meeting.announce", "meeting.open_call",
        "meeting.apply",
    ]  # fmt: skip
    told = str(list(deeds.values()))
    assert [word for word in (NAME, "13800000001", WHY) if word in told] == []


def test_a_draft_that_was_discarded_can_be_drafted_anew(here: World) -> None:
    one = planned(here)
    first = call.begin_call_record(meeting=one, by=here.clerk, at=BEGIN)
    edit(record=first, by=here.clerk, at=BEGIN, theme="交通")
    discard(record=first, by=here.clerk, at=BEGIN)
    assert call.begin_call_record(meeting=one, by=here.clerk, at=BEGIN).pk != first.pk
