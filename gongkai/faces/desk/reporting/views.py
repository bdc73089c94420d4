"""Annual reports: everybody's, one of them, the cases behind a number, its files."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.faces.desk.reporting import pages
from gongkai.faces.desk.reporting.gates import report_for, viewer
from gongkai.faces.ui.parts import Tag
from gongkai.faces.ui.served import saved_as, serve
from gongkai.faces.ui.states import tag_of
from gongkai.rules.report_tables import COLUMNS3, ROWS3, place
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.figures import cases_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for
from gongkai.work.reporting.models.report import FIRST_YEAR, AnnualReport
from gongkai.work.reporting.powers import OVERSEE
from gongkai.work.reporting.queries.page import report_page as as_page
from gongkai.work.reporting.queries.paper import report_docx
from gongkai.work.reporting.queries.reports import title_of, told, years

PER_PAGE = 50


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The office sees everybody's, others their own."""
    person, on, seen = viewer(request)
    year = _year(request, on)
    is_office = may(person, OVERSEE, None, on)
    if not is_office and len(seen) == 1:
        return redirect("desk:annual_report", year, seen[0].code)
    context: dict[str, Any] = {"year": year, "years": years(on), "own": seen}
    if is_office:
        state = request.GET.get("state", "")
        context |= pages.overview(year, on, state) | {"state": state}
        context["place"] = next(
            (one for one in seen if one.kind == Organisation.Kind.DISTRICT), None
        )
    return render(request, "desk/reporting/reports.html", context)


def _year(request: HttpRequest, on: date) -> int:
    """The year asked for; else the one whose report is being made: the last that is over."""
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdigit() and FIRST_YEAR <= int(asked) <= on.year:
        return int(asked)
    return on.year - 1


@require_safe
def report(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One report: how it stands, what does not hold, tables, text, what may be done."""
    row, person, on = report_for(request, year, code)
    context = pages.report_page(row, person, on) | {"years": years(on)}
    return render(request, "desk/reporting/report.html", context)


@require_safe
def cell(request: HttpRequest, year: int, code: str, line: str, column: str) -> HttpResponse:
    """The cases that one number of table 3 counts, by their numbers; never who asked."""
    row, person, on = report_for(request, year, code)
    if line not in ROWS3 or column not in COLUMNS3:
        raise Http404("cell")
    if not pages.may_drill(person, row.organisation, on):
        raise Http404("cell")
    cases = cases_of(line, column, year).select_related("organisation").order_by("-received_on")
    if row.organisation.kind != Organisation.Kind.DISTRICT:
        cases = cases.filter(organisation=row.organisation)
    page = Paginator(cases.defer("wanted"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "row": row,
        "place": place(("table3", line, column)),
        "page": page,
        "cases": _linked(list(page), person, on),
    }
    return render(request, "desk/reporting/cell.html", context)


def _linked(cases: list[Request], person: Person, on: date) -> list[tuple[Request, Tag, str]]:
    """Each case with its state, and its address for those who handle it."""
    own = set(organisations_for(person, ["foi.view"], on).values_list("pk", flat=True))
    return [
        (one, tag_of(one.state), reverse("desk:foi_case", args=[one.number]))
        if one.organisation_id in own
        else (one, tag_of(one.state), "")
        for one in cases
    ]


@require_safe
def file(request: HttpRequest, year: int, code: str, kind: str) -> HttpResponse:
    """The report as a file: as it was frozen, else as it is compiled now."""
    row, _, _ = report_for(request, year, code)
    content = told(row)
    mark = "" if row.state == AnnualReport.State.FROZEN else "（未定稿）"
    name = f"{title_of(content)}{mark}"
    if kind == "docx":
        return saved_as(name, report_docx(content), kind)
    if kind == "html":
        return saved_as(name, as_page(content).encode(), kind)
    if kind == "json":
        data = json.dumps(content, ensure_ascii=False, indent=1).encode()
        return saved_as(name, data, kind)
    raise Http404("kind")


@require_safe
def edition(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """The Word file of an edition, an earlier one too."""
    row, _, _ = report_for(request, year, code)
    if row.pk is None:
        raise Http404("edition")
    return serve(get_object_or_404(row.editions.select_related("file"), number=number).file)
