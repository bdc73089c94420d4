"""Plans: the shelf and the upload, the adoption screen, and what is done to a plan as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.ledger import plan_forms as made_of
from gongkai.faces.desk.ledger.gates import office, plan_of, posted
from gongkai.faces.desk.ledger.overview import overview
from gongkai.faces.desk.ledger.plan_pages import choices, plan_page
from gongkai.faces.ui.errors import refused
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.served import serve
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.actions.adopt import abandon, adopt
from gongkai.work.ledger.actions.correct import (
    add_task,
    correct_plan,
    fill_deadlines,
    settle_problem,
)
from gongkai.work.ledger.actions.read import read
from gongkai.work.ledger.actions.settle import match_again
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.shelf import shelf
from gongkai.work.org import queries as org
from gongkai.work.org.models.organisation import Organisation

QUESTIONS = "questions"


def plans(request: HttpRequest) -> HttpResponse:
    """All plans, and the form that takes a new one in."""
    person, on = office(request)
    district = org.organisations(on).filter(kind=Organisation.Kind.DISTRICT).first()
    sent = request.FILES if request.method == "POST" else None
    form = made_of.UploadForm(posted(request), sent, initial={"organisation": district})
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            plan = read(by=person, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            said = sentences(refusal)
        else:
            messages.success(request, f"已读出 {plan.tasks.count()} 项任务，请逐项核对。")
            return redirect("desk:plan", plan.pk)
    context = {"form": form, "sentences": said, "plans": shelf()}
    return render(request, "desk/ledger/plans.html", context, status=409 if said else 200)


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The adoption screen of a draft; the overview of an adopted plan."""
    one, _ = plan_of(request, pk)
    return shown(request, one)


def shown(request: HttpRequest, one: Plan, said: list[str] | None = None) -> HttpResponse:
    """The page of a plan, with what was refused on top."""
    _, on = office(request)
    page = plan_page(one, on)
    organisations = org.organisations(on).filter(active_until=None)
    context: dict[str, Any] = {
        "page": page,
        "plan": one,
        "choices": choices(organisations, org.groups()),
        "only_questions": request.GET.get("show") == QUESTIONS,
        "sentences": said or [],
        "form": None,
    }
    template = "desk/ledger/plan.html"
    if one.state == Plan.State.ADOPTED:
        template = "desk/ledger/overview.html"
        context |= overview(one, page, on, request.GET, list(organisations))
    return render(request, template, context, status=409 if said else 200)


@require_safe
def plan_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was handed in."""
    one, _ = plan_of(request, pk)
    if one.file is None:
        raise Http404("file")
    return serve(one.file)


@require_POST
def plan_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Adopt the plan: duties and occurrences stand, or every reason why not is shown."""
    one, _ = plan_of(request, pk)
    form = made_of.AdoptForm(request.POST)
    done = "已采用方案，责任事项已经分到各单位。"
    answer = carry_out(request, form, adopt, done=done, back=_url(one), plan=one)
    return answer if isinstance(answer, HttpResponse) else shown(request, one, answer)


@require_POST
def plan_abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft aside."""
    one, _ = plan_of(request, pk)
    back = reverse("desk:plans")
    return do(request, abandon, done="已作废这份草稿，文件可以重新导入。", back=back, plan=one)


@require_POST
def plan_match(request: HttpRequest, pk: int) -> HttpResponse:
    """Look the open names up again."""
    one, _ = plan_of(request, pk)
    person, _ = office(request)
    try:
        found = match_again(plan=one, by=person, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=_url(one))
    names = len({row.name for row in found})
    messages.success(request, f"重新对照了机构名录，新对上 {names} 个名称。")
    return redirect(f"{_url(one)}#ask")


@require_POST
def plan_problem(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that a problem of the reader was looked at."""
    one, _ = plan_of(request, pk)
    form = made_of.ProblemForm(request.POST)
    if not form.is_valid():
        raise Http404("problem")
    return do(
        request, settle_problem, done="已确认这一处。", back=f"{_url(one)}#ask",
        plan=one, **form.cleaned_data,
    )  # fmt: skip


def plan_head(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct title, number and dates of a draft."""
    one, _ = plan_of(request, pk)
    form = made_of.head_form(one, posted(request))
    return act(
        request, one, form, correct_plan, title="更正方案信息", done="已保存方案信息。",
        back=f"{_url(one)}#head", plan=one,
    )  # fmt: skip


def plan_deadlines(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one time limit to all tasks that state none."""
    one, _ = plan_of(request, pk)
    form = made_of.DeadlinesForm(posted(request))
    return act(
        request, one, form, fill_deadlines, title="一次填写时限", done="已填写时限。",
        back=f"{_url(one)}#ask", plan=one,
    )  # fmt: skip


def plan_task_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a task that the reader missed."""
    one, _ = plan_of(request, pk)
    form = made_of.TaskForm(posted(request))
    return act(
        request, one, form, add_task, title="补录任务", done="已补录任务，请接着填写责任单位。",
        back=f"{_url(one)}#ask", plan=one,
    )  # fmt: skip


def act(
    request: HttpRequest,
    one: Plan,
    form: forms.Form,
    action: Callable[..., Any],
    *,
    title: str,
    done: str,
    back: str,
    **given: Any,
) -> HttpResponse:
    """One form on a page of its own, one action, back to the place it came from."""
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        said = carry_out(request, form, action, done=done, back=back, **given)
    if isinstance(said, HttpResponse):
        return said
    context = {"form": form, "plan": one, "title": title, "back": back, "sentences": said}
    return render(request, "desk/ledger/act.html", context, status=409 if said else 200)


def _url(one: Plan) -> str:
    return reverse("desk:plan", args=[one.pk])
