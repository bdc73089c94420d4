"""Surveys on the desk: list, questions, announcement, sheets entered, result."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.evaluations.forms import (
    ChannelForm,
    NewSurveyForm,
    QuestionsForm,
    SurveyForm,
    asked,
    initial_of,
)
from gongkai.faces.desk.evaluations.gates import allow, editor, seen_places, survey_of
from gongkai.faces.desk.posts import has_power, own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.sheets import SheetForm
from gongkai.faces.ui.survey_charts import charts
from gongkai.work.evaluations.actions import survey as actions
from gongkai.work.evaluations.models.survey import Survey
from gongkai.work.evaluations.queries.questions import asked_of, results_of
from gongkai.work.evaluations.queries.surveys import is_taking, surveys_of
from gongkai.work.journal.deeds import Refused, day_of

_ROWS = 50
_ACTS = {
    "announce": (actions.begin_announcement, "已起草公告，请送审；公告发布以后就可以开放问卷。"),
    "open": (actions.open_survey, "问卷已开放。"),
    "results": (actions.begin_results, "已起草调查结果，请送审发布。"),
}


@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """The surveys that the visitor may see."""
    rows = surveys_of(seen_places(request))
    page = Paginator(rows, _ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "can_edit": bool(own_places(request, "evaluation.edit")),
               "today": day_of(timezone.now())}  # fmt: skip
    return render(request, "desk/evaluations/surveys.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a survey."""
    _, _on, places = editor(request)
    form = NewSurveyForm(request.POST or None, places=places, initial={"organisation": places[0]})
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        said = carry_out(request, form, actions.design, done="已保存，请填写问题。",
                         back=reverse("desk:surveys"))  # fmt: skip
        if isinstance(said, HttpResponse):
            newest = Survey.objects.filter(made_by=visitor(request)[0].pk).order_by("-id").first()
            return redirect("desk:survey_questions", newest.number) if newest else said
    context = {"form": form, "sentences": said, "act": "保存", "heading": "新建问卷调查"}
    return render(
        request, "desk/evaluations/survey_form.html", context, status=409 if said else 200
    )


@require_http_methods(["GET", "POST"])
def revise(request: HttpRequest, number: str) -> HttpResponse:
    """Change title, introduction and days before it is public."""
    survey = survey_of(request, number)
    allow(request, survey.organisation)
    initial = {name: getattr(survey, name) for name in SurveyForm.base_fields}
    form = SurveyForm(request.POST or None, initial=initial)
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        back = reverse("desk:survey", args=[number])
        said = carry_out(request, form, actions.revise, done="已保存。", back=back, survey=survey)
        if isinstance(said, HttpResponse):
            return said
    context = {
        "form": form,
        "sentences": said,
        "act": "保存",
        "heading": "修改问卷",
        "survey": survey,
    }
    return render(
        request, "desk/evaluations/survey_form.html", context, status=409 if said else 200
    )


@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, number: str) -> HttpResponse:
    """The questions, three empty rows at the end; saved as often as wanted."""
    survey = survey_of(request, number)
    allow(request, survey.organisation)
    rows = QuestionsForm(request.POST or None, initial=initial_of(survey))
    said: list[str] = []
    if request.method == "POST" and rows.is_valid():
        try:
            actions.ask(survey=survey, questions=asked([one.cleaned_data for one in rows]),
                        by=visitor(request)[0], at=timezone.now())  # fmt: skip
        except Refused as refused:
            said = sentences(refused)
        else:
            more = "more" in request.POST
            return redirect("desk:survey_questions" if more else "desk:survey", number)
    context = {"survey": survey, "rows": rows, "sentences": said}
    return render(request, "desk/evaluations/questions.html", context, status=409 if said else 200)


@require_safe
def survey(request: HttpRequest, number: str) -> HttpResponse:
    """One survey: what is to be done next, its questions, its figures."""
    one = survey_of(request, number)
    results = results_of(one)
    context = {
        "survey": one, "questions": one.questions.all(), "results": results,
        "charts": charts(results), "taking": is_taking(one, day_of(timezone.now())),
        "over": day_of(timezone.now()) > one.closes_on,
        "can_edit": has_power(request, "evaluation.edit", one.organisation),
    }  # fmt: skip
    return render(request, "desk/evaluations/survey.html", context)


@require_http_methods(["POST"])
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Announce, open, or draft the result."""
    one = survey_of(request, number)
    allow(request, one.organisation)
    action, done = _ACTS[act]
    return do(request, action, done=done, back=reverse("desk:survey", args=[number]), survey=one)


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, number: str) -> HttpResponse:
    """Enter a sheet that came on paper or by telephone."""
    one = survey_of(request, number)
    allow(request, one.organisation)
    sheet = SheetForm(request.POST or None, questions=asked_of(one))
    channel = ChannelForm(request.POST or None)
    said: HttpResponse | list[str] = []
    if request.method == "POST" and sheet.is_valid() and channel.is_valid():
        said = carry_out(request, channel, actions.enter, done="已录入 1 份，可以接着录入。",
                         back=reverse("desk:survey_enter", args=[number]),
                         survey=one, answers=sheet.answers())  # fmt: skip
        if isinstance(said, HttpResponse):
            return said
    context = {"survey": one, "form": sheet, "channel": channel, "sentences": said}
    return render(request, "desk/evaluations/enter.html", context, status=409 if said else 200)
