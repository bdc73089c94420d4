"""Who may open the pages of consultations: those who handle opinions; the office sees figures."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from gongkai.faces.desk.posts import has_everywhere, has_power, own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.org.models.person import Person

HANDLE = "opinion.handle"


def oversees(request: HttpRequest) -> bool:
    """True for the openness office, which sees figures and no opinion."""
    return has_everywhere(request, "decision.list")


def handles(request: HttpRequest, one: Consultation) -> bool:
    """True for somebody who handles the opinions of this very consultation."""
    return has_power(request, HANDLE, one.decision.organisation)


def allow_list(request: HttpRequest) -> None:
    """Refuse whoever neither handles opinions nor oversees."""
    visitor(request)
    if not own_places(request, HANDLE) and not oversees(request):
        raise PermissionDenied("公众意见由承办单位的信息员和负责人办理。")


def consultation_of(request: HttpRequest, pk: int) -> tuple[Person, date, Consultation]:
    """The visitor, today, and a consultation that the visitor may know of; any other is a 404."""
    person, on = visitor(request)
    rows = Consultation.objects.select_related("decision__organisation", "record__live")
    found = rows.filter(pk=pk).first()
    if found is None or not (handles(request, found) or oversees(request)):
        raise Http404("consultation")
    return person, on, found


def handled(request: HttpRequest, pk: int) -> tuple[Person, date, Consultation]:
    """The same, for whoever handles its opinions."""
    person, on, found = consultation_of(request, pk)
    if not handles(request, found):
        raise PermissionDenied("公众意见只由承办单位的经办人查看和处理。")
    return person, on, found


def decision_of(request: HttpRequest, code: str) -> tuple[Person, date, Decision]:
    """A decision whose opinions the visitor handles; any other is a 404."""
    person, on = visitor(request)
    found = Decision.objects.select_related("organisation").filter(code=code).first()
    if found is None or not has_power(request, HANDLE, found.organisation):
        raise Http404("decision")
    return person, on, found
