"""Who may open the pages of the inspection, and the day on which they look at them."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.queries.findings import finding_for
from gongkai.work.inspection.queries.months import read_month
from gongkai.work.journal.deeds import Refused, day_of
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for

_OFFICE = "只有政务公开办可以{act}。"


def visitor(request: HttpRequest) -> tuple[Person, date]:
    """Who is logged in, and today."""
    if not isinstance(request.user, Person):
        raise PermissionDenied("请先登录。")
    return request.user, day_of(timezone.now())


def viewer(request: HttpRequest, power: str, what: str) -> tuple[Person, date]:
    """Somebody who may see something of this kind; anybody else is told why not."""
    person, on = visitor(request)
    if not organisations_for(person, [power], on).exists():
        raise PermissionDenied(
            f"您的岗位没有{what}。需要查看的，请本单位负责人报政务公开办调整岗位。"
        )
    return person, on


def office(request: HttpRequest, power: str, act: str) -> tuple[Person, date]:
    """Somebody of the openness office; anybody else is told whose act it is."""
    person, on = visitor(request)
    if not may(person, power, None, on):
        raise PermissionDenied(_OFFICE.format(act=act))
    return person, on


def finding_of(request: HttpRequest, pk: int) -> tuple[Finding, Person, date]:
    """A finding that the visitor may see; those of others do not exist."""
    person, on = visitor(request)
    finding = finding_for(person, on, pk)
    if finding is None:
        raise Http404("finding")
    return finding, person, on


def month_of(text: str) -> str:
    """The month of an address; what is none has no page."""
    try:
        return str(read_month(text))
    except Refused as refusal:
        raise Http404("month") from refusal
