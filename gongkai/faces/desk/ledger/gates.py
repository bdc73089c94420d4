"""Who may open the pages of the ledger, and the day on which they look at it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.plan import Plan, Task
from gongkai.work.ledger.queries.shelf import plans_under, shelf
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for


def visitor(request: HttpRequest) -> tuple[Person, date]:
    """Who is logged in, and today."""
    if not isinstance(request.user, Person):
        raise PermissionDenied("请先登录。")
    return request.user, day_of(timezone.now())


def office(request: HttpRequest) -> tuple[Person, date]:
    """Somebody of the openness office and today; anybody else is told whose page it is."""
    person, on = visitor(request)
    if not may(person, "plan.adopt", None, on):
        raise PermissionDenied("只有政务公开办可以打开工作方案和台账报送情况。")
    return person, on


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent, even if it is nothing; None where nobody sent it."""
    return request.POST if request.method == "POST" else None


def plan_of(request: HttpRequest, pk: int) -> tuple[Plan, date]:
    """A plan, for the openness office."""
    _, on = office(request)
    return get_object_or_404(shelf(), pk=pk), on


def task_of(request: HttpRequest, pk: int, task_pk: int) -> tuple[Plan, Task, date]:
    """A task of a plan, for the openness office."""
    plan, on = plan_of(request, pk)
    return plan, get_object_or_404(plan.tasks.select_related("plan__organisation"), pk=task_pk), on


def ledger_for(request: HttpRequest, code: str) -> tuple[Organisation, Plan | None, date]:
    """An organisation whose ledger the visitor may see, and the plan it is kept under.

    Others' ledgers do not exist for a department. Without `?plan=` it is the newest plan.
    """
    person, on = visitor(request)
    found = organisations_for(person, ["ledger.view"], on)
    organisation = get_object_or_404(found, code=code)
    return organisation, asked_plan(request, organisation), on


def asked_plan(request: HttpRequest, organisation: Organisation) -> Plan | None:
    """The plan that the request names, else the newest one."""
    wanted = request.POST.get("plan") or request.GET.get("plan") or ""
    plans = plans_under(organisation).select_related("organisation")
    if not wanted:
        return plans.first()
    if not wanted.isdecimal():
        raise Http404("plan")
    return get_object_or_404(plans, pk=wanted)
