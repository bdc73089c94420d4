"""The queue of cases: by state and by how much time there is; found by number, never by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.faces.desk.foi.gates import oversees, places_of
from gongkai.faces.desk.foi.words import COLOURS, TABS, time_left
from gongkai.faces.desk.posts import has_power
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.parts import Tag
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.queue import (
    COUNTED,
    Counts,
    by_number,
    cases_of,
    count_up_to,
    counts_of,
    handlers_of,
    within,
)
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

ROWS = 50
_FIRST = 10
_LONGEST = 40


class Counted(Paginator):  # type: ignore[type-arg]  # Django: no parameters at run time
    """Pages of as many rows as are counted, so that long lists cost no more than short ones."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return count_up_to(rows)


@dataclass(frozen=True)
class Row:
    """A case in the list."""

    case: Request
    left: Tag


@dataclass(frozen=True)
class Want:
    """What the visitor asked to see."""

    tab: str
    colour: str
    holder: Person | None


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The cases of one's body; the openness office goes to the figures."""
    places = places_of(request)
    if not places:
        # Whoever neither handles nor oversees is told so there.
        return redirect("desk:foi_overview")
    if number := request.GET.get("number", "").strip():
        return _found(request, places, number)
    person, on = visitor(request)
    handlers = list(handlers_of(places[0], on))
    want = _wanted(request, person, handlers)
    counts = counts_of(places, on)
    page = _page(request, places, want, on)
    context = {
        "page": page,
        "rows": _rows(page, places, on),
        "first": _to_confirm(places, want, counts, on),
        "tabs": _tabs(want, counts),
        "colours": _colours(counts),
        "want": want,
        "handlers": handlers,
        "shows_places": len(places) > 1,
        "is_cut": page.paginator.count >= COUNTED,
        "counted": COUNTED,
        # Who approves sees the list as well, but does not register.
        "registers": {one.pk for one in places if has_power(request, "foi.register", one)},
        "oversees": oversees(request),
    }
    return render(request, "desk/foi/queue.html", context)


def _found(request: HttpRequest, places: Sequence[Organisation], number: str) -> HttpResponse:
    case = by_number(places, number[:_LONGEST])
    if case is not None:
        return redirect("desk:foi_case", case.number)
    messages.error(request, "没有这个编号的申请。请核对编号，例如 JTJ-2026-0001。")
    return redirect("desk:foi")


def _wanted(request: HttpRequest, person: Person, handlers: Sequence[Person]) -> Want:
    tab, colour = request.GET.get("tab", ""), request.GET.get("left", "")
    asked = request.GET.get("holder", "")
    known = {one.username: one for one in handlers} | {"me": person}
    return Want(
        tab=tab if tab in TABS else "running",
        colour=colour if colour in COLOURS else "",
        holder=known.get(asked),
    )


def _page(
    request: HttpRequest, places: Sequence[Organisation], want: Want, on: date
) -> Page[Request]:
    rows = cases_of(places, want.tab, holder=want.holder)
    if want.tab == "running" and want.colour:
        rows = within(rows, want.colour, on)
    return Counted(rows, ROWS).get_page(request.GET.get("page"))


def _to_confirm(
    places: Sequence[Organisation], want: Want, counts: Counts, on: date
) -> Sequence[Row]:
    """The receipts to be confirmed, over the running cases: their clock has not even begun."""
    if want.tab != "running" or want.colour or not counts.tabs["intake"]:
        return []
    return _rows(cases_of(places, "intake", holder=want.holder)[:_FIRST], places, on)


def _rows(cases: Any, places: Sequence[Organisation], on: date) -> list[Row]:
    known = {one.pk: one for one in places}
    rows = []
    for one in cases:
        one.organisation = known[one.organisation_id]
        rows.append(Row(one, time_left(one, on)))
    return rows


def _tabs(want: Want, counts: Counts) -> list[tuple[str, str, str, bool]]:
    """Code, word, number and whether it is shown; of closed cases there are too many to count."""
    return [(code, word, _number(counts, code), code == want.tab) for code, word in TABS.items()]


def _number(counts: Counts, code: str) -> str:
    if code not in counts.tabs:
        return ""
    more = "+" if not counts.is_whole and code == "running" else ""
    return f"{counts.tabs[code]}{more}"


def _colours(counts: Counts) -> list[tuple[str, str, int]]:
    numbers = {"late": counts.late, "urgent": counts.urgent, "soon": counts.soon}
    return [(code, word, numbers[code]) for code, word in COLOURS.items()]
