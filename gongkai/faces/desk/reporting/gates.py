"""Who may open the pages of annual reports."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.reporting.models.report import FIRST_YEAR, AnnualReport
from gongkai.work.reporting.powers import entitled
from gongkai.work.reporting.queries.reports import report_of, visible_to

_NONE = "您的岗位没有年度报告。需要查看的，请本单位负责人报政务公开办调整岗位。"


def visitor(request: HttpRequest) -> tuple[Person, date]:
    """Who is logged in, and today."""
    if not isinstance(request.user, Person):
        raise PermissionDenied("请先登录。")
    return request.user, day_of(timezone.now())


def viewer(request: HttpRequest) -> tuple[Person, date, list[Organisation]]:
    """Somebody who may see reports, today, and whose they are."""
    person, on = visitor(request)
    seen = list(visible_to(person, on).order_by("order", "code"))
    if not seen:
        raise PermissionDenied(_NONE)
    return person, on, seen


def report_for(request: HttpRequest, year: int, code: str) -> tuple[AnnualReport, Person, date]:
    """A report that the visitor may see; those of others do not exist."""
    person, on = visitor(request)
    organisation = get_object_or_404(visible_to(person, on), code=code)
    if not FIRST_YEAR <= year <= on.year:
        raise Http404("year")
    return report_of(organisation, year), person, on


def report_with(
    request: HttpRequest, year: int, code: str, power: str
) -> tuple[AnnualReport, Person, date]:
    """The same for somebody who may do something with it."""
    row, person, on = report_for(request, year, code)
    if not entitled(power, person, row.organisation, on):
        raise PermissionDenied("您的岗位不能办这一步。年度报告由本单位信息员编写，负责人报送。")
    return row, person, on
