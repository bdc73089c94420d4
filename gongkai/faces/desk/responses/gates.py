"""Who may open the pages of responses: the office all of them, a unit its own part."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from gongkai.faces.desk.posts import has_everywhere, has_power, own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.responses.models.event import Event, Part
from gongkai.work.responses.queries.events import events, parts_of

VIEW, HANDLE, ASSIGN = "response.view", "response.handle", "response.assign"
ASSIGNS = "舆情由政务公开办登记、交办和办结。"
HANDLES = "回应由交办单位的信息员、负责人办理。"


def is_office(request: HttpRequest) -> bool:
    """True for the office that assigns."""
    return has_everywhere(request, ASSIGN)


def office(request: HttpRequest) -> Person:
    """Somebody who registers and assigns."""
    person, _ = visitor(request)
    if not is_office(request):
        raise PermissionDenied(ASSIGNS)
    return person


def units(request: HttpRequest) -> list[Organisation]:
    """The organisations of whose parts the visitor reads; none for the office alone."""
    visitor(request)
    places = own_places(request, VIEW)
    if not places and not is_office(request):
        raise PermissionDenied(HANDLES)
    return places


def seen_places(request: HttpRequest) -> Sequence[Organisation] | None:
    """The organisations whose conferences and policies are seen, None for those of all."""
    return None if is_office(request) else units(request)


def handled_places(request: HttpRequest) -> list[Organisation]:
    """The organisations for which the visitor registers conferences and policies."""
    units(request)
    places = own_places(request, HANDLE)
    if not places:
        raise PermissionDenied("发布会和重大政策由本单位的信息员、负责人登记。")
    return places


def event_of(request: HttpRequest, number: str) -> Event:
    """An event for the office; for anybody else it does not exist."""
    visitor(request)
    found = events().filter(number=number).first() if is_office(request) else None
    if found is None:
        raise Http404("event")
    return found


def own_parts(request: HttpRequest, number: str) -> list[Part]:
    """The parts of the visitor's units in an event; none where they have none."""
    return list(parts_of(units(request)).filter(event__number=number))


def part_of(request: HttpRequest, number: str, pk: int) -> Part:
    """A part that the visitor handles; others' do not exist."""
    found = next((one for one in own_parts(request, number) if one.pk == pk), None)
    if found is None:
        raise Http404("part")
    if not has_power(request, HANDLE, found.organisation):
        raise PermissionDenied(HANDLES)
    return found
