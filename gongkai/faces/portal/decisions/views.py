"""The yearly list of decisions, a version of it with its changes, and the dossier of one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.faces.portal.decisions.pages import decision_page, rows_of
from gongkai.work.decisions.queries import public
from gongkai.work.decisions.queries.year_lists import agreed_sentence, table_of, title_of
from gongkai.work.journal.deeds import day_of

ROWS = 50
OPEN = "open"


@login_not_required
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """What is consulted on now, and the list of a year; the newest unless another is asked for."""
    years = public.years()
    year = _year(request, years)
    version = public.in_force(year) if year is not None else None
    rows = rows_of(year, version) if year is not None else []
    wanted = [row for row in rows if row.round_url] if request.GET.get("tab") == OPEN else rows
    context = {
        "open": list(public.open_rounds()[:ROWS]),
        "years": years,
        "year": year,
        "version": version,
        "versions": [one for one in public.lists_in_public() if one.year == year],
        "page": Paginator(wanted, ROWS).get_page(request.GET.get("page")),
        "tab": OPEN if request.GET.get("tab") == OPEN else "all",
        "today": day_of(timezone.now()),
    }
    return render(request, "portal/decisions/decisions.html", context)


@login_not_required
@require_safe
def year_list(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One public version of a list, and what it changed and why."""
    found = public.list_in_public(year, number)
    if found is None:
        raise Http404("list")
    heads, *rows = table_of(found)
    context = {
        "version": found, "heads": heads, "rows": rows, "title": title_of(year),
        "agreed": agreed_sentence(found),
        "versions": [one for one in public.lists_in_public() if one.year == year],
    }  # fmt: skip
    return render(request, "portal/decisions/year_list.html", context)


@login_not_required
@require_safe
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """The dossier: how far it has come, what is collected, what is missing and why."""
    found = public.by_code(code)
    if found is None:
        raise Http404("decision")
    context = {"page": decision_page(found, day_of(timezone.now()))}
    return render(request, "portal/decisions/decision.html", context)


def _year(request: HttpRequest, years: list[int]) -> int | None:
    asked = request.GET.get("year", "")
    if asked.isdecimal() and int(asked) in years:
        return int(asked)
    return years[0] if years else None
