"""Numbers of a year without gaps, 2026-03: one after the other, whoever asks at one moment."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from gongkai.work.org.models.organisation import Organisation


def hold_numbers() -> None:
    """Wait for whoever gives a number at this moment; held until the end of the transaction."""
    list(Organisation.objects.select_for_update().order_by("pk")[:1])


def give_number(rows: QuerySet[Any], field: str, year: int) -> str:
    """The next number of the year among the rows, which bear theirs in `field`. Two queries."""
    hold_numbers()
    prefix = f"{year}-"
    given = rows.filter(**{f"{field}__startswith": prefix}).values_list(field, flat=True)
    serial = max((int(one.removeprefix(prefix)) for one in given), default=0) + 1
    return f"{prefix}{serial:02}"
