"""Who may open the pages of requests; a case of another body does not exist for anybody else."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from gongkai.faces.desk.posts import has_everywhere, has_power, own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

# Where a case comes from or went to is asked for where there is such a thing: hardly ever.
_BESIDE = ("applicant", "holder", "registered_by", "fee__proposed_by", "fee__approved_by")


def places_of(request: HttpRequest) -> list[Organisation]:
    """The organisations whose cases the visitor may see."""
    visitor(request)
    return own_places(request, "foi.view")


def oversees(request: HttpRequest) -> bool:
    """True for the openness office, which sees figures and never who asked."""
    return has_everywhere(request, "foi.oversee")


def case_of(request: HttpRequest, number: str) -> tuple[Person, date, Request]:
    """The visitor, today, and a case that the visitor may see; any other is a 404."""
    person, on = visitor(request)
    places = {one.pk: one for one in own_places(request, "foi.view")}
    rows = Request.objects.filter(number=number, organisation__in=list(places))
    found = rows.select_related(*_BESIDE).first() if places else None
    if found is None:
        raise Http404("case")
    found.organisation = places[found.organisation_id]
    return person, on, found


def allow(request: HttpRequest, power: str, place: Organisation, sentence: str) -> None:
    """Refuse with the sentence unless the visitor has the power in the organisation."""
    if not has_power(request, power, place):
        raise PermissionDenied(sentence)


def registrar(request: HttpRequest) -> tuple[Person, date, list[Organisation]]:
    """Somebody who takes requests in, and where."""
    person, _ = visitor(request)
    places = own_places(request, "foi.register")
    if not places:
        raise PermissionDenied("申请由本单位的依申请公开经办人登记。")
    return person, day_of(timezone.now()), places
