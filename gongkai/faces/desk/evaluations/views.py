"""Evaluations on the desk: list, begin, write, methods, conclusion, report."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.evaluations.forms import BeginForm, EvaluationForm, MethodForm
from gongkai.faces.desk.evaluations.gates import allow, editor, evaluation_of, seen_places
from gongkai.faces.desk.evaluations.pages import evaluation_page
from gongkai.faces.desk.posts import has_power, own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.messages import sentences
from gongkai.work.evaluations.actions import evaluation as actions
from gongkai.work.evaluations.models.evaluation import Evaluation, Method
from gongkai.work.evaluations.queries.evaluations import (
    evaluations_of,
    policies_of,
    without_evaluation,
)
from gongkai.work.evaluations.queries.surveys import surveys_of
from gongkai.work.journal.deeds import Refused, day_of

_ROWS = 50
_ACTS = {
    "conclude": (actions.conclude, "评价已有结论，请起草评价报告。"),
    "report": (actions.begin_report, "已起草评价报告，请送审发布。"),
}


@require_safe
def evaluations(request: HttpRequest) -> HttpResponse:
    """The evaluations that the visitor may see, and who has none in the year."""
    places = seen_places(request)
    on = day_of(timezone.now())
    page = Paginator(evaluations_of(places), _ROWS).get_page(request.GET.get("page"))
    lacking = without_evaluation(on.year)
    if places is not None:
        lacking = lacking.filter(pk__in=[one.pk for one in places])
    context = {
        "page": page, "lacking": list(lacking), "year": on.year,
        "can_edit": bool(own_places(request, "evaluation.edit")),
    }  # fmt: skip
    return render(request, "desk/evaluations/evaluations.html", context)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin to evaluate a policy."""
    person, on, places = editor(request)
    form = BeginForm(request.POST or None, policies=policies_of(places), initial={"year": on.year})
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        policy = form.cleaned_data["policy"].record
        try:
            row = actions.begin(
                organisation=policy.organisation, policy=policy, year=form.cleaned_data["year"],
                by=person, at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:evaluation", row.pk)
    context = {"form": form, "sentences": said}
    return render(request, "desk/evaluations/begin.html", context, status=409 if said else 200)


@require_http_methods(["GET", "POST"])
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """One evaluation; its texts are written on this page."""
    row = evaluation_of(request, pk)
    form = EvaluationForm(request.POST or None, initial=_initial(row))
    said: list[str] = []
    if request.method == "POST":
        allow(request, row.organisation)
        if form.is_valid():
            try:
                actions.write(
                    evaluation=row, by=visitor(request)[0], at=timezone.now(), **form.values()
                )
            except Refused as refused:
                said = sentences(refused)
            else:
                return redirect("desk:evaluation", pk)
    return _page(request, row, form, _method_form(row), said)


@require_POST
def add_method(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell one way in which the effect was found out."""
    row = evaluation_of(request, pk)
    allow(request, row.organisation)
    form = _method_form(row, request)
    back = reverse("desk:evaluation", args=[pk])
    said = carry_out(request, form, actions.add_method, done="已登记。", back=back, evaluation=row)
    if isinstance(said, HttpResponse):
        return said
    return _page(request, row, EvaluationForm(initial=_initial(row)), form, said)


@require_POST
def drop_method(request: HttpRequest, pk: int, method: int) -> HttpResponse:
    """Take one of them away again."""
    row = evaluation_of(request, pk)
    allow(request, row.organisation)
    one = get_object_or_404(Method.objects.select_related("evaluation__organisation"),
                            pk=method, evaluation=row)  # fmt: skip
    back = reverse("desk:evaluation", args=[pk])
    return do(request, actions.drop_method, done="已删去。", back=back, method=one)


@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Conclude, or draft the report."""
    if act not in _ACTS:
        raise Http404(act)
    row = evaluation_of(request, pk)
    allow(request, row.organisation)
    action, done = _ACTS[act]
    back = reverse("desk:evaluation", args=[pk])
    return do(request, action, done=done, back=back, evaluation=row)


def _page(
    request: HttpRequest,
    row: Evaluation,
    form: EvaluationForm,
    method: MethodForm,
    said: list[str],
) -> HttpResponse:
    context = {
        "page": evaluation_page(row, day_of(timezone.now())), "form": form, "method_form": method,
        "sentences": said, "can_edit": has_power(request, "evaluation.edit", row.organisation),
    }  # fmt: skip
    return render(request, "desk/evaluations/evaluation.html", context, status=409 if said else 200)


def _method_form(row: Evaluation, request: HttpRequest | None = None) -> MethodForm:
    return MethodForm(request.POST if request else None, surveys=surveys_of([row.organisation]))


def _initial(row: Evaluation) -> dict[str, object]:
    aspects = {f"aspect_{code}": text for code, text in row.aspects.items()}
    plain = {name: getattr(row, name) for name in ("result", "use", "outcome", "evaluated_on")}
    return aspects | plain
