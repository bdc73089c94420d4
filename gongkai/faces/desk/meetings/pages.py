"""The page of a meeting: where it stands and what is to be done next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.meeting import ClosedList, Meeting, Representative, Topic
from gongkai.work.decisions.queries.meetings import (
    closed_list_of,
    is_taking,
    replacements,
    representatives,
)
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.record import Record

STEPS = ("安排会议", "公告和报名", "公布名单、抽选", "召开、登记到会", "公开采纳情况")
_STATE = Meeting.State
_AT_STEP = {
    _STATE.CALLING: 2, _STATE.LISTED: 3, _STATE.DRAWN: 4, _STATE.CONVENED: 5,
    _STATE.CALLED_OFF: 0,
}  # fmt: skip


@dataclass(frozen=True)
class MeetingPage:
    """One meeting as the desk shows it. `step` counts STEPS from 1, 0 where none is current."""

    row: Meeting
    step: int
    topics: Sequence[Topic]
    seats: Sequence[Any]
    people: Sequence[Representative]
    closed: ClosedList | None
    replaced: Sequence[Any]
    statements: Sequence[Any]
    waiting: int
    taking: bool
    over: bool
    begun: bool
    may_draw: bool
    call_record: Record | None
    adoption_record: Record | None


def meeting_page(row: Meeting, now: datetime) -> MeetingPage:
    """The meeting as it stands at the moment."""
    today, closed = day_of(now), closed_list_of(row)
    said = list(row.statements.select_related("topic").order_by("id"))
    return MeetingPage(
        row=row,
        step=_step(row),
        topics=list(row.topics.select_related("decision").order_by("order")),
        seats=list(row.seats.order_by("id")),
        people=list(representatives(row)),
        closed=closed,
        replaced=list(replacements(row)),
        statements=said,
        waiting=sum(1 for one in said if not one.adoption),
        taking=is_taking(row, today),
        over=row.closes_on is not None and today > row.closes_on,
        begun=now >= row.held_at,
        may_draw=closed is not None and now > closed.draws_after,
        call_record=_under_way(row.call_record),
        adoption_record=_under_way(row.adoption_record),
    )


def decisions_for(places: Sequence[Organisation] | None) -> Any:
    """The decisions that a topic can belong to; others' are not shown before they are public."""
    rows = Decision.objects.filter(state__in=("proposed", "on_road", "done"))
    if places is not None:
        rows = rows.filter(organisation__in=[one.pk for one in places])
    return rows.order_by("-year", "code")


def _step(row: Meeting) -> int:
    if row.adoption_record is not None and row.adoption_record.live_id is not None:
        return len(STEPS) + 1
    if row.state != _STATE.ARRANGING:
        return _AT_STEP[_STATE(row.state)]
    return 2 if row.closes_on is not None else 1


def _under_way(record: Record | None) -> Record | None:
    return record if record is not None and not record.is_gone else None
