"""The numbers beside the navigation: how many things wait for this person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongkai.work.inspection.queries.waiting import (
    findings_waiting,
    occurrences_to_do,
    records_returned,
)
from gongkai.work.org.models.person import Person
from gongkai.work.records.queries.imports import levels_waiting
from gongkai.work.records.queries.queue import review_queue
from gongkai.work.records.queries.withdrawals import to_decide

_REVIEWS = frozenset({"record.review_first", "record.review_second", "record.review_final"})
# Name, the powers without which there is nothing to count, and what is counted: one query each.
_COUNTED: tuple[tuple[str, frozenset[str], Callable[[Person, date], QuerySet[Any]]], ...] = (
    ("occurrences", frozenset({"ledger.edit"}), occurrences_to_do),
    ("returned", frozenset({"record.draft"}), records_returned),
    ("reviews", _REVIEWS, review_queue),
    ("reviews", _REVIEWS, levels_waiting),
    ("reviews", frozenset({"record.withdraw"}), to_decide),
    ("findings", frozenset({"finding.mend", "finding.close"}), findings_waiting),
)


def waiting(person: Person, powers: frozenset[str], on: date) -> dict[str, int]:
    """How many occurrences, returned records, decisions and findings wait, by name."""
    found: Counter[str] = Counter()
    for name, needed, rows in _COUNTED:
        if needed & powers:
            found[name] += rows(person, on).count()
    return found
