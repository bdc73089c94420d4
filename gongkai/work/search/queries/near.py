"""Documents whose numbers are near one that was asked for and is not there."""

from __future__ import annotations

from django.db.models import F, Value
from django.db.models.functions import Abs

from gongkai.rules.segmentation.keys import Number
from gongkai.work.records.queries.public import live
from gongkai.work.records.queries.shelves import Publication
from gongkai.work.search.models import Document

SHOWN = 3


def near(number: Number) -> list[Publication]:
    """Of the same issuer and year those with the nearest serials; without an issuer none."""
    if not number.code:
        return []
    series = Document.objects.filter(
        generation__is_active=True, number_code=number.code[:20], number_year=number.year
    ).exclude(number_serial=number.serial)
    nearest = series.order_by(
        Abs(F("number_serial") - Value(number.serial)), "-number_serial", "pk"
    )
    found = [one.publication_id for one in nearest.only("publication_id")[:SHOWN]]
    rows = {one.pk: one for one in live().filter(pk__in=found).defer("version__body_html")}
    return [rows[pk] for pk in found if pk in rows]
