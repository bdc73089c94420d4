"""What was wrong with requests on a day: late replies, corrected ones, what followed too late."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gongkai.work.foi.models.ending import Challenge, Conversion
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.archive_terms import review_due
from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.record import Record


def late_replies(on: date, organisation: Organisation | None = None) -> QuerySet[Request]:
    """Requests whose last day was over without an end, whether they ended since or not."""
    rows = _of(Request.objects.filter(due_on__lt=on), "organisation", organisation)
    late = rows.filter(Q(ended_on=None) | Q(ended_on__gt=F("due_on")))
    return late.order_by("pk")


def corrected(on: date, organisation: Organisation | None = None) -> QuerySet[Challenge]:
    """Reconsiderations and suits that corrected a reply."""
    rows = Challenge.objects.filter(result=Challenge.Result.CORRECTED, decided_on__lte=on)
    rows = _of(rows, "request__organisation", organisation)
    return rows.select_related("request").order_by("pk")


def unreviewed_on(on: date, organisation: Organisation | None = None) -> list[Request]:
    """Closed cases that should have been reviewed for disclosure by that day and were not."""
    after = datetime.combine(on + timedelta(days=1), time(), CHINA)
    rows = _of(Request.objects.filter(ended_on__lt=on), "organisation", organisation)
    rows = rows.filter(Q(conversion=None) | Q(conversion__at__gte=after)).order_by("pk")
    return [one for one in rows if one.ended_on and review_due(one.ended_on) < on]


def unpublished_on(on: date, organisation: Organisation | None = None) -> QuerySet[Conversion]:
    """What was to be public by that day and had not been published."""
    rows = _of(Conversion.objects.filter(is_fit=True, due_on__lt=on), "request__organisation",
               organisation)  # fmt: skip
    public = Record.objects.filter(pk=OuterRef("record"), publications__published_on__lte=on)
    return rows.filter(~Exists(public)).select_related("request").order_by("pk")


def _of(rows: QuerySet, field: str, organisation: Organisation | None) -> QuerySet:  # type: ignore[type-arg]
    return rows if organisation is None else rows.filter(**{field: organisation})
