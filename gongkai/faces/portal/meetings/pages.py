"""Meetings for the public: who comes by kind and number, and how the lot fell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.work.decisions.models.meeting import (
    ClosedList,
    Meeting,
    Replacement,
    Representative,
)
from gongkai.work.decisions.queries.meeting_count import year_count
from gongkai.work.decisions.queries.meetings import (
    applied_counts,
    attending,
    closed_list_of,
    is_taking,
    public_meeting,
    public_meetings,
    replacements,
)
from gongkai.work.journal.deeds import day_of

_ROWS = 50
SCRIPT = "recompute_drawing.py"


@dataclass(frozen=True)
class DrawingPage:
    """The closed list and, once drawn, its record as everybody downloads it."""

    closed: ClosedList
    record: dict[str, object] | None
    text: str
    places: Sequence[tuple[str, int, Sequence[str]]]


@login_not_required
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """What was announced, the latest first, and how many meetings of the year count."""
    today = day_of(timezone.now())
    page = Paginator(public_meetings(), _ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "taking": {one.pk for one in page if is_taking(one, today)},
        "count": year_count(None, today.year, today),
    }
    return render(request, "portal/meetings/meetings.html", context)


@login_not_required
@require_safe
def meeting(request: HttpRequest, number: str) -> HttpResponse:
    """One meeting; nobody's name stands in it."""
    one = found(number)
    closed = closed_list_of(one)
    people = list(attending(one))
    context = {
        "meeting": one,
        "topics": one.topics.order_by("order"),
        "seats": _seats(one),
        "taking": is_taking(one, day_of(timezone.now())),
        "people": people,
        "came": [row for row in people if row.attendance == Representative.Attendance.PRESENT],
        "drawing": _drawing(closed) if closed is not None else None,
        "replaced": _replaced(one),
        "script": SCRIPT,
        "script_hash": hashlib.sha256(_script()).hexdigest(),
    }
    return render(request, "portal/meetings/meeting.html", context)


@login_not_required
@require_safe
def drawing(request: HttpRequest, number: str) -> HttpResponse:
    """The record of the drawing, as tools/recompute_drawing.py reads it."""
    closed = closed_list_of(found(number))
    if closed is None or _record_of(closed) is None:
        raise Http404("drawing")
    response = HttpResponse(_text(closed), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="drawing-{number}.json"'
    return response


@login_not_required
@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """The program that draws again; it is saved and never shown as a page."""
    response = HttpResponse(_script(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{SCRIPT}"'
    return response


def found(number: str) -> Meeting:
    """A public meeting; any other does not exist."""
    one = public_meeting(number)
    if one is None:
        raise Http404("meeting")
    return one


def _seats(one: Meeting) -> Sequence[tuple[str, int, int]]:
    """Kind, places, how many applied."""
    counts = dict(applied_counts(one))
    rows = one.seats.order_by("id")
    return [(row.get_kind_display(), row.places, counts.get(row.kind, 0)) for row in rows]


def _replaced(one: Meeting) -> Sequence[Replacement]:
    return list(replacements(one))


def _drawing(closed: ClosedList) -> DrawingPage:
    places = [
        (kind, closed.places[kind], numbers) for kind, numbers in sorted(closed.candidates.items())
    ]
    record = _record_of(closed)
    return DrawingPage(closed, record, _text(closed) if record is not None else "", places)


def _record_of(closed: ClosedList) -> dict[str, object] | None:
    return closed.drawing.record if hasattr(closed, "drawing") else None


def _text(closed: ClosedList) -> str:
    return json.dumps(_record_of(closed), ensure_ascii=False, indent=2, sort_keys=True)


def _script() -> bytes:
    return (settings.ROOT / "tools" / SCRIPT).read_bytes()
