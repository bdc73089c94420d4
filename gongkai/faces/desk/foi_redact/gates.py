"""Who may open files of a case: those who handle or approve it; else there is nothing there."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from gongkai.faces.desk.foi.gates import case_of
from gongkai.faces.desk.posts import has_power
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.queries.redactions import redactions_of, sources_of
from gongkai.work.org.models.person import Person


@dataclass(frozen=True)
class Visit:
    """Who looks at which case, and what they may do in it."""

    person: Person
    case: Request
    handles: bool
    approves: bool


def visit_of(request: HttpRequest, number: str) -> Visit:
    """The visit of a case that the visitor handles or approves; any other case is a 404."""
    person, _, case = case_of(request, number)
    place = case.organisation
    return Visit(
        person,
        case,
        has_power(request, "foi.handle", place),
        has_power(request, "foi.approve", place),
    )


def handling(request: HttpRequest, number: str) -> Visit:
    """The visit of somebody who handles the case."""
    visit = visit_of(request, number)
    if not visit.handles:
        raise PermissionDenied("文件由本单位依申请公开经办人遮盖。")
    return visit


def source_of(visit: Visit, pk: int) -> RequestFile:
    """A file of the case that may be given."""
    return get_object_or_404(sources_of(visit.case), pk=pk)


def redaction_of(visit: Visit, pk: int) -> Redaction:
    """A redaction of a file of the case."""
    return get_object_or_404(redactions_of(visit.case), pk=pk)
