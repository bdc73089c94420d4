"""The public reports on one year, and one of them with its charts."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.faces.portal.reporting.pages import report_page, year_page
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.reporting.models.report import FIRST_YEAR
from gongkai.work.reporting.queries.public import public_reports


@login_not_required
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Everybody's reports on the year, those of the place first."""
    on = _today(year)
    return render(request, "portal/reporting/year.html", year_page(year, on))


@login_not_required
@require_safe
def report(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One report in figures; one that was not made here is read as the document that it is."""
    _today(year)
    organisation = get_object_or_404(Organisation, code=code)
    found = public_reports(year, organisation)
    if not found:
        raise Http404("report")
    if found[0].content is None:
        return redirect("portal:record", found[0].publication.index_number)
    context = report_page(found[0].publication, found[0].content)
    return render(request, "portal/reporting/report.html", context)


def _today(year: int) -> date:
    """Today; a year that cannot have a report has no page."""
    on = day_of(timezone.now())
    if not FIRST_YEAR <= year < on.year:
        raise Http404("year")
    return on
