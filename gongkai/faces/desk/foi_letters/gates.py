"""Who may open a case: those who handle or approve it; for everybody else it does not exist."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from gongkai.faces.desk.records.gates import visitor
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for

POWERS = {"handle": "foi.handle", "approve": "foi.approve"}
_SEES = ("foi.view",)
HANDLES = "文书由本单位依申请公开经办人起草和送达。"
APPROVES = "文书由本单位依申请公开审批人批准。"


def case_of(request: HttpRequest, number: str) -> tuple[Person, date, Request]:
    """The visitor, today, and a case that the visitor handles or approves."""
    person, on = visitor(request)
    rows = Request.objects.select_related("organisation", "applicant", "repeats")
    mine = rows.filter(organisation__in=organisations_for(person, _SEES, on))
    return person, on, get_object_or_404(mine, number=number)


def letter_of(request: HttpRequest, number: str, pk: int) -> tuple[Person, date, Letter]:
    """The visitor, today, and a letter of such a case."""
    person, on, case = case_of(request, number)
    rows = Letter.objects.select_related(
        "drafted_by", "approved_by", "file", "pdf", "consultation", "challenge"
    )
    letter = get_object_or_404(rows, request=case, pk=pk)
    letter.request = case
    return person, on, letter


def place_of(request: HttpRequest, code: str) -> tuple[Person, date, Organisation]:
    """The visitor, today, and an organisation whose requests the visitor handles or approves."""
    person, on = visitor(request)
    return person, on, get_object_or_404(organisations_for(person, _SEES, on), code=code)


def acts_of(person: Person, place: Organisation, on: date) -> frozenset[str]:
    """What the person may do in the organisation: handle, approve."""
    return frozenset(act for act, power in POWERS.items() if may(person, power, place, on))


def require(person: Person, power: str, place: Organisation, on: date, sentence: str) -> None:
    """Refuse with the sentence unless the person has the power over the organisation."""
    if not may(person, power, place, on):
        raise PermissionDenied(sentence)
