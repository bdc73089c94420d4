"""The answers of all units, the newest first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.work.responses.queries.events import public_replies

_ROWS = 50


@login_not_required
@require_safe
def responses(request: HttpRequest) -> HttpResponse:
    """Those that can be read now."""
    page = Paginator(public_replies(), _ROWS).get_page(request.GET.get("page"))
    return render(request, "portal/responses/responses.html", {"page": page})
