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
_OUTCOMES = "3"


def table3(organisations: Iterable[Organisation], year: int) -> Table:
    """Requests of these organisations in a year, by row and kind of applicant.

    A case is new in the year of its first receipt (第三十一条), whatever a clarification did to its
    clock; it counts as dealt with in the year it ended, else as carried over. Source:
    国办公开办函〔2021〕30号.
    """
    return added_up(ROWS3, COLUMNS3, tables3(organisations, year).values())


def tables3(organisations: Iterable[Organisation], year: int) -> dict[int, Table]:
    """The same for each organisation by its key, however many there are. One query."""
    tables = {one.pk: empty(ROWS3, COLUMNS3) for one in organisations}
    fields = ("organisation", "applicant__kind", "outcome")
    rows = _within(year).filter(organisation__in=list(tables)).order_by().values_list(*fields)
    wanted = _conditions(year)
    counted = rows.annotate(**{f"n{row}": Count("pk", filter=q) for row, q in wanted.items()})
    for pk, kind, outcome, *counts in counted:
        for row, count in zip(wanted, counts, strict=True):
            places = (outcome, "3.7") if row == _OUTCOMES else (row,)
            for place in places if count else ():
                tables[pk][place][kind] += count
                tables[pk][place]["total"] += count
    return tables


def _within(year: int) -> QuerySet[Request]:
    """The cases that were new, carried over or ended in the year."""
    known = Request.objects.filter(received_on__lte=date(year, 12, 31))
    return known.filter(Q(ended_on=None) | Q(ended_on__gte=date(year, 1, 1)))


def _conditions(year: int) -> dict[str, Q]:
    """What puts a case into row 1, 2 or 4, or among the outcomes of row 3."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return {
        "1": Q(received_on__gte=first),
        "2": Q(received_on__lt=first),
        _OUTCOMES: Q(ended_on__lte=last),
        "4": Q(ended_on=None) | Q(ended_on__gt=last),
    }


def cases_of(row: str, column: str, year: int) -> QuerySet[Request]:
    """The cases that one cell of table 3 counts, of all organisations."""
    wanted = _conditions(year)
    cases = _within(year).filter(wanted[row] if row in wanted else wanted[_OUTCOMES])
    if row not in wanted and row != "3.7":
        cases = cases.filter(outcome=row)
    return cases if column == "total" else cases.filter(applicant__kind=column)


def table4(organisations: Iterable[Organisation], year: int) -> Table:
    """Reconsiderations and suits in a year: those decided in it, and those still open at its end.

    Source: 国办公开办函〔2021〕30号.
    """
    return added_up(ROWS4, COLUMNS4, tables4(organisations, year).values())


def tables4(organisations: Iterable[Organisation], year: int) -> dict[int, Table]:
    """The same for each organisation by its key. Two queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    tables = {one.pk: empty(ROWS4, COLUMNS4) for one in organisations}
    rows = Challenge.objects.filter(request__organisation__in=list(tables), notified_on__lte=last)
    decided = rows.filter(decided_on__range=(first, last)).order_by()
    pending = rows.filter(Q(decided_on=None) | Q(decided_on__gt=last)).order_by()
    by_result = decided.values_list("request__organisation", "kind", "result")
    for pk, kind, result, count in by_result.annotate(n=Count("pk")):
        tables[pk][kind][result] += count
        tables[pk][kind]["total"] += count
    for pk, kind, count in pending.values_list("request__organisation", "kind").annotate(
        n=Count("pk")
    ):
        tables[pk][kind]["pending"] += count
        tables[pk][kind]["total"] += count
    return tables


def empty(rows: Iterable[str], columns: Iterable[str]) -> Table:
    """A table of noughts."""
    return {row: dict.fromkeys(columns, 0) for row in rows}


def added_up(rows: Iterable[str], columns: Iterable[str], tables: Iterable[Table]) -> Table:
    """The sum of tables, cell by cell."""
    whole = empty(rows, columns)
    for table in tables:
        for row, cells in table.items():
            for column, count in cells.items():
                whole[row][column] += count
    return whole
