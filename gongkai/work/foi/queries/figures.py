"""Tables 3 and 4 of a year, counted from the cases themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.rules.report_tables import COLUMNS3, COLUMNS4, ROWS3, ROWS4
from gongkai.work.foi.models.ending import Challenge
from gongkai.work.foi.models.request import Request
from gongkai.work.org.models.organisation import Organisation

Table = dict[str, dict[str, int]]


def table3(organisations: Iterable[Organisation], year: int) -> Table:
    """Requests of these organisations in a year, by row and kind of applicant.

    A case is new in the year of its first receipt (第三十一条), whatever a clarification did to its
    clock; it counts as dealt with in the year it ended, else as carried over. Source:
    国办公开办函〔2021〕30号.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    cases = Request.objects.filter(organisation__in=list(organisations), received_on__lte=last)
    cases = cases.filter(Q(ended_on=None) | Q(ended_on__gte=first))
    table = {row: dict.fromkeys(COLUMNS3, 0) for row in ROWS3}
    _add(table, "1", _by_kind(cases.filter(received_on__gte=first)))
    _add(table, "2", _by_kind(cases.filter(received_on__lt=first)))
    ended = cases.filter(ended_on__lte=last)
    for outcome, kind, count in _by_outcome(ended):
        _add(table, outcome, [(kind, count)])
        _add(table, "3.7", [(kind, count)])
    _add(table, "4", _by_kind(cases.filter(Q(ended_on=None) | Q(ended_on__gt=last))))
    return table


def table4(organisations: Iterable[Organisation], year: int) -> Table:
    """Reconsiderations and suits in a year: those decided in it, and those still open at its end.

    Source: 国办公开办函〔2021〕30号.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = Challenge.objects.filter(
        request__organisation__in=list(organisations), notified_on__lte=last
    )
    table = {row: dict.fromkeys(COLUMNS4, 0) for row in ROWS4}
    decided = rows.filter(decided_on__range=(first, last)).values_list("kind", "result")
    pending = rows.filter(Q(decided_on=None) | Q(decided_on__gt=last)).values_list("kind")
    for kind, result, count in decided.annotate(n=Count("pk")).order_by("kind", "result"):
        table[kind][result] += count
        table[kind]["total"] += count
    for kind, count in pending.annotate(n=Count("pk")).order_by("kind"):
        table[kind]["pending"] += count
        table[kind]["total"] += count
    return table


def _by_kind(cases: QuerySet[Request]) -> list[tuple[str, int]]:
    kinds = cases.values_list("applicant__kind").annotate(n=Count("pk"))
    return list(kinds.order_by("applicant__kind"))


def _by_outcome(cases: QuerySet[Request]) -> list[tuple[str, str, int]]:
    rows = cases.values_list("outcome", "applicant__kind").annotate(n=Count("pk"))
    return list(rows.order_by("outcome", "applicant__kind"))


def _add(table: Table, row: str, counts: Iterable[tuple[str, int]]) -> None:
    for kind, count in counts:
        table[row][kind] += count
        table[row]["total"] += count
