"""Drawing representatives by lot: the list closes, the lot is drawn, places are taken over."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.utils import timezone

from gongkai.rules.decisions.drawing import commitment_by_kind, record_of
from gongkai.work.decisions.actions.meeting import POWER, held
from gongkai.work.decisions.models.meeting import (
    ClosedList,
    Drawing,
    Meeting,
    Replacement,
    Representative,
    RepresentativeKind,
)
from gongkai.work.decisions.queries.meetings import alternates, representatives
from gongkai.work.journal.deeds import CHINA, Refused, day_of, deed
from gongkai.work.journal.queries import heads
from gongkai.work.org.models.person import Person

_STATE, _STANDING = Meeting.State, Representative.Standing
_KINDS = dict(RepresentativeKind.choices)
_SECRET_BYTES = 32
_PREPARING = (_STATE.ARRANGING, _STATE.CALLING, _STATE.LISTED, _STATE.DRAWN)


def close_list(*, meeting: Meeting, draws_after: datetime, by: Person, at: datetime) -> ClosedList:
    """Publish the list by number with its commitment, once the call is over.

    `draws_after` fixes the public value beforehand: the first head of the log that is signed
    after it. Nobody ever sees the secret before the drawing.
    """
    with deed(
        "meeting.close_list", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        act.target = row = held(meeting, _STATE.CALLING)
        if row.closes_on is not None and day_of(at) <= row.closes_on:
            raise Refused("meeting_call_runs", closes_on=row.closes_on)
        if not at < draws_after < row.held_at:
            raise Refused("meeting_draw_moment", held_at=row.held_at)
        candidates = _candidates(row)
        places = {_KINDS[one.kind]: one.places for one in row.seats.all()}
        secret, source = secrets.token_urlsafe(_SECRET_BYTES), _source(draws_after)
        closed = ClosedList.objects.create(
            meeting=row, candidates=candidates, places=places, source=source,
            draws_after=draws_after, secret=secret, at=at, by=by,
            commitment=commitment_by_kind(candidates, places, secret, source=source),
        )  # fmt: skip
        row.state = _STATE.LISTED
        row.save(update_fields=["state"])
        act.detail = {"commitment": closed.commitment}
    meeting.refresh_from_db()
    return closed


def draw(*, meeting: Meeting, by: Person, at: datetime) -> Drawing:
    """Reveal the secret, take the public value and draw; once, and never again."""
    with deed("meeting.draw", by=by, at=at, power=POWER, organisation=meeting.organisation) as act:
        act.target = row = held(meeting, _STATE.LISTED)
        closed = ClosedList.objects.get(meeting=row)
        head = heads.first_after(closed.draws_after) if at > closed.draws_after else None
        if head is None:
            raise Refused("meeting_no_head_yet", draws_after=closed.draws_after)
        record = record_of(
            closed.candidates, closed.places, secret=closed.secret,
            public_value=head.root_hash, source=closed.source,
        )  # fmt: skip
        drawing = Drawing.objects.create(
            closed_list=closed, record=record, head_size=head.size, at=at, by=by
        )
        _give_places(row, drawing)
        row.state = _STATE.DRAWN
        row.save(update_fields=["state"])
        act.detail = {"seed": record["seed"], "head": head.size}
    meeting.refresh_from_db()
    return drawing


def decline(
    *, representative: Representative, reason: str, by: Person, at: datetime
) -> Replacement | None:
    """Somebody cannot come: the next alternate of that kind takes the place, and that is traced.

    Returns the trace where a drawn place became free; None for an invited one or an alternate.
    """
    meeting = representative.meeting
    with deed(
        "meeting.decline", by=by, at=at, power=POWER, organisation=meeting.organisation
    ) as act:
        row = held(meeting, *_PREPARING)
        one = Representative.objects.select_for_update().get(pk=representative.pk, meeting=row)
        had_place = one.standing == _STANDING.CHOSEN
        if not had_place and one.standing != _STANDING.ALTERNATE:
            raise Refused("representative_standing", standing=one.get_standing_display())
        one.standing, one.standing_reason = _STANDING.DECLINED, reason.strip()
        one.save(update_fields=["standing", "standing_reason"])
        act.target, act.detail = one, {"reason": reason.strip()}
        if not had_place or one.way == Representative.Way.INVITED:
            return None
        return _replaced(row, one, by, at)


def _replaced(meeting: Meeting, gone: Representative, by: Person, at: datetime) -> Replacement:
    came = next(iter(alternates(meeting, gone.kind)), None)
    if came is not None:
        came.standing = _STANDING.CHOSEN
        came.save(update_fields=["standing"])
    return Replacement.objects.create(meeting=meeting, gone=gone, came=came, at=at, by=by)


def _candidates(meeting: Meeting) -> dict[str, list[str]]:
    rows = list(representatives(meeting).filter(standing=_STANDING.APPLIED))
    return {
        _KINDS[seats.kind]: sorted(one.number for one in rows if one.kind == seats.kind)
        for seats in meeting.seats.all()
    }


def _give_places(meeting: Meeting, drawing: Drawing) -> None:
    rows = Representative.objects.filter(meeting=meeting, way=Representative.Way.APPLIED)
    for one in drawing.record["kinds"]:
        rows.filter(number__in=one["winners"]).update(standing=_STANDING.CHOSEN)
        rows.filter(number__in=one["alternates"]).update(standing=_STANDING.ALTERNATE)


def _source(draws_after: datetime) -> str:
    said = f"{timezone.localtime(draws_after, CHINA):%Y-%m-%d %H:%M:%S}"
    return f"本平台公开日志在北京时间 {said} 以后签名的第一个树头的根指纹"
