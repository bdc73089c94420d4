"""The list of normative documents for everybody: on a page, and as a workbook."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.faces.portal.records.pages import ended, validity_tag
from gongkai.rules.document import VALIDITY
from gongkai.work.journal.deeds import day_of
from gongkai.work.records.queries.normative import Normative, normative, normative_xlsx

ROWS = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_not_required
def documents(request: HttpRequest) -> HttpResponse:
    """The documents with a 登记号, with the validity of the day."""
    on = day_of(timezone.now())
    every = normative(on)
    page = Paginator(narrowed(request, every), ROWS).get_page(request.GET.get("page"))
    statuses = Counter(one.effect.status for one in every)
    units = {one.publication.organisation.code: one.publication.organisation for one in every}
    context = {
        "page": page,
        "rows": [
            (one, validity_tag(one.publication.version, one.effect), ended(one.effect))
            for one in page
        ],
        "asked": {name: request.GET.get(name, "") for name in ("status", "unit")},
        "statuses": [(code, VALIDITY[code], n) for code, n in statuses.items()],
        "units": sorted(units.values(), key=lambda one: (one.order, one.code)),
        "on": on,
    }
    return render(request, "portal/records/normative.html", context)


@login_not_required
def workbook(request: HttpRequest) -> HttpResponse:
    """The same list, narrowed in the same way, for Excel and WPS."""
    on = day_of(timezone.now())
    data = normative_xlsx(narrowed(request, normative(on)), on)
    answer = HttpResponse(data, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{_file_name(on)}"'
    return answer


def narrowed(request: HttpRequest, rows: list[Normative]) -> list[Normative]:
    """The rows of the unit and in the status asked for."""
    unit, status = request.GET.get("unit", ""), request.GET.get("status", "")
    return [
        one
        for one in rows
        if unit in {"", one.publication.organisation.code} and status in {"", one.effect.status}
    ]


def _file_name(on: date) -> str:
    return f"normative-documents-{on}.xlsx"
