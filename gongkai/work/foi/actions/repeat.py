"""Marks a request as one that was answered before (重复申请，第三十六条第六项)."""

from __future__ import annotations

from datetime import datetime

from gongkai.work.foi.actions.happen import locked
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.likes import same_applicant
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person


def mark_repeat(*, request: Request, earlier: Request | None, by: Person, at: datetime) -> Request:
    """Say which answered request of the same applicant this one repeats; None takes it back.

    That the same is wanted is judged by a person; the reply is still a letter (3.5.2).
    """
    place = request.organisation
    with deed("foi.repeat", by=by, at=at, power="foi.handle", organisation=place) as act:
        held = locked(request)
        if held.ended_on is not None:
            raise Refused("foi_repeat_ended", number=held.number)
        if earlier is not None:
            _refuse_unfit(held, earlier)
        held.repeats = earlier
        held.save(update_fields=["repeats"])
        act.target = held
        act.detail = {"number": held.number, "earlier": earlier.number if earlier else ""}
    request.refresh_from_db()
    return request


def _refuse_unfit(request: Request, earlier: Request) -> None:
    if not same_applicant(request).filter(pk=earlier.pk).exists():
        raise Refused("foi_repeat_another", number=earlier.number)
    if earlier.outcome == "" or earlier.submitted_at > request.submitted_at:
        raise Refused("foi_repeat_unanswered", number=earlier.number)
