"""The list of events, those whose term is over first, and the page of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.faces.desk.posts import has_power
from gongkai.faces.desk.responses.gates import HANDLE, event_of, is_office, own_parts, units
from gongkai.faces.desk.responses.pages import event_row, part_page, part_row
from gongkai.rules.responses import KINDS
from gongkai.work.responses.models.event import Event, Part
from gongkai.work.responses.queries.events import events, parts_of

_ROWS = 50
_TABS = {Event.State.TRACKING.value: "办理中", Event.State.WOUND_UP.value: "已办结"}


@require_safe
def responses(request: HttpRequest) -> HttpResponse:
    """For the office all events, for a unit its own parts."""
    places, now = units(request), timezone.now()
    tab = request.GET.get("tab", "")
    tab = tab if tab in _TABS else Event.State.TRACKING.value
    whole = is_office(request)
    number = request.GET.get("page")
    context: dict[str, Any] = {
        "office": whole, "tab": tab, "tabs": _TABS.items(),
    }  # fmt: skip
    if whole:
        page = Paginator(events(tab), _ROWS).get_page(number)
        context |= {"page": page, "rows": [event_row(one, now) for one in page]}
    else:
        mine = Paginator(parts_of(places, tab), _ROWS).get_page(number)
        context |= {"page": mine, "parts": [part_row(one.event, one, now) for one in mine]}
    return render(request, "desk/responses/responses.html", context)


@require_safe
def response(request: HttpRequest, number: str) -> HttpResponse:
    """One event: the office sees every unit, a unit its own part and nothing of the others'."""
    now = timezone.now()
    if is_office(request):
        event = event_of(request, number)
        parts = list(event.parts.all())
    else:
        parts = own_parts(request, number)
        if not parts:
            raise Http404("event")
        event = parts[0].event
    context = {
        "event": event, "office": is_office(request), "kind": KINDS.get(event.kind, event.kind),
        "row": event_row(event, now) if is_office(request) else None,
        "parts": [
            part_page(event, one, now, can_handle=_handles(request, event, one)) for one in parts
        ],
        "policy": event.policy,
    }  # fmt: skip
    return render(request, "desk/responses/response.html", context)


def _handles(request: HttpRequest, event: Event, part: Part) -> bool:
    is_open = event.state == Event.State.TRACKING
    return is_open and has_power(request, HANDLE, part.organisation)
