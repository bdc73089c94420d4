"""Scores: the months, one month, one organisation in it; computing and locking."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.inspection.gates import month_of, office, viewer
from gongkai.faces.desk.inspection.score_pages import lock_page, month_page, score_page, scores_page
from gongkai.faces.desk.inspection.words import month_words
from gongkai.faces.ui.messages import sentences
from gongkai.work.inspection.actions import score as actions
from gongkai.work.inspection.queries.own_scores import score_for
from gongkai.work.journal.deeds import Refused

_WHAT = "月度考核"


@require_safe
def scores(request: HttpRequest) -> HttpResponse:
    """All months; for a department its own results."""
    context = scores_page(*viewer(request, "score.view", _WHAT))
    return render(request, "desk/inspection/scores.html", context)


@require_safe
def month(request: HttpRequest, month: str) -> HttpResponse:
    """One month: who scored what."""
    context = month_page(*viewer(request, "score.view", _WHAT), month_of(month))
    return render(request, "desk/inspection/month.html", context)


@require_safe
def score(request: HttpRequest, month: str, code: str) -> HttpResponse:
    """One organisation in a month; the deductions of others do not exist for a department."""
    person, on = viewer(request, "score.view", _WHAT)
    found = score_for(person, on, month_of(month), code)
    if found is None:
        raise Http404("score")
    return render(request, "desk/inspection/score.html", score_page(found, person, on))


@require_POST
def compute(request: HttpRequest, month: str) -> HttpResponse:
    """Compute the month now."""
    month = month_of(month)
    office(request, "score.compute", "计算考核")
    back = reverse("desk:scores_month", args=[month])
    done = f"已按现在的情况计算{month_words(month)}考核。"
    return do(request, actions.compute, done=done, back=back, month=month)


def lock(request: HttpRequest, month: str) -> HttpResponse:
    """What locking means; POST locks what was seen."""
    month = month_of(month)
    person, on = office(request, "score.lock", "锁定考核，并且要由负责人来办")
    said: list[str] = []
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            actions.lock(month=month, by=person, at=timezone.now(), seen=seen)
        except Refused as refusal:
            said = sentences(refusal)
        else:
            messages.success(request, f"已锁定{month_words(month)}考核，得分不再改变。")
            return redirect("desk:scores_month", month)
    context = lock_page(person, on, month) | {"sentences": said, "form": None}
    status = 409 if said else 200
    return render(request, "desk/inspection/lock.html", context, status=status)
