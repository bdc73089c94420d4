"""Ledgers: one's own, one duty, handing in and its receipt, files, who handed in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.ledger import book_forms as made_of
from gongkai.faces.desk.ledger import book_pages as pages
from gongkai.faces.desk.ledger.gates import ledger_for, office, posted, visitor
from gongkai.faces.desk.ledger.plan_source import excerpt
from gongkai.faces.desk.ledger.standings import standings
from gongkai.faces.desk.ledger.words import limit_words, lines_words
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.nav import address
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.fill_rows import fill_rows
from gongkai.work.ledger.actions.submit import submit_ledger
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries import shelf
from gongkai.work.ledger.queries.duties import ledger_of as ledger_duties
from gongkai.work.ledger.queries.duties import organisations_in
from gongkai.work.ledger.queries.export import ledger_docx, ledger_xlsx
from gongkai.work.ledger.queries.plans import adopted
from gongkai.work.ledger.queries.submissions import latest
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for

PER_PAGE = 50
NO_LEDGER = "您的岗位没有工作台账。需要查看的，请本单位联络员报政务公开办调整岗位。"
_FILES = {
    "xlsx": (ledger_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": (
        ledger_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """One's own ledger; for the office, and for people of several organisations, a list."""
    person, on = visitor(request)
    seen = organisations_for(person, ["ledger.view"], on)
    if not seen.exists():
        raise PermissionDenied(
            "您的岗位没有工作台账。需要查看的，请本单位联络员报政务公开办调整岗位。"
        )
    own = shelf.keepers(person, on)
    if len(own) == 1 and seen.count() == 1:
        return redirect("desk:ledger_of", own[0].code)
    plan = adopted().first()
    listed = organisations_in(plan).filter(pk__in=seen.values("pk")) if plan else seen.none()
    context = {"plan": plan, "organisations": listed, "own": {one.pk for one in own}}
    return render(request, "desk/ledger/ledgers.html", context)


