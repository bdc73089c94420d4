"""One case, what resembles it, its papers, and the figures of all bodies."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.faces.desk.foi.case_page import case_page
from gongkai.faces.desk.foi.gates import case_of, oversees
from gongkai.faces.desk.foi.words import time_left
from gongkai.faces.desk.posts import has_power
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.parts import Stat
from gongkai.faces.ui.served import serve
from gongkai.work.foi.models.request import RequestFile
from gongkai.work.foi.queries.likes import likes_of
from gongkai.work.foi.queries.queue import late_cases, loads

ROWS = 50


@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The case: its clock, what to do next, what was done."""
    _, on, one = case_of(request, number)
    return render(request, "desk/foi/case.html", {"page": case_page(request, one, on)})


@require_safe
def alike(request: HttpRequest, number: str) -> HttpResponse:
    """Other requests of the same applicant, and similar ones of others."""
    _, on, one = case_of(request, number)
    own, others = likes_of(one)
    context = {
        "case": one, "own": own, "others": others, "is_open": one.ended_on is None,
        "can_handle": has_power(request, "foi.handle", one.organisation),
        "left": time_left(one, on),
    }  # fmt: skip
    return render(request, "desk/foi/alike.html", context)


@require_safe
def material(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A file of the case, for those who handle it."""
    _, _, one = case_of(request, number)
    row = RequestFile.objects.filter(request=one, pk=pk).select_related("file").first()
    if row is None:
        raise Http404("file")
    return serve(row.file)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """For the openness office: how many cases each body has, and which are late."""
    _, on = visitor(request)
    if not oversees(request):
        raise PermissionDenied("各单位的申请由本单位经办人办理；总体情况由政务公开办查看。")
    rows = loads(on, on.year)
    page = Paginator(late_cases(on), ROWS).get_page(request.GET.get("page"))
    late = sum(one.late for one in rows)
    context = {
        "rows": rows,
        "page": page,
        "late": [(one, time_left(one, on)) for one in page],
        "year": on.year,
        "stats": [
            Stat("待确认收到", sum(one.intake for one in rows), "件"),
            Stat("要答复", sum(one.running for one in rows), "件"),
            Stat("等对方", sum(one.waiting for one in rows), "件"),
            Stat("已逾期", late, "件", "bad" if late else ""),
        ],
    }
    return render(request, "desk/foi/overview.html", context)
