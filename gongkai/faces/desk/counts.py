"""The numbers beside the navigation: how many things wait for this person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from gongkai.work.foi.queries.approvals import to_approve
from gongkai.work.foi.queries.assists import assists_waiting
from gongkai.work.foi.queries.queue import mine_counted
from gongkai.work.inspection.queries.waiting import (
    findings_waiting,
    occurrences_to_do,
    records_returned,
)
from gongkai.work.org.models.person import Person
from gongkai.work.records.queries.imports import levels_waiting
from gongkai.work.records.queries.queue import review_queue
from gongkai.work.records.queries.withdrawals import to_decide
from gongkai.work.responses.queries.events import events_waiting, parts_waiting

_REVIEWS = frozenset({"record.review_first", "record.review_second", "record.review_final"})
# Name, the powers without which there is nothing to count, and what is counted.
_COUNTED: tuple[tuple[str, frozenset[str], Callable[[Person, date], QuerySet[Any]]], ...] = (
    ("occurrences", frozenset({"ledger.edit"}), occurrences_to_do),
    ("returned", frozenset({"record.draft"}), records_returned),
    ("reviews", _REVIEWS, review_queue),
    ("reviews", _REVIEWS, levels_waiting),
    ("reviews", frozenset({"record.withdraw"}), to_decide),
    ("findings", frozenset({"finding.mend", "finding.close"}), findings_waiting),
    ("foi", frozenset({"foi.handle"}), mine_counted),
    ("foi", frozenset({"foi.approve"}), to_approve),
    ("foi_assists", frozenset({"foi.assist"}), assists_waiting),
    ("responses", frozenset({"response.handle"}), parts_waiting),
    ("responses", frozenset({"response.assign"}), events_waiting),
)


def waiting(person: Person, powers: frozenset[str], on: date) -> dict[str, int]:
    """How many of each kind wait, by name; one query, for it is asked on every page."""
    names = [name for name, needed, _ in _COUNTED if needed & powers]
    if not names:
        return {}
    statement, values = _statement(person, powers, on)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    found: Counter[str] = Counter()
    for name, count in zip(names, row, strict=True):
        found[name] += count
    return found


@lru_cache(maxsize=1024)
def _statement(person: Person, powers: frozenset[str], on: date) -> tuple[str, tuple[Any, ...]]:
    """The query written out; to put it together takes ten times as long as to ask it.

    It looks posts up in itself, so that what is kept here holds nothing that can grow old.
    """
    counts = [_counted(rows(person, on)) for _, needed, rows in _COUNTED if needed & powers]
    query = Person.objects.filter(pk=person.pk).values_list(*counts).query
    return query.sql_with_params()


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """The number of these rows as a part of another query."""
    one = rows.order_by().annotate(_one=Value(1)).values("_one")
    counted = one.annotate(_n=Count("pk", distinct=True)).values("_n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
