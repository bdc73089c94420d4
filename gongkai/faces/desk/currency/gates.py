"""Who may open the pages of items, and which organisation they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from gongkai.faces.desk.records.gates import READS, visitor
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for
from gongkai.work.records.models.catalogue import CatalogueItem


def own_places(request: HttpRequest) -> Sequence[Organisation]:
    """The organisations in which the visitor works on records."""
    person, on = visitor(request)
    return list(organisations_for(person, ("record.view",), on).order_by("order", "code"))


def place_of(request: HttpRequest, code: str) -> tuple[Person, date, Organisation]:
    """The visitor, today, and an organisation whose items the visitor may see."""
    person, on = visitor(request)
    return person, on, get_object_or_404(organisations_for(person, READS, on), code=code)


def item_of(code: str) -> CatalogueItem:
    """An item of the catalogue."""
    return get_object_or_404(CatalogueItem.objects.select_related("parent__parent"), code=code)


def require(person: Person, power: str, place: Organisation, on: date, sentence: str) -> None:
    """Refuse with the sentence unless the person has the power over the organisation."""
    if not may(person, power, place, on):
        raise PermissionDenied(sentence)
