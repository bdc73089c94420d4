"""Gives a case into somebody's hands."""

from __future__ import annotations

from datetime import datetime

from gongkai.work.foi.actions.happen import locked
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Handing
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may


def hand(*, request: Request, to: Person, by: Person, at: datetime, note: str = "") -> Handing:
    """Let `to` handle the case from now on; those who handle and those who approve may say so.

    Refused for somebody who cannot handle cases there, who holds it already, or once it has ended.
    """
    place, on = request.organisation, day_of(at)
    approves = may(by, "foi.approve", place, on)
    power = "foi.approve" if approves else "foi.handle"
    with deed("foi.hand", by=by, at=at, power=power, organisation=place) as act:
        held = locked(request)
        if held.ended_on is not None:
            raise Refused("foi_hand_ended", number=held.number)
        if not may(to, "foi.handle", place, on):
            raise Refused("foi_hand_unable", name=to.name)
        if held.holder_id == to.pk:
            raise Refused("foi_hand_same", name=to.name)
        handing = Handing.objects.create(
            request=held, to=to, at=at, by=by, note=" ".join(note.split())
        )
        held.holder = to
        held.save(update_fields=["holder"])
        act.target = held
        act.detail = {"number": held.number, "to": to.username}
    request.refresh_from_db()
    return handing
