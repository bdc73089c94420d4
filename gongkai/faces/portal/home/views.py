"""The first page of the portal, and the sign of life for whoever watches the machine."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.faces.portal.home.page import home_page
from gongkai.faces.ui.assets import content
from gongkai.work.journal.deeds import day_of
from gongkai.work.journal.queries.runs import last_finished


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """What is new, where to look, how far the plan has come."""
    page = home_page(day_of(timezone.now()))
    return render(request, "portal/home/home.html", {"page": page})


@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:
    """The sign of the site, for browsers that ask for it without reading the page."""
    answer = HttpResponse(content("ui/icon.svg"), content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the database answers and when the worker last did something; no more than that."""
    try:
        run = last_finished()
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    worker = {
        "last_run": run.kind if run else None,
        "finished_at": run.finished_at.isoformat() if run and run.finished_at else None,
        "ok": not run.last_error if run else None,
    }
    return JsonResponse({"database": "ok", "worker": worker})
