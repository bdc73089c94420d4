"""The statutory platform for everybody: its columns, the items of the law, and the lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from gongkai.faces.portal.records.columns import guide_page, reports_page
from gongkai.faces.portal.records.listing import (
    Asked,
    Shelf,
    asked_of,
    listing,
    narrowed,
    units_on,
)
from gongkai.faces.portal.records.navigation import Reader, entries, of_content, with_columns
from gongkai.faces.ui.nav import address
from gongkai.faces.ui.throttle import throttled
from gongkai.rules.catalogue import ITEMS
from gongkai.rules.columns import COLUMNS, CONTENT, GUIDE, REPORT
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries import shelves
from gongkai.work.records.queries.catalogue import Branch, tree
from gongkai.work.records.queries.directory import MOST, directory_xlsx
from gongkai.work.records.queries.nothing import statements_of

STATEMENTS = 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEMPLATES = {GUIDE: "guide", REPORT: "reports"}


@login_not_required
def catalogue(request: HttpRequest) -> HttpResponse:
    """Everything that is public under the items of the law, the newest first."""
    return _page(request, "")


@login_not_required
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One column, or what is public under one item and those below it."""
    return _page(request, code)


@login_not_required
@throttled("directory", limit=20, seconds=60, methods=("GET", "HEAD"))
def directory(request: HttpRequest) -> HttpResponse:
    """The list that was asked for as a workbook, with what article 12 wants to be told."""
    on = day_of(timezone.now())
    asked = asked_of(request, _units(on))
    branches = with_columns(tree())
    way = _way(branches, request.GET.get("item", ""))
    rows = narrowed(_shelf(way, branches), asked)
    shown = list(rows.defer("version__body_html", "version__screening")[:MOST])
    addresses = [
        request.build_absolute_uri(reverse("portal:record", args=[one.index_number]))
        for one in shown
    ]
    count = len(shown) if len(shown) < MOST else rows.count()
    data = directory_xlsx(_heading(way, asked), shown, addresses, count=count, on=on)
    answer = HttpResponse(data, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="catalogue-{on}.xlsx"'
    return answer


def _page(request: HttpRequest, code: str) -> HttpResponse:
    on = day_of(timezone.now())
    units = units_on(on)
    asked = asked_of(request, [one for _, members in units for one in members])
    branches = with_columns(tree(asked.organisation))
    way = _way(branches, code)
    here = way[-1].item if way else None
    reader = Reader(asked.organisation, way)
    context: dict[str, Any] = {
        "entries": entries(branches, reader),
        "units": units,
        "asked": asked,
        "way": [one for one in way[:-1] if one.item.code != CONTENT],
        "here": here,
        "name": here.name if here else ITEMS[CONTENT].name,
        "in_column": here is not None and here.code in COLUMNS,
        "keep": reader.keep,
        "basic_catalogue": address("portal:basic_catalogue"),
    }
    template = _TEMPLATES.get(code, "catalogue")
    context |= _of_column(request, reader, branches, asked, on)
    return render(request, f"portal/records/{template}.html", context)


def _of_column(
    request: HttpRequest, reader: Reader, branches: Sequence[Branch], asked: Asked, on: date
) -> dict[str, Any]:
    """What the column shows beside the navigation."""
    if reader.here == GUIDE:
        return {"column": guide_page(asked.organisation, on)}
    shelf = _shelf(reader.way, branches)
    found: dict[str, Any] = {"listing": listing(request, shelf, asked, on)}
    if reader.here == REPORT:
        return found if asked.narrows else found | {"table": reports_page(on)}
    return found | {"statements": _statements(reader.way, asked.organisation)}


def _way(branches: Sequence[Branch], code: str) -> tuple[Branch, ...]:
    way = shelves.branch_of(branches, code) if code else ()
    if code and not way:
        raise Http404(code)
    return way


def _shelf(way: Sequence[Branch], branches: Sequence[Branch]) -> Shelf:
    """The item with all below it; without one the whole content, the columns beside it left out."""
    wanted = [way[-1]] if way else of_content(branches)
    items = [one for branch in wanted for one in shelves.under(branch)]
    known = {one.pk for one in items}
    every = [one for branch in branches for one in shelves.under(branch)]
    others = [one for one in every if one.pk not in known]
    return Shelf(items, others, way[-1].item.code if way else "")


def _statements(way: Sequence[Branch], organisation: Organisation | None) -> list[Any]:
    """That there was nothing to publish, at the item for which it was signed."""
    if not way or way[-1].children or way[-1].item.code in COLUMNS:
        return []
    return statements_of([way[-1].item], organisation=organisation)[:STATEMENTS]


def _units(on: date) -> list[Organisation]:
    return [one for _, members in units_on(on) for one in members]


def _heading(way: Sequence[Branch], asked: Asked) -> str:
    whose = asked.organisation.name if asked.organisation else ""
    what = f"：{way[-1].item.name}" if way else ""
    return f"{whose}政府信息公开目录{what}"