def ledger_of(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation's ledger; takes sections and persons of all rows in one form."""
    organisation, plan, _ = ledger_for(request, code)
    if plan is None:
        return render(request, "desk/ledger/no_ledger.html", {"organisation": organisation})
    rows = pages.rows_of(plan, organisation)
    said: list[str] = []
    if request.method == "POST":
        form = made_of.RowsForm(request.POST, duties=[row.duty for row in rows])
        answer = _fill(request, form, plan, organisation)
        if isinstance(answer, HttpResponse):
            return answer
        said = answer
    context = _book(request, plan, organisation, rows) | {"sentences": said, "form": None}
    return render(request, "desk/ledger/ledger.html", context, status=409 if said else 200)


def _fill(
    request: HttpRequest, form: made_of.RowsForm, plan: Plan, organisation: Organisation
) -> HttpResponse | list[str]:
    form.is_valid()
    try:
        changed = fill_rows(
            plan=plan,
            organisation=organisation,
            rows=form.cleaned_data["rows"],
            by=visitor(request)[0],
            at=timezone.now(),
        )
    except Refused as refusal:
        return sentences(refusal)
    done = f"已保存 {len(changed)} 项任务的科室和责任人。" if changed else "没有改动，不用保存。"
    messages.success(request, done)
    return redirect(f"{request.get_full_path()}#rows")


def _book(
    request: HttpRequest, plan: Plan, organisation: Organisation, rows: list[pages.Row]
) -> dict[str, Any]:
    person, on = visitor(request)
    want = pages.wanted(request.GET)
    found = pages.filtered(rows, want, on)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = pages.first_inputs(list(page))
    duties = {row.duty.pk: row.duty for row in rows}.values()
    return {
        "plan": plan,
        "plans": shelf.plans_under(organisation),
        "organisation": organisation,
        "page": page,
        "groups": pages.grouped(_typed(shown, request), pages.counted(found)),
        "counts": pages.counted(rows),
        "names": pages.NAMES,
        "want": want,
        "duty_count": len(duties),
        "sections": sorted({duty.section for duty in duties if duty.section}),
        "persons": sorted({duty.person for duty in duties if duty.person}),
        "submission": latest(plan, organisation),
        "may_edit": may(person, "ledger.edit", organisation, on),
        "may_submit": may(person, "ledger.submit", organisation, on),
    }


def _typed(rows: list[pages.Row], request: HttpRequest) -> list[pages.Row]:
    """After a refusal the cells keep what was typed."""
    for row in rows:
        duty = row.duty
        duty.section = request.POST.get(f"section-{duty.pk}", duty.section)
        duty.person = request.POST.get(f"person-{duty.pk}", duty.person)
    return rows


def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty: requirement, source, what is due and proven; takes what the department adds."""
    person, on = visitor(request)
    one = get_object_or_404(shelf.duties_for(person, on), pk=pk)
    form = made_of.DutyForm(posted(request), duty=one)
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        back = reverse("desk:duty", args=[one.pk])
        said = carry_out(request, form, fill_duty, done="已保存台账内容。", back=back, duty=one)
    if isinstance(said, HttpResponse):
        return said
    context = _duty(one, person, on) | {"form": form, "sentences": said}
    return render(request, "desk/ledger/duty.html", context, status=409 if said else 200)


def _duty(one: Duty, person: Person, on: date) -> dict[str, Any]:
    task = one.task
    may_draft = may(person, "record.draft", one.organisation, on)
    return {
        "duty": one,
        "may_edit": may(person, "ledger.edit", one.organisation, on),
        "draft_url": address("desk:record_new") if may_draft else "",
        "limit": limit_words(task.deadline),
        "place": lines_words(task.first_line, task.last_line),
        "lines": list(excerpt(task.plan, task.first_line, task.last_line)),
        "void": shelf.void_evidence_of(one),
    }


def ledger_submit(request: HttpRequest, code: str) -> HttpResponse:
    """What handing in means now, what is missing; POST hands in and leads to the receipt."""
    organisation, plan, on = ledger_for(request, code)
    person, _ = visitor(request)
    if plan is None:
        raise Http404("plan")
    said: list[str] = []
    if request.method == "POST":
        try:
            sent = submit_ledger(plan=plan, organisation=organisation, by=person, at=timezone.now())
        except Refused as refusal:
            said = sentences(refusal)
        else:
            messages.success(request, f"已报送台账，回执编号 {sent.receipt}。")
            return redirect("desk:ledger_receipt", organisation.code, sent.pk)
    context = _handing_in(plan, organisation, on) | {
        "sentences": said,
        "form": None,
        "may_submit": may(person, "ledger.submit", organisation, on),
    }
    return render(request, "desk/ledger/submit.html", context, status=409 if said else 200)


def _handing_in(plan: Plan, organisation: Organisation, on: date) -> dict[str, Any]:
    duties = list(ledger_duties(plan, organisation))
    return {
        "plan": plan,
        "organisation": organisation,
        "duty_count": len(duties),
        "missing": [one for one in duties if not (one.section and one.person)],
        "is_late": plan.ledger_due_on is not None and on > plan.ledger_due_on,
        "receipts": shelf.receipts(plan, organisation),
    }


@require_safe
def ledger_receipt(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A receipt with the ledger as it was handed in, made to be printed."""
    person, on = visitor(request)
    seen = organisations_for(person, ["ledger.view"], on)
    organisation = get_object_or_404(seen, code=code)
    found = organisation.submissions.select_related("plan", "organisation", "submitted_by")
    sent = get_object_or_404(found, pk=pk)
    return render(request, "desk/ledger/receipt.html", {"sent": sent, "organisation": organisation})


@require_safe
def ledger_export(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The ledger as a file."""
    organisation, plan, _ = ledger_for(request, code)
    if plan is None or kind not in _FILES:
        raise Http404("ledger")
    make, media_type = _FILES[kind]
    name = f"{organisation.label}{plan.year}年政务公开工作台账.{kind}"
    response = HttpResponse(make(plan, organisation), content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    """Who handed in, who late, who not at all; for the openness office."""
    _, on = office(request)
    plans = adopted()
    wanted = request.GET.get("plan", "")
    plan = get_object_or_404(plans, pk=wanted) if wanted.isdecimal() else plans.first()
    context = {"plans": plans, "plan": plan}
    if plan is not None:
        context |= standings(plan, on, request.GET)
    return render(request, "desk/ledger/submissions.html", context)
