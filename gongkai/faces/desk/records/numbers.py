"""The numbering registers: which numbers are missing, and what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.records.gates import READS, reader
from gongkai.faces.ui.forms import Form
from gongkai.faces.ui.parts import Tag
from gongkai.rules.document import BEFORE, GAPS, Gap, answer_due, is_asked
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for
from gongkai.work.records.actions.gaps import state_gap, state_start
from gongkai.work.records.models.gap import GapStatement
from gongkai.work.records.queries.registers import Register, register, registers, statements_of

ROWS = 50
_EARLIEST = 1949


class GapForm(Form):
    """What became of some numbers of a series."""

    first = forms.IntegerField(label="起始序号", min_value=1, max_value=99_999)
    last = forms.IntegerField(label="截止序号", min_value=1, max_value=99_999)
    kind = forms.ChoiceField(
        label="情况",
        choices=[("", "请选择"), *((code, word) for code, word in GAPS.items() if code != BEFORE)],
    )
    reason = forms.CharField(
        label="依据或原因",
        max_length=200,
        help_text="未公开的写条例第几条，作废、未使用的写原因，待发布的写何时发布。",
    )


class StartForm(Form):
    """With which number a series begins in this system."""

    start = forms.IntegerField(label="在本系统的起始序号", min_value=1, max_value=99_999)
    reason = forms.CharField(
        label="依据或原因", max_length=200, help_text="例如：以前的编号在启用本系统以前印发。"
    )


@dataclass(frozen=True)
class Row:
    """Missing numbers as the table prints them."""

    gap: Gap
    tag: Tag
    said: GapStatement | None
    due_on: date | None
    is_asked: bool


def numbers(request: HttpRequest) -> HttpResponse:
    """The series of one year, those that still wait for a word on top."""
    person, on = reader(request)
    year = _year(request.GET.get("year", ""), on)
    places = list(organisations_for(person, READS, on))
    mine = {one.pk for one in places}
    asked = request.GET.get("organisation", "")
    every = [one for one in registers(on, year) if one.organisation.pk in mine]
    shown = [one for one in every if asked in {"", one.organisation.code}]
    shown.sort(
        key=lambda one: (not one.overdue, not one.missing, not one.asks_start, not one.twice)
    )
    context = {
        "page": Paginator(shown, ROWS).get_page(request.GET.get("page")),
        "year": year,
        "years": range(on.year, on.year - 11, -1),
        "asked": asked,
        "organisations": places if len(places) > 1 else [],
        "open": sum(one.missing for one in shown),
    }
    return render(request, "desk/records/numbers.html", context)


def _year(text: str, on: date) -> int:
    is_year = text.isascii() and text.isdigit() and len(text) == len(str(on.year))
    return int(text) if is_year and _EARLIEST <= int(text) <= on.year else on.year


def series(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One series with its gaps, and the form that explains them."""
    person, on = reader(request)
    found = _series_of(person, on, code, year or None)
    answer: HttpResponse | list[str] = []
    is_start = "start" in request.POST
    form = GapForm(
        request.POST if request.POST and not is_start else None, initial=_proposed(request, found)
    )
    # Both forms stand on one page: the controls of this one need ids of their own.
    start = StartForm(
        request.POST if is_start else None, initial={"start": found.lowest}, auto_id="start_%s"
    )
    if request.method == "POST":
        act: Callable[..., Any] = state_start if is_start else state_gap
        given = {"code": found.code, "year": found.year}
        back = reverse("desk:number_series", args=[code, year])
        asked = start if is_start else form
        answer = carry_out(request, asked, act, done="已签署说明。", back=back, **given)
    if isinstance(answer, HttpResponse):
        return answer
    signs = may(person, "record.draft", found.organisation, on)
    context = {
        "series": found,
        "year": year,
        "rows": rows_of(found),
        "form": form if signs else None,
        "start": start if signs and found.asks_start else None,
        "is_start": is_start,
        "said": statements_of(found.code, found.year),
        "sentences": answer,
    }
    return render(request, "desk/records/series.html", context, status=409 if answer else 200)


def _series_of(person: Person, on: date, code: str, year: int | None) -> Register:
    found = register(code, year, on)
    if found is None or found.organisation not in organisations_for(person, READS, on):
        raise Http404("series")
    return found


def _proposed(request: HttpRequest, found: Register) -> dict[str, Any]:
    """The gap whose button was pressed, or else the first that is asked for."""
    wanted = request.GET.get("first", "")
    chosen = [gap for gap in found.gaps if str(gap.first) == wanted] or found.asked
    return {"first": chosen[0].first, "last": chosen[0].last} if chosen else {}


def rows_of(found: Register) -> list[Row]:
    """The gaps, those to be explained on top."""
    keys = [gap.statement.key for gap in found.gaps if gap.statement is not None]
    said = statements_of(found.code, found.year).in_bulk(keys)
    rows = [_row(gap, said, found.on) for gap in found.gaps]
    return sorted(rows, key=lambda row: (not row.is_asked, row.gap.first))


def _row(gap: Gap, said: dict[int, GapStatement], on: date) -> Row:
    due_on, asked = answer_due(gap), is_asked(gap, on)
    statement = said[gap.statement.key] if gap.statement is not None else None
    return Row(gap, _tag(gap, asked, due_on is not None and on > due_on), statement, due_on, asked)


def _tag(gap: Gap, asked: bool, overdue: bool) -> Tag:
    if overdue:
        return Tag("bad", "逾期未说明")
    if gap.leading and gap.statement is None and not gap.drafted:
        return Tag("info", "请说明起始序号")
    if gap.statement is not None and not asked:
        return Tag("info" if gap.statement.kind == "pending" else "ok", GAPS[gap.statement.kind])
    return Tag("info", "起草中") if gap.drafted else Tag("warn", "待说明")
