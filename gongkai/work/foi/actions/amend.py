"""Corrects what was registered, as long as nothing was sent that rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gongkai.work.foi.actions.happen import locked
from gongkai.work.foi.actions.register import likeness_of, refuse_unfit
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person

_SENT = (Letter.State.APPROVED, Letter.State.SENT)


def amend(
    *,
    request: Request,
    applicant: Mapping[str, str],
    wanted: Mapping[str, Any],
    by: Person,
    at: datetime,
) -> Request:
    """Set applicant and wish as `register` takes them; the journal says only which were changed.

    Number, channel and day of receipt never change. Refused once a letter was approved.
    """
    place = request.organisation
    with deed("foi.amend", by=by, at=at, power="foi.register", organisation=place) as act:
        held = locked(request)
        if held.ended_on is not None or held.letters.filter(state__in=_SENT).exists():
            raise Refused("foi_amend_late", number=held.number)
        who = held.applicant
        person = {name: str(value).strip() for name, value in applicant.items()}
        refuse_unfit(held.channel, person, wanted, online=False)
        changed = [name for name, value in person.items() if getattr(who, name) != value]
        changed += [name for name, value in wanted.items() if getattr(held, name) != value]
        if not changed:
            raise Refused("foi_amend_nothing")
        for name, value in person.items():
            setattr(who, name, value)
        who.likeness = likeness_of(person)
        who.save()
        for name, value in wanted.items():
            setattr(held, name, value)
        held.save(update_fields=list(wanted))
        act.target = held
        act.detail = {"number": held.number, "changed": sorted(changed)}
    request.refresh_from_db()
    return request
