"""Who may open the pages of surveys and evaluations, and of which organisations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from gongkai.faces.desk import posts
from gongkai.faces.desk.posts import has_power, own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.work.evaluations.models.evaluation import Evaluation
from gongkai.work.evaluations.models.survey import Survey
from gongkai.work.evaluations.queries.evaluations import evaluations_of
from gongkai.work.evaluations.queries.surveys import surveys_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

VIEW, EDIT = "evaluation.view", "evaluation.edit"
EDITS = "问卷调查和政策评价由本单位的信息员、负责人办理。"


def seen_places(request: HttpRequest) -> Sequence[Organisation] | None:
    """The organisations whose work the visitor sees, None for all of them."""
    visitor(request)
    return posts.seen_places(request, VIEW, "问卷调查和政策评价由各单位和政务公开办办理。")


def editor(request: HttpRequest) -> tuple[Person, date, list[Organisation]]:
    """Somebody who designs surveys or evaluates policies, and for which organisations."""
    person, on = visitor(request)
    places = own_places(request, EDIT)
    if not places:
        raise PermissionDenied(EDITS)
    return person, on, places


def survey_of(request: HttpRequest, number: str) -> Survey:
    """A survey that the visitor may see; any other does not exist."""
    found = surveys_of(seen_places(request)).filter(number=number).first()
    if found is None:
        raise Http404("survey")
    return found


def evaluation_of(request: HttpRequest, pk: int) -> Evaluation:
    """An evaluation that the visitor may see; any other does not exist."""
    found = evaluations_of(seen_places(request)).filter(pk=pk).first()
    if found is None:
        raise Http404("evaluation")
    return found


def allow(request: HttpRequest, place: Organisation) -> None:
    """Refuse whoever may look and not write."""
    if not has_power(request, EDIT, place):
        raise PermissionDenied(EDITS)
