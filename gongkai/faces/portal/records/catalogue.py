"""The catalogue for everybody: items, how much is public under each, and the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.faces.portal.records.pages import validity_tag
from gongkai.faces.ui.parts import Tag
from gongkai.work.journal.deeds import day_of
from gongkai.work.records.queries import shelves
from gongkai.work.records.queries.catalogue import Branch, tree
from gongkai.work.records.queries.relations import effect_of, touches

ROWS = 50


@login_not_required
def catalogue(request: HttpRequest) -> HttpResponse:
    """Everything that is public, the newest first, beside the catalogue."""
    return _list(request, tree(), ())


@login_not_required
def item(request: HttpRequest, code: str) -> HttpResponse:
    """What is public under one item and those below it."""
    branches = tree()
    way = shelves.branch_of(branches, code)
    if not way:
        raise Http404(code)
    return _list(request, branches, way)


def _asked(request: HttpRequest, name: str) -> str:
    # A nought byte is not text to any database: one refuses it, another stops reading at it.
    return request.GET.get(name, "").replace("\0", "").strip()


def _list(request: HttpRequest, branches: Sequence[Branch], way: Sequence[Branch]) -> HttpResponse:
    units, years = list(shelves.organisations()), shelves.years()
    asked = {name: _asked(request, name) for name in ("unit", "year", "words")}
    rows = shelves.shelf(
        shelves.under(way[-1]) if way else None,
        organisation=next((one for one in units if one.code == asked["unit"]), None),
        year=int(asked["year"]) if asked["year"] in map(str, years) else None,
        words=asked["words"],
    )
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context: Mapping[str, Any] = {
        "branches": branches,
        "way": way,
        "here": way[-1].item if way else None,
        "page": page,
        "rows": _rows(list(page), day_of(timezone.now())),
        "asked": asked,
        "units": units,
        "years": years,
    }
    return render(request, "portal/records/catalogue.html", context)


def _rows(page: Sequence[shelves.Publication], on: date) -> list[tuple[Any, Tag | None]]:
    """Each publication with its validity on that day."""
    touched = touches(one.record_id for one in page)
    return [
        (one, validity_tag(one.version, effect_of(one.version, on, touched.get(one.record_id, []))))
        for one in page
    ]
