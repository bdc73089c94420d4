"""Who may open the pages of decisions and of the yearly list."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from gongkai.faces.desk import posts
from gongkai.faces.desk.posts import has_everywhere, has_power, own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.year_list import YearList
from gongkai.work.decisions.queries.decisions import decisions_of
from gongkai.work.decisions.queries.year_lists import all_lists
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

VIEW, EDIT, LIST = "decision.view", "decision.edit", "decision.list"
EDITS = "决策事项由承办单位的信息员、负责人办理。"


def is_office(request: HttpRequest) -> bool:
    """True for somebody of the openness office, who compiles the list."""
    return has_everywhere(request, LIST)


def seen_places(request: HttpRequest) -> Sequence[Organisation] | None:
    """The organisations whose decisions the visitor sees, None for all of them."""
    visitor(request)
    return posts.seen_places(request, VIEW, "决策事项由各单位和政务公开办办理。")


def editing_places(request: HttpRequest) -> list[Organisation]:
    """The organisations for which the visitor proposes decisions."""
    return own_places(request, EDIT)


def decision_of(request: HttpRequest, code: str) -> Decision:
    """A decision that the visitor may see; any other does not exist."""
    rows = decisions_of(seen_places(request)).select_related("split_from", "merged_into")
    found = rows.filter(code=code).first()
    if found is None:
        raise Http404("decision")
    return found


def opens_rounds(request: HttpRequest, place: Organisation) -> bool:
    """True for whoever handles the opinions of that organisation, and for the office."""
    return has_power(request, "opinion.handle", place) or is_office(request)


def may_edit(request: HttpRequest, decision: Decision) -> bool:
    """True for somebody who works on that decision."""
    return has_power(request, EDIT, decision.organisation)


def edited(request: HttpRequest, code: str) -> tuple[Decision, Person]:
    """A decision that the visitor works on."""
    found = decision_of(request, code)
    if not may_edit(request, found):
        raise PermissionDenied(EDITS)
    return found, visitor(request)[0]


def compiler(request: HttpRequest) -> Person:
    """Somebody who compiles the yearly list."""
    person, _ = visitor(request)
    if not is_office(request):
        raise PermissionDenied("年度决策事项目录由政务公开办编制。")
    return person


def publishers(request: HttpRequest) -> list[Organisation]:
    """The organisations that publish the list, for which the visitor drafts records."""
    places = own_places(request, "record.draft")
    return [one for one in places if one.runs_openness or one.kind == Organisation.Kind.DISTRICT]


def list_of(request: HttpRequest, year: int, number: int) -> YearList:
    """A version of the list, for those who compile it and those who draft its record."""
    visitor(request)
    if not is_office(request) and not publishers(request):
        raise PermissionDenied("年度决策事项目录由政务公开办编制。")
    found = all_lists().filter(year=year, number=number).first()
    if found is None:
        raise Http404("list")
    return found
