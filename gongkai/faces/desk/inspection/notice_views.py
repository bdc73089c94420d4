"""The monthly notice: as it will read, made anew, and as a Word file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.inspection.gates import month_of, office
from gongkai.faces.desk.inspection.score_pages import month_said
from gongkai.faces.desk.inspection.words import month_tag, month_words
from gongkai.faces.ui.served import serve
from gongkai.work.inspection.actions.notice import draft as draft_notice
from gongkai.work.inspection.queries.month_states import notice_of, state_of

_ACT = "起草和查看通报"


@require_safe
def notice(request: HttpRequest, month: str) -> HttpResponse:
    """The draft, in its sections and tables; made from the scores by a button."""
    month = month_of(month)
    _, on = office(request, "notice.write", _ACT)
    state, found = state_of(month, on), notice_of(month)
    locked_at = state.row.locked_at if state.row else None
    is_final = found is not None and locked_at is not None and found.drafted_at > locked_at
    context = {
        "month": month,
        "title": month_words(month),
        "state": state,
        "tag": month_tag(state),
        "said": month_said(state),
        "notice": found,
        "is_final": is_final,
    }
    return render(request, "desk/inspection/notice.html", context)


@require_POST
def draft(request: HttpRequest, month: str) -> HttpResponse:
    """Make the draft from the scores as they are now."""
    month = month_of(month)
    office(request, "notice.write", _ACT)
    back = reverse("desk:notice", args=[month])
    done = f"已起草{month_words(month)}通报，请核对。"
    return do(request, draft_notice, done=done, back=back, month=month)


@require_safe
def file(request: HttpRequest, month: str) -> HttpResponse:
    """The Word file."""
    month = month_of(month)
    office(request, "notice.write", _ACT)
    found = notice_of(month)
    if found is None or found.file is None:
        raise Http404("notice")
    return serve(found.file)
