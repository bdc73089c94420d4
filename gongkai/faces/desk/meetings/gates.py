"""Who may open the pages of meetings, and of which organisations."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest

from gongkai.faces.desk import posts
from gongkai.faces.desk.posts import has_everywhere, held_posts, own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.work.decisions.models.meeting import Meeting
from gongkai.work.decisions.queries.meetings import meetings_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.powers import EVERYWHERE

EDIT = "meeting.edit"
EDITS = "公众列席会议由各单位的信息员、负责人和政务公开办办理。"


def is_office(request: HttpRequest) -> bool:
    """True for the openness office, which sees the meetings of all."""
    return has_everywhere(request, EDIT)


def seen_places(request: HttpRequest) -> Sequence[Organisation] | None:
    """The organisations whose meetings the visitor sees, None for all of them."""
    visitor(request)
    return posts.seen_places(request, EDIT, EDITS)


def own(request: HttpRequest) -> list[Organisation]:
    """The organisations for which the visitor arranges meetings: those of their own posts."""
    seen_places(request)
    over_all = [one for one in held_posts(request) if one.role in EVERYWHERE[EDIT]]
    found = {one.pk: one for one in own_places(request, EDIT)}
    found |= {one.organisation_id: one.organisation for one in over_all}
    return sorted(found.values(), key=lambda one: (one.order, one.code))


def meeting_of(request: HttpRequest, number: str) -> Meeting:
    """A meeting that the visitor may see; any other does not exist."""
    found = meetings_of(seen_places(request)).filter(number=number).first()
    if found is None:
        raise Http404("meeting")
    return found
