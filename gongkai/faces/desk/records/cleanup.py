"""The yearly clean-up of normative documents: what expired and what soon will."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.faces.desk.records.gates import office_day
from gongkai.faces.ui.parts import Tag
from gongkai.rules.document import EXPIRED, EXPIRING
from gongkai.work.records.queries.normative import normative, to_clean_up

ROWS = 50
_TAGS = {EXPIRED: Tag("bad", "已到期"), EXPIRING: Tag("warn", "六个月内到期")}


def cleanup(request: HttpRequest) -> HttpResponse:
    """Normative documents whose end has come or comes within six months, the earliest first."""
    on = office_day(request)
    rows, asked = to_clean_up(normative(on)), request.GET.get("organisation", "")
    units = {one.publication.organisation.code: one.publication.organisation for one in rows}
    shown = [one for one in rows if asked in {"", one.publication.organisation.code}]
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, _TAGS[one.cleanup]) for one in page],
        "organisations": sorted(units.values(), key=lambda one: (one.order, one.code)),
        "asked": asked,
        "expired": sum(one.cleanup == EXPIRED for one in shown),
    }
    return render(request, "desk/records/cleanup.html", context)
