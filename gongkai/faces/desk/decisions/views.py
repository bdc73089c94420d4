"""Decisions on the desk: the list, one decision, its proposal, the questions of its road."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.faces.desk.decisions.forms import NewForm, PaperForm, ProposalForm, QuestionsForm
from gongkai.faces.desk.decisions.gates import (
    EDITS,
    decision_of,
    edited,
    editing_places,
    is_office,
    may_edit,
    opens_rounds,
    publishers,
    seen_places,
)
from gongkai.faces.desk.decisions.pages import decision_page
from gongkai.faces.desk.decisions.steps import form_of
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.messages import sentences
from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.actions.answer import answer
from gongkai.work.decisions.actions.propose import edit as edit_decision
from gongkai.work.decisions.actions.propose import propose
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.queries.decisions import listed, years
from gongkai.work.decisions.queries.facts import phase_title
from gongkai.work.decisions.queries.public import public_decisions
from gongkai.work.journal.deeds import Refused, day_of

_ROWS = 50
_OPEN = (Decision.State.PROPOSED, Decision.State.ON_ROAD)


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """The decisions that the visitor may see, narrowed by year, kind and state."""
    places = seen_places(request)
    asked = {name: request.GET.get(name, "") for name in ("year", "kind", "state")}
    page = Paginator(listed(places, **asked), _ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page, "asked": asked, "years": years(places), "kinds": Decision.Kind.choices,
        "states": Decision.State.choices, "can_propose": bool(editing_places(request)),
        "rows": [(one, phase_title(one.phase, one.kind)) for one in page],
        "narrowed": any(asked.values()),
        "sees_lists": is_office(request) or bool(publishers(request)),
    }  # fmt: skip
    return render(request, "desk/decisions/decisions.html", context)


@require_safe
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """One decision: its road, what is missing, its dossier, what may be done."""
    row, on = decision_of(request, code), day_of(timezone.now())
    is_public = public_decisions().filter(pk=row.pk).exists()
    page = decision_page(
        row, on, public=is_public, opens=lambda place: opens_rounds(request, place)
    )
    can_edit = may_edit(request, row) and row.state in _OPEN
    now = page.now
    context: dict[str, Any] = {
        "page": page, "decision": row, "can_edit": can_edit,
        "can_collect": may_edit(request, row) and row.state in ("on_road", "done")
        and not row.public_exempt,
        "can_pass": can_edit and row.state == Decision.State.ON_ROAD,
        "can_decline": is_office(request) and row.state == Decision.State.PROPOSED,
        "can_branch": can_edit and row.state == Decision.State.ON_ROAD
        and Phase.DELIBERATION not in page.known.passed,
        "form": form_of(page.known, now.phase) if now and can_edit else None,
        "paper_form": PaperForm() if can_edit else None,
    }  # fmt: skip
    return render(request, "desk/decisions/decision.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Propose a major decision, or begin a normative document."""
    person, on = visitor(request)
    places = editing_places(request)
    if not places:
        raise PermissionDenied(EDITS)
    form = NewForm(request.POST or None, kind=kind, places=places, on=on)
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = propose(
                organisation=given["organisation"], kind=kind, year=given["year"],
                proposal=form.proposal(), by=person, at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:decision_questions", made.code)
    context = {"form": form, "sentences": said, "is_major": kind == Decision.Kind.MAJOR}
    return render(request, "desk/decisions/new.html", context, status=409 if said else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change what was proposed."""
    row, person = edited(request, code)
    form = ProposalForm(request.POST or None, kind=row.kind, initial=_initial(row))
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            edit_decision(decision=row, proposal=form.proposal(), by=person, at=timezone.now())
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:decision", code)
    context = {"form": form, "sentences": said, "decision": row, "back": _back(code)}
    return render(request, "desk/decisions/edit.html", context, status=409 if said else 200)


@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """Answer the questions from which the road follows."""
    row, person = edited(request, code)
    form = QuestionsForm(request.POST if request.method == "POST" else None, decision=row)
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            answer(
                decision=row, answers=form.answers(), by=person, at=timezone.now(),
                exempt_reason=form.cleaned_data["exempt_reason"],
            )  # fmt: skip
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:decision", code)
    context = {"form": form, "sentences": said, "decision": row, "back": _back(code)}
    return render(request, "desk/decisions/questions.html", context, status=409 if said else 200)


def _initial(row: Decision) -> dict[str, Any]:
    names = ("title", "scope", "background", "planned_on", "contact", "is_trial")
    others = list(row.others.values_list("pk", flat=True))
    return {name: getattr(row, name) for name in names} | {"others": others}


def _back(code: str) -> str:
    return reverse("desk:decision", args=[code])
