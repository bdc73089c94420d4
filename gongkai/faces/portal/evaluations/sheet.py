"""The public page of a survey: its sheet while it runs, its result afterwards."""

from __future__ import annotations

import secrets

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.sheets import SheetForm
from gongkai.faces.ui.survey_charts import charts
from gongkai.faces.ui.throttle import throttled
from gongkai.work.evaluations.actions.survey import answer
from gongkai.work.evaluations.models.survey import Survey
from gongkai.work.evaluations.queries.questions import asked_of, results_of
from gongkai.work.evaluations.queries.surveys import is_taking, public_survey, public_surveys
from gongkai.work.journal.deeds import Refused, day_of

_ROWS, _OFTEN, _TEN_MINUTES = 50, 20, 600
_TOKEN = 40


@login_not_required
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """All that were announced, those that end last first."""
    page = Paginator(public_surveys(), _ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "today": day_of(timezone.now())}
    return render(request, "portal/evaluations/surveys.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("survey", limit=_OFTEN, seconds=_TEN_MINUTES)
def survey(request: HttpRequest, number: str) -> HttpResponse:
    """One survey; a sheet that does not fit comes back with what was filled in."""
    one = public_survey(number)
    if one is None:
        raise Http404("survey")
    form = SheetForm(request.POST or None, questions=asked_of(one))
    if request.method == "POST" and form.is_valid():
        token = request.POST.get("token", "")[:_TOKEN] or secrets.token_hex(16)
        try:
            answer(survey=one, answers=form.answers(), token=token, at=timezone.now())
        except Refused as refused:
            return _page(request, one, form, sentences(refused))
        return redirect(f"{reverse('portal:survey', args=[number])}?sent=1")
    return _page(request, one, form, [])


def _page(request: HttpRequest, one: Survey, form: SheetForm, said: list[str]) -> HttpResponse:
    today = day_of(timezone.now())
    told = results_of(one) if one.results is not None and one.results.live is not None else []
    context = {
        "survey": one, "form": form, "sentences": said, "token": secrets.token_hex(16),
        "taking": is_taking(one, today), "early": today < one.opens_on,
        "sent": "sent" in request.GET, "results": told, "charts": charts(told),
    }  # fmt: skip
    return render(request, "portal/evaluations/survey.html", context, status=409 if said else 200)
