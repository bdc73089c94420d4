"""Search for everybody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.faces.portal.search.asking import asked_in
from gongkai.faces.portal.search.page import search_page
from gongkai.faces.ui.throttle import throttled
from gongkai.work.journal.deeds import day_of

# A person who types quickly stays far below; a machine that copies everything has the interface.
_A_MINUTE = 120


@login_not_required
@throttled("search", limit=_A_MINUTE, seconds=60, methods=("GET", "HEAD"))
def search(request: HttpRequest) -> HttpResponse:
    """What is public and answers the words typed, narrowed as asked."""
    page = search_page(asked_in(request.GET), request.GET.get("page"), day_of(timezone.now()))
    answer = render(request, "portal/search/search.html", {"page": page})
    # Lists of results are no documents; search engines are to read these themselves.
    answer["X-Robots-Tag"] = "noindex"
    return answer
