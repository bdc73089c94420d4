"""Press conferences: when, about what, and whether the head attended."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.faces.desk.posts import has_power, own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.desk.responses.assigning import FORM
from gongkai.faces.desk.responses.forms import ConferenceForm, NewConferenceForm
from gongkai.faces.desk.responses.gates import HANDLE, handled_places, seen_places
from gongkai.faces.ui.messages import sentences
from gongkai.work.journal.deeds import Refused
from gongkai.work.responses.actions import policy as actions
from gongkai.work.responses.queries.events import may_be_asked
from gongkai.work.responses.queries.policies import conferences_of

_ROWS = 50
_TOLD = {True: "yes", False: "no", None: ""}
_METHODS = ["GET", "HEAD", "POST"]
_WORDS = "主要负责人没有出席的要写明原因。实录公开以后可以补选。"


@require_safe
def conferences(request: HttpRequest) -> HttpResponse:
    """Those that the visitor may see."""
    rows = conferences_of(seen_places(request))
    page = Paginator(rows, _ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "can_edit": bool(own_places(request, HANDLE))}
    return render(request, "desk/responses/conferences.html", context)


@require_http_methods(_METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Register one that was held."""
    places, (by, on) = handled_places(request), visitor(request)
    form = NewConferenceForm(
        request.POST or None, places=places, offered=may_be_asked(on),
        initial={"organisation": places[0]},
    )  # fmt: skip
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold_conference(by=by, at=timezone.now(), **form.values())
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:conferences")
    context = {"form": form, "sentences": said, "heading": "登记发布会", "act": "登记",
               "main": "登记", "words": _WORDS, "list": "conferences"}  # fmt: skip
    return render(request, FORM, context, status=409 if said else 200)


@require_http_methods(_METHODS)
def conference(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one, or add its transcript."""
    row = conferences_of(seen_places(request)).filter(pk=pk).first()
    if row is None or not has_power(request, HANDLE, row.organisation):
        raise Http404("conference")
    by, _ = visitor(request)
    initial = {
        "title": row.title, "held_at": row.held_at, "head": row.head,
        "attended": _TOLD[row.head_attended],
        "absence_reason": row.absence_reason, "policy": row.policy_id or "",
        "transcript": row.transcript_id or "",
    }  # fmt: skip
    form = ConferenceForm(request.POST or None, places=[row.organisation], initial=initial)
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise_conference(conference=row, by=by, at=timezone.now(), **form.values())
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:conferences")
    context = {"form": form, "sentences": said, "heading": "修改发布会", "act": "保存",
               "main": "保存", "words": _WORDS, "list": "conferences"}  # fmt: skip
    return render(request, FORM, context, status=409 if said else 200)
