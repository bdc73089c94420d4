"""Everything that organisations signed as 本期无此类信息, for everybody to read."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.nothing import organisations, stated, statements

ROWS = 50


@login_not_required
def nothing(request: HttpRequest) -> HttpResponse:
    """The statements of all organisations or one, under all items or one; the newest first."""
    asked = {name: request.GET.get(name, "").replace("\0", "") for name in ("unit", "item")}
    units = list(organisations())
    unit = next((one for one in units if one.code == asked["unit"]), None)
    item = CatalogueItem.objects.filter(code=asked["item"]).first()
    rows = statements([item] if item else None, organisation=unit)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "rows": stated(page), "unit": unit, "item": item, "units": units}
    return render(request, "portal/records/nothing.html", context)
