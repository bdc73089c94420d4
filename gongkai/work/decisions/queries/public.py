"""Decisions as the public finds them: what was listed or begun, never what is only proposed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.year_list import ListItem, YearList
from gongkai.work.records.models.record import Version

_STATE = Decision.State
_ON_ROAD = (_STATE.ON_ROAD, _STATE.DONE, _STATE.ENDED)
# A normative document is not on the list, so nothing told the public of it before that answer.
_TOLD = Q(kind=Decision.Kind.MAJOR, public_exempt=None) | Q(public_exempt=False)
_LIVE = Q(record__live__isnull=False, record__live__version__openness=Version.Openness.PROACTIVE)


def public_decisions() -> QuerySet[Decision]:
    """Everything that has a page: neither proposed nor declined, nor lawfully not public."""
    rows = Decision.objects.filter(_TOLD, state__in=_ON_ROAD)
    return rows.select_related("organisation", "split_from", "merged_into")


def by_code(code: str) -> Decision | None:
    """The public decision with that code."""
    return public_decisions().filter(code=code).first()


def lists_in_public() -> QuerySet[YearList]:
    """The versions that are public, the newest first."""
    rows = YearList.objects.filter(_LIVE).exclude(state=YearList.State.DRAFT)
    return rows.select_related("record__live").order_by("-year", "-number")


def list_in_public(year: int, number: int) -> YearList | None:
    """One public version."""
    return lists_in_public().filter(year=year, number=number).first()


def years() -> list[int]:
    """The years with a public list or a public decision, the newest first. Two queries."""
    listed = lists_in_public().order_by().values_list("year", flat=True).distinct()
    begun = public_decisions().order_by().values_list("year", flat=True).distinct()
    return sorted({*listed, *begun}, reverse=True)


def in_force(year: int) -> YearList | None:
    """The version of a year that is in force: its last public one."""
    return lists_in_public().filter(year=year).first()


def items_in_force(year_list: YearList) -> QuerySet[ListItem]:
    """What a version names, in its order, without what it dropped."""
    rows = ListItem.objects.filter(year_list=year_list, is_dropped=False)
    return rows.select_related("decision", "organisation").order_by("order", "pk")


def others_of(year: int, year_list: YearList | None) -> QuerySet[Decision]:
    """The public decisions of a year that its list does not name: documents and parts."""
    rows = public_decisions().filter(year=year)
    if year_list is not None:
        named = ListItem.objects.filter(year_list=year_list, is_dropped=False)
        rows = rows.exclude(pk__in=named.values("decision"))
    return rows.order_by("kind", "-pk")


def open_rounds() -> QuerySet[Consultation]:
    """The consultations of public decisions that take opinions in, those that end first before."""
    rows = Consultation.objects.filter(
        state=Consultation.State.OPEN, record__live__isnull=False, decision__in=public_decisions()
    )
    return rows.select_related("decision__organisation").order_by("closes_on", "pk")


def open_by_decision(decisions: Iterable[int]) -> dict[int, Consultation]:
    """The open consultation of each of these decisions. One query."""
    rows = open_rounds().filter(decision__in=list(decisions))
    return {one.decision_id: one for one in rows}


def listed_on(decision: Decision) -> ListItem | None:
    """Where a public list first named the decision, or what it was split from."""
    ids = [decision.pk] + ([decision.split_from_id] if decision.split_from_id else [])
    public = lists_in_public().values("pk")
    rows = ListItem.objects.filter(decision__in=ids, year_list__in=public, is_dropped=False)
    related = ("year_list__record__live",)
    return rows.select_related(*related).order_by("year_list__number").first()


def visible_codes(codes: Iterable[str]) -> set[str]:
    """Those of the codes that have a public page. One query."""
    return set(public_decisions().filter(code__in=list(codes)).values_list("code", flat=True))
