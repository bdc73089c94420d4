"""A meeting of a department at every step of its way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.work.decisions.actions import adopt, attend, call, draw
from gongkai.work.decisions.actions import meeting as meetings
from gongkai.work.decisions.models.meeting import ClosedList, Meeting, Representative, Statement
from gongkai.work.records.models.publication import Publication
from tests.factories import moment
from tests.work.records.world import World, published, through

BEGIN = moment(date(2026, 5, 6))
CLOSES = date(2026, 5, 15)
DURING = moment(date(2026, 5, 12))
CLOSED = moment(date(2026, 5, 18))
DRAWS_AFTER = moment(date(2026, 5, 19))
DRAWN = moment(date(2026, 5, 20))
HELD = moment(date(2026, 5, 28), 14)
AFTER = moment(date(2026, 5, 29))
PLACES = {"public": 2, "expert": 1}
NAME, WHY = "米有为", "住在薤露亭旁边"


def arranged(
    here: World, *, at: datetime = BEGIN, held_at: datetime = HELD, **given: Any
) -> Meeting:
    """A meeting with two topics."""
    told: dict[str, Any] = {
        "title": "区政府第12次常务会议", "place": "区政府三楼会议室",
        "topics": [("公交线路调整方案", None), ("停车收费标准", None)],
    }  # fmt: skip
    return meetings.arrange(
        organisation=here.organisation, held_at=held_at, by=here.clerk, at=at, **(told | given)
    )


def planned(here: World, places: Mapping[str, int] = PLACES, **given: Any) -> Meeting:
    """The same with the terms of its call."""
    return call.plan_call(
        meeting=arranged(here, **given), closes_on=CLOSES, how="网上报名，不用登录。",
        places=places,
        by=here.clerk, at=BEGIN,
    )  # fmt: skip


def calling(here: World, **given: Any) -> Meeting:
    """A meeting whose call is public and open."""
    one = planned(here, **given)
    through(here, call.begin_call_record(meeting=one, by=here.clerk, at=BEGIN), BEGIN)
    return call.open_call(meeting=one, by=here.clerk, at=BEGIN)


def applied(meeting: Meeting, serial: int, at: datetime = DURING, **given: Any) -> Any:
    """Somebody who applied, and the secret."""
    told = {
        "kind": "public", "name": f"{NAME}{serial}", "phone": f"1380000{serial:04}", "why": WHY,
        "token": f"token-{serial}",
    }  # fmt: skip
    return call.apply(meeting=meeting, at=at, **(told | given))


def with_applicants(here: World, public: int = 4, expert: int = 2, **given: Any) -> Meeting:
    """An open call that so many answered."""
    one = calling(here, **given)
    for serial in range(public):
        applied(one, serial)
    for serial in range(public, public + expert):
        applied(one, serial, kind="expert")
    return one


def closed(here: World, **given: Any) -> tuple[Meeting, ClosedList]:
    """A meeting whose list was published with its commitment."""
    one = with_applicants(here, **given)
    told = draw.close_list(meeting=one, draws_after=DRAWS_AFTER, by=here.clerk, at=CLOSED)
    return one, told


def drawn(here: World, **given: Any) -> Meeting:
    """A meeting whose representatives were drawn."""
    one, _ = closed(here, **given)
    # Something is published, so the log signs a head: that is the public value.
    published(here, DRAWS_AFTER + timedelta(hours=1))
    draw.draw(meeting=one, by=here.clerk, at=DRAWN)
    return one


def invited(here: World, *, held_at: datetime = HELD, people: int = 1, **given: Any) -> Meeting:
    """A meeting to which people were invited without a call."""
    one = arranged(here, held_at=held_at, **given)
    for serial in range(people):
        attend.invite(
            meeting=one, kind="public", name=f"{NAME}{serial}", phone=f"1390000{serial:04}",
            by=here.clerk, at=one.made_at,
        )  # fmt: skip
    return one


def convened(
    here: World, meeting: Meeting | None = None, at: datetime = AFTER, **given: Any
) -> Meeting:
    """A meeting that was held, everybody present."""
    one = meeting or invited(here, **given)
    rows = Representative.objects.filter(meeting=one, standing="chosen")
    present = list(rows.values_list("pk", flat=True))
    return attend.attendance(meeting=one, present=present, by=here.clerk, at=at)


def said(
    here: World, meeting: Meeting, text: str = "首末班车再早一点", at: datetime = AFTER
) -> Statement:
    """What the first who came said on the first topic."""
    return adopt.note_statement(
        meeting=meeting, topic=meeting.topics.first(),
        representative=meeting.representatives.filter(attendance="present").first(),
        text=text, by=here.clerk, at=at,
    )  # fmt: skip


def adopted(here: World, meeting: Meeting, at: datetime = AFTER) -> Publication:
    """The adoption of a meeting that was held, public."""
    one = said(here, meeting, at=at)
    adopt.answer_statement(
        statement=one, adoption="partly", reason="首班车提前，末班车不变。", by=here.clerk, at=at
    )
    return through(here, adopt.begin_adoption_record(meeting=meeting, by=here.clerk, at=at), at)
