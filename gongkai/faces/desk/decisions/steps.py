"""What is done with one phase: write it down, keep its papers, pass its gate."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.decisions.forms import PaperForm
from gongkai.faces.desk.decisions.gates import decision_of, edited
from gongkai.faces.desk.decisions.step_forms import StepForm
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.served import serve
from gongkai.rules.decisions.phases import Phase, gate_of, road
from gongkai.work.decisions.actions import steps as actions
from gongkai.work.decisions.models.decision import Decision, StepFile
from gongkai.work.decisions.queries.facts import Known, is_typed, known_of, questions_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.person import Person


def phase_of(known: Known, part: str) -> Phase:
    """A phase on the road of the decision; any other does not exist."""
    decision = known.decision
    if part not in road(decision.kind, known.flags):
        raise Http404("phase")
    return Phase(part)


def form_of(known: Known, phase: Phase, data: Any = None) -> StepForm:
    """The form of a phase, with what was typed already."""
    step = known.steps.get(phase)
    asked = [
        one for one in questions_of(known.decision, phase) if is_typed(one.name, known.derived)
    ]
    return StepForm(
        data, questions=asked, kind=known.decision.kind, facts=step.facts if step else {},
        seen=actions.seen_of(step),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Write down what is known of a phase, the one it stands before or a later one."""
    row, person = edited(request, code)
    known = known_of(row)
    phase = phase_of(known, part)
    form = form_of(known, phase, request.POST if request.method == "POST" else None)
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = _write(row, phase, form, person)
        if not said:
            return redirect(_back(code, phase))
    context = {
        "decision": row, "form": form, "sentences": said, "gate": gate_of(phase, row.kind),
        "paper_form": PaperForm(), "papers": _papers(row, phase), "back": _back(code, phase),
        "part": part, "is_passed": phase in known.passed,
    }  # fmt: skip
    return render(request, "desk/decisions/step.html", context, status=409 if said else 200)


@require_POST
def pass_step(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Pass the gate that the decision stands before."""
    row, _ = edited(request, code)
    phase = phase_of(known_of(row), part)
    done = f"“{gate_of(phase, row.kind).title}”已完成。"
    back = reverse("desk:decision", args=[code])
    return do(request, actions.pass_step, done=done, back=back, decision=row, phase=phase)


@require_POST
def attach(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Keep a paper of a phase."""
    row, person = edited(request, code)
    known = known_of(row)
    phase = phase_of(known, part)
    form, said = PaperForm(request.POST, request.FILES), []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.attach(
                decision=row, phase=phase, file_name=str(file.name), data=file.read(), by=person,
                at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect(_back(code, phase))
    context = {
        "decision": row, "form": form_of(known, phase), "sentences": said, "paper_form": form,
        "gate": gate_of(phase, row.kind), "papers": _papers(row, phase), "part": part,
        "back": _back(code, phase), "wrong": form, "is_passed": phase in known.passed,
    }  # fmt: skip
    return render(request, "desk/decisions/step.html", context, status=409 if said else 200)


@require_safe
def paper(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A paper of a phase, for those who may see the decision."""
    return serve(_paper(decision_of(request, code), pk).file)


@require_POST
def detach(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a paper away."""
    row, _ = edited(request, code)
    found = _paper(row, pk)
    back = _back(code, Phase(found.step.phase))
    return do(request, actions.detach, done="已移走。", back=back, paper=found)


def _write(row: Decision, phase: Phase, form: StepForm, person: Person) -> list[str]:
    try:
        actions.write_step(
            decision=row, phase=phase, facts=form.facts(), by=person, at=timezone.now(),
            seen=form.cleaned_data["seen"],
        )  # fmt: skip
    except Refused as refused:
        return sentences(refused)
    return []


def _papers(row: Decision, phase: Phase) -> list[StepFile]:
    rows = StepFile.objects.filter(step__decision=row, step__phase=phase)
    return list(rows.select_related("file", "by").order_by("pk"))


def _paper(row: Decision, pk: int) -> StepFile:
    related = ("file", "step__decision__organisation")
    return get_object_or_404(StepFile.objects.select_related(*related), pk=pk, step__decision=row)


def _back(code: str, phase: Phase) -> str:
    return reverse("desk:decision", args=[code]) + f"#p-{phase}"
