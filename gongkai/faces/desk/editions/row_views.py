"""Rows of a draft: one form, and the acts upon the rows of the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.editions.forms import ColumnForm, RowForm, channel_names
from gongkai.faces.desk.editions.gates import edition_of, row_of
from gongkai.faces.desk.editions.pages import NONE, Line, line_of
from gongkai.faces.ui.errors import refused
from gongkai.rules.basic_catalogue import FIELDS
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.actions.edition_rows import (
    add_row,
    change_row,
    move_row,
    remove_row,
    set_column,
)
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.queries.edition_flaws import checked

_STEPS = {"up": -1, "down": 1}


def add(request: HttpRequest, number: int) -> HttpResponse:
    """A new row, in the field that the table was narrowed to."""
    edition, _ = edition_of(request, number)
    asked = request.GET.get("field", "")
    form = RowForm(request.POST or None, field=asked if asked in FIELDS else "")
    act = partial(add_row, edition=edition)
    return _form(request, edition, form, act, title="增加事项", done="已增加事项。")


def change(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """A row of a draft as a form, with what is wrong with it."""
    row = row_of(request, number, code)
    edition, on = edition_of(request, number)
    form = RowForm(request.POST or None, row=row)
    act = partial(change_row, row=row)
    line = next((line_of(one) for one in checked(edition, on) if one.row.pk == row.pk), None)
    return _form(request, edition, form, act, title=f"修改：{row}", done="已保存事项。", line=line)


def remove_it(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Take a row out, asked once more before."""
    row = row_of(request, number, code)
    if request.method == "POST":
        back = table(row.edition, row.field)
        return do(request, partial(remove_row, row=row), done=f"已删去“{row}”。", back=back)
    if row.edition.state != Edition.State.DRAFT:
        raise Http404("adopted")
    return render(request, "desk/editions/remove.html", {"row": row, "edition": row.edition})


@require_POST
def act(request: HttpRequest, number: int) -> HttpResponse:
    """The buttons of the table: a row up or down, the ticked rows under a column."""
    edition, _ = edition_of(request, number)
    verb, _, code = request.POST.get("act", "").partition(":")
    if verb in _STEPS:
        row = row_of(request, number, code)
        back = f"{table(edition, row.field)}#r-{row.code}"
        action = partial(move_row, row=row, steps=_STEPS[verb])
        return do(request, action, done=f"已移动“{row}”。", back=back)
    back = _narrowed(edition, request.POST.get("query", ""))
    form = ColumnForm(request.POST)
    if not form.is_valid():
        return refused(request, Refused("edition_no_column_chosen"), back=back)
    done, column = "已把勾选的事项归入栏目。", form.cleaned_data["column"]
    codes = [one for one in request.POST.getlist("row") if "\0" not in one]
    chosen = partial(set_column, edition=edition, codes=codes, column=column)
    return do(request, chosen, done=done, back=back)


def table(edition: Edition, field: str | None = None) -> str:
    """The address of the table, narrowed to a field where one is given."""
    query = "" if field is None else "?" + urlencode({"field": field or NONE})
    return reverse("desk:edition", args=[edition.number]) + query


def _narrowed(edition: Edition, query: str) -> str:
    """Back to the table as it was; a query that is none is dropped."""
    plain = query if query.isascii() and query.isprintable() and " " not in query else ""
    return table(edition) + (f"?{plain}" if plain else "")


def _form(
    request: HttpRequest,
    edition: Edition,
    form: RowForm,
    action: Callable[..., Row],
    *,
    title: str,
    done: str,
    line: Line | None = None,
) -> HttpResponse:
    if edition.state != Edition.State.DRAFT:
        return redirect("desk:edition", edition.number)
    back = table(edition, form.row.field) if form.row else table(edition)
    answer: HttpResponse | list[str] = []
    if request.method == "POST":
        answer = carry_out(request, form, action, done=done, back=back)
    if isinstance(answer, HttpResponse):
        return answer
    context: dict[str, Any] = {
        "edition": edition, "form": form, "title": title, "back": back, "sentences": answer,
        "line": line, "strange": channel_names(form.strange),
    }  # fmt: skip
    return render(request, "desk/editions/row.html", context, status=409 if answer else 200)
