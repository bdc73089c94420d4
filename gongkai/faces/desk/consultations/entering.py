"""Opinions that came otherwise: one by hand, many from a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.faces.desk.consultations.acting import Act, page_of
from gongkai.faces.desk.consultations.forms import EnterForm, TableForm
from gongkai.faces.desk.consultations.gates import handled
from gongkai.faces.ui.served import saved_as
from gongkai.work.decisions.actions import bring_in as table_action
from gongkai.work.decisions.actions import enter as enter_action
from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.decisions.models.opinion import Opinion, OpinionImport
from gongkai.work.decisions.queries import opinion_table
from gongkai.work.files.queries import read_bytes
from gongkai.work.org.models.person import Person

_SHOWN_BAD = 100
_IMPORTS = 20
page = require_http_methods(["GET", "HEAD", "POST"])


@page
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one down."""
    _, on, one = handled(request, pk)
    clauses = Clause.objects.filter(consultation=one).order_by("order")
    first = {"said_on": min(on, one.closes_on)}
    form = EnterForm(request.POST or None, request.FILES or None, clauses=clauses, initial=first)
    intro = "来信、来电、座谈会等收到的意见录入以后，和网上的意见一起编号、逐条处理。"
    back = reverse("desk:opinions", args=[one.pk])
    act = Act("录入意见", "录入", "已录入。", back, intro)
    return page_of(request, act, form, _enter, one=one, consultation=one)


@page
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a table in; below what came of earlier ones."""
    _, _, one = handled(request, pk)
    form = TableForm(request.POST or None, request.FILES or None)
    back = reverse("desk:opinion_import", args=[one.pk])
    act = Act("导入意见", "导入", "已导入，结果见下面。", back)
    made = OpinionImport.objects.filter(consultation=one).select_related("file", "by")
    imports = [(each, _bad(each)) for each in made.order_by("-id")[:_IMPORTS]]
    return page_of(
        request, act, form, _bring_in, one=one, consultation=one,
        template="desk/consultations/import.html", beside={"imports": imports},
    )  # fmt: skip


@require_safe
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """An empty table with the columns that are known."""
    _, _, one = handled(request, pk)
    return saved_as("意见汇总表", opinion_table.template(one), "xlsx")


@require_safe
def refused_rows(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """The rows that were not taken in, each with its reason, to be mended."""
    _, _, one = handled(request, pk)
    made = OpinionImport.objects.filter(consultation=one, pk=key).select_related("file").first()
    if made is None:
        raise Http404("import")
    table = opinion_table.read_table(made.file.name, read_bytes(made.file))
    reasons = {int(bad["row"]): "".join(bad["reasons"]) for bad in made.refused}
    return saved_as("没有收入的行", opinion_table.refused_rows(table, reasons), "xlsx")


def _bad(one: OpinionImport) -> Sequence[tuple[int, str]]:
    return [(bad["row"], "".join(bad["reasons"])) for bad in one.refused[:_SHOWN_BAD]]


def _enter(
    *, consultation: Consultation, by: Person, at: datetime, attached: Sequence[Any], **given: Any
) -> Opinion:
    handed = [(str(one.name), one.read()) for one in attached]
    return enter_action.enter(consultation=consultation, by=by, at=at, files=handed, **given)


def _bring_in(
    *, consultation: Consultation, by: Person, at: datetime, table: Any, **given: Any
) -> OpinionImport:
    return table_action.bring_in(
        consultation=consultation, name=str(table.name), data=table.read(), by=by, at=at, **given
    )
