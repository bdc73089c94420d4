"""Writes down where and how something was searched for (第三十六条第四项 rests on it)."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.work.foi.actions.happen import locked
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import SearchEntry
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person


def note_search(
    *, request: Request, place: str, words: str, result: str, on: date, by: Person, at: datetime
) -> SearchEntry:
    """Add a search; it can be added to but never changed. Refused once the case has ended."""
    organisation = request.organisation
    with deed("foi.search", by=by, at=at, power="foi.handle", organisation=organisation) as act:
        held = locked(request)
        said = [" ".join(one.split()) for one in (place, words, result)]
        if held.ended_on is not None:
            raise Refused("foi_search_ended", number=held.number)
        if on > day_of(at):
            raise Refused("foi_event_to_come", on=on)
        if on < day_of(held.submitted_at):
            raise Refused("foi_search_before", on=day_of(held.submitted_at))
        if not all(said):
            raise Refused("foi_search_incomplete")
        entry = SearchEntry.objects.create(
            request=held, place=said[0], words=said[1], result=said[2], on=on, at=at, by=by
        )
        act.target = entry
        act.detail = {"number": held.number}
    return entry
