"""The public ledger: the whole plan, and one organisation's part of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.faces.portal.ledger.pages import ledger_page, unit_page
from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.public import public_plans
from gongkai.work.org.models.organisation import Organisation


@login_not_required
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """How far the plan of the year has come."""
    on = day_of(timezone.now())
    plan = _plan(request)
    if plan is None:
        return render(request, "portal/ledger/none.html", {"organisation": None})
    page = ledger_page(plan, on, request.GET)
    wanted = request.GET.get("unit", "")
    if wanted in {one.code for one in page.units}:
        return redirect(f"{reverse('portal:ledger_of', args=[wanted])}?year={plan.year}")
    context = {"page": page, "plans": public_plans(on)}
    return render(request, "portal/ledger/ledger.html", context)


@login_not_required
@require_safe
def ledger_of(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation's tasks."""
    organisation = get_object_or_404(Organisation, code=code)
    plan = _plan(request)
    if plan is None:
        return render(request, "portal/ledger/none.html", {"organisation": organisation})
    page = unit_page(plan, organisation, day_of(timezone.now()))
    context = {"page": page, "organisation": organisation}
    return render(request, "portal/ledger/unit.html", context)


def _plan(request: HttpRequest) -> Plan | None:
    """The plan of the year that is asked for, else the newest one."""
    plans = public_plans(day_of(timezone.now()))
    year = request.GET.get("year", "")
    return plans.filter(year=year).first() if year.isdecimal() else plans.first()
