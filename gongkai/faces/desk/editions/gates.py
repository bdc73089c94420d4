"""Which edition is meant, for those who keep the catalogue."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from gongkai.faces.desk.records.gates import office_day
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.queries import editions

# Above any number that a column of the database holds.
_MOST = 32_767


def edition_of(request: HttpRequest, number: int) -> tuple[Edition, date]:
    """The edition of that number, and today; 404 where there is none."""
    on = office_day(request)
    if number > _MOST:
        raise Http404("edition")
    return get_object_or_404(editions.editions(), number=number), on


def row_of(request: HttpRequest, number: int, code: str) -> Row:
    """A row of the edition of that number."""
    edition, _ = edition_of(request, number)
    # A nought byte is not text to any database.
    if "\0" in code:
        raise Http404("row")
    rows = edition.rows.select_related("edition", "column")
    return get_object_or_404(rows, code=code)
