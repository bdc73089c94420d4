"""The public evaluations of policies."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.work.evaluations.queries.evaluations import public_evaluations

_ROWS = 50


@login_not_required
@require_safe
def evaluations(request: HttpRequest) -> HttpResponse:
    """Those whose report is public, the newest first."""
    page = Paginator(public_evaluations(), _ROWS).get_page(request.GET.get("page"))
    return render(request, "portal/evaluations/evaluations.html", {"page": page})
