"""Who may open a case: those who handle or approve it; for everybody else it does not exist."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.served import serve as served
from gongkai.work.files.models import StoredFile
from gongkai.work.files.queries import FileLost
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


def file_or_gone(stored: StoredFile) -> HttpResponse:
    """A file of a case; after the term of keeping its bytes are gone and it does not exist."""
    try:
        return served(stored)
    except FileLost:
        raise Http404("file") from None


def acts_of(person: Person, place: Organisation, on: date) -> frozenset[str]:
    """What the person may do in the organisation: handle, approve."""
    return frozenset(act for act, power in POWERS.items() if may(person, power, place, on))


def require(person: Person, power: str, place: Organisation, on: date, sentence: str) -> None:
    """Refuse with the sentence unless the person has the power over the organisation."""
    if not may(person, power, place, on):
        raise PermissionDenied(sentence)
