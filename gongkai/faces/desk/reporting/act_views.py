"""What is done with annual reports: text, figures, the year before, and the steps of their way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.reporting.forms import (
    FiguresForm,
    FileForm,
    NumbersForm,
    PartForm,
    ReasonForm,
)
from gongkai.faces.desk.reporting.gates import report_for, report_with
from gongkai.faces.desk.reporting.words import origin_words
from gongkai.faces.ui.messages import sentences
from gongkai.rules.report_tables import Part, parts_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.reporting.actions import flow
from gongkai.work.reporting.actions.bring import bring_file, bring_numbers
from gongkai.work.reporting.actions.publish import draft_record
from gongkai.work.reporting.actions.write import hand_in, write_parts
from gongkai.work.reporting.models.report import AnnualReport
from gongkai.work.reporting.queries.compiled import handed
from gongkai.work.reporting.queries.last_year import last_years
from gongkai.work.reporting.queries.reports import content_of

_STEPS: dict[str, tuple[Callable[..., Any], str, str]] = {
    "submit": (flow.submit, "report.submit", "已报送政务公开办。"),
    "freeze": (flow.freeze, "report.freeze", "已定稿。数字和文字不再改变，可以转为公开草稿。"),
}
_REASONED: dict[str, tuple[Callable[..., Any], str, str]] = {
    "return": (flow.send_back, "退回", "已退回，理由已发给该单位。"),
    "reopen": (flow.reopen, "重新打开", "已重新打开。原来的定稿留着，改好后再定稿是下一稿。"),
}


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _back(row: AnnualReport, anchor: str = "") -> str:
    return reverse("desk:annual_report", args=[row.year, row.organisation.code]) + anchor


def _of(row: AnnualReport) -> dict[str, Any]:
    return {"organisation": row.organisation, "year": row.year}


def text(request: HttpRequest, year: int, code: str, part: str) -> HttpResponse:
    """Write one part of the text, or go back to the prepared words."""
    row, person, _ = report_with(request, year, code, "report.edit")
    here = _part(row, part)
    content = content_of(row)
    now = content.parts[part]
    form = PartForm(_posted(request), initial={"text": now, "seen": now})
    said: HttpResponse | list[str] = []
    if request.method == "POST" and form.is_valid():
        own = None if "prepared" in request.POST else form.cleaned_data["text"]
        said = _write(person, row, part, own, form.cleaned_data["seen"])
    if isinstance(said, HttpResponse):
        return said
    context = {
        "row": row, "part": here, "form": form, "sentences": said, "back": _back(row, "#text"),
        "drafted": content.drafted[part], "is_own": part in row.chapters,
    }  # fmt: skip
    return render(request, "desk/reporting/text.html", context, status=409 if said else 200)


def _part(row: AnnualReport, code: str) -> Part:
    is_place = row.organisation.kind == Organisation.Kind.DISTRICT
    found = next((one for one in parts_of(is_government=is_place) if one.code == code), None)
    if found is None:
        raise Http404("part")
    return found


def _write(
    person: Person, row: AnnualReport, part: str, own: str | None, seen: str
) -> HttpResponse | list[str]:
    before = {part: "\n".join(seen.splitlines())}
    try:
        write_parts(**_of(row), texts={part: own}, seen=before, by=person, at=timezone.now())
    except Refused as refusal:
        return sentences(refusal)
    return redirect(_back(row, "#text"))


def figures(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Hand in the rows of table 2."""
    row, _, _ = report_with(request, year, code, "report.edit")
    known = {name: one for (_, name), one in handed([row.organisation], year).items()}
    form = FiguresForm(_posted(request), known=known)
    said: HttpResponse | list[str] = []
    if request.method == "POST" and form.is_valid():
        given = {"figures": form.given(), "source": form.cleaned_data["source"]}
        said = _done(request, row, hand_in, "已保存填报的数字。", "#tables", **given)
    if isinstance(said, HttpResponse):
        return said
    context = {"row": row, "form": form, "sentences": said, "back": _back(row),
               "known": list(known.values())}  # fmt: skip
    return render(request, "desk/reporting/figures.html", context, status=409 if said else 200)


def last_year(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Bring in the report of the year before, as a file or as numbers."""
    row, _, _ = report_with(request, year, code, "report.edit")
    typed = "typed" in request.POST
    file_form = FileForm(*_files(request, wanted=not typed))
    numbers_form = NumbersForm(request.POST if request.method == "POST" and typed else None)
    form: forms.Form = numbers_form if typed else file_form
    said: HttpResponse | list[str] = []
    if request.method == "POST" and form.is_valid():
        said = _bring(request, row, form)
    if isinstance(said, HttpResponse):
        return said
    before = last_years([row.organisation], year).get(row.organisation_id)
    context = {
        "row": row, "year": year - 1, "file_form": file_form, "numbers_form": numbers_form,
        "wrong": form, "sentences": said, "back": _back(row), "before": before,
        "origin": origin_words(before),
    }  # fmt: skip
    return render(request, "desk/reporting/last_year.html", context, status=409 if said else 200)


def _files(request: HttpRequest, *, wanted: bool) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" and wanted else (None, None)


def _bring(request: HttpRequest, row: AnnualReport, form: Any) -> HttpResponse | list[str]:
    done = f"已记下 {row.year - 1} 年的年报，用来核对上年结转。"
    given = {"year": row.year - 1}
    if isinstance(form, NumbersForm):
        return _done(request, row, bring_numbers, done, "", **given, **form.given())
    file = form.cleaned_data["file"]
    given |= {"file_name": file.name, "data": file.read(), "reason": form.cleaned_data["reason"]}
    return _done(request, row, bring_file, done, "", **given)


def _done(
    request: HttpRequest, row: AnnualReport, action: Callable[..., Any], done: str, anchor: str,
    **given: Any,
) -> HttpResponse | list[str]:  # fmt: skip
    plain = forms.Form({})
    back = _back(row, anchor)
    return carry_out(request, plain, action, done=done, back=back, **(_of(row) | given))


@require_POST
def step(request: HttpRequest, year: int, code: str, act: str) -> HttpResponse:
    """Submit or freeze, from a button."""
    if act not in _STEPS:
        raise Http404("act")
    action, power, done = _STEPS[act]
    row, _, _ = report_with(request, year, code, power)
    return do(request, action, done=done, back=_back(row), **_of(row))


def reasoned(request: HttpRequest, year: int, code: str, act: str) -> HttpResponse:
    """Send back or open again, with the reason."""
    if act not in _REASONED:
        raise Http404("act")
    action, name, done = _REASONED[act]
    row, _, _ = report_with(request, year, code, "report.oversee")
    form = ReasonForm(_posted(request))
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        said = carry_out(request, form, action, done=done, back=_back(row), **_of(row))
    if isinstance(said, HttpResponse):
        return said
    context = {"row": row, "form": form, "sentences": said, "back": _back(row), "name": name}
    return render(request, "desk/reporting/reason.html", context, status=409 if said else 200)


@require_POST
def draft(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Draft the record of a frozen report; its reviews are those of every record."""
    row, _, _ = report_for(request, year, code)
    return do(
        request, draft_record, done="已转为公开草稿，请核对后送审。", back=_back(row), **_of(row)
    )
