"""The occurrences whose state a record can change, and no others."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from gongkai.work.ledger.models.duty import Duty, Evidence, Occurrence
from gongkai.work.ledger.models.plan import Plan, Responsible
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.proofs import KIND

_LEAD, _SUPPORT = Responsible.Role.LEAD, Responsible.Role.SUPPORT


def touched_by(record: Record, on: date) -> QuerySet[Occurrence]:
    """What the record is or was filed for, and what its live publication may prove besides.

    A dated period that something proves already gains nothing from what comes later and late.
    """
    filed = Evidence.objects.filter(
        occurrence=OuterRef("pk"), kind=KIND, object_id=record.index_number or ""
    )
    touched = Q(Exists(filed))
    if record.live is not None:
        touched |= _under_item(record, on)
        if record.occurrence_id is not None:
            touched |= _drafted_for(record.occurrence_id)
    return Occurrence.objects.filter(touched)


def touched_by_many(
    organisation: Organisation, records: QuerySet[Record], on: date
) -> QuerySet[Occurrence]:
    """The same for live records of one organisation; some may be asked that gain nothing."""
    filed = Evidence.objects.filter(
        occurrence=OuterRef("pk"), kind=KIND,
        object_id__in=records.order_by().values("index_number"),
    )  # fmt: skip
    items = records.order_by().values("live__item")
    served = CatalogueItem.tasks.through.objects.filter(catalogueitem__in=items).values("task")
    led = Duty.objects.filter(task=OuterRef("duty__task"), role=_LEAD, organisation=organisation)
    under = Q(duty__task__plan__state=Plan.State.ADOPTED, duty__task__in=served) & Q(
        starts_on__lte=on
    )
    mine = Q(duty__organisation=organisation) | Q(Exists(led), duty__role=_SUPPORT)
    drafted = Q(pk__in=records.order_by().values("occurrence"))
    return Occurrence.objects.filter((under & mine) | Q(Exists(filed)) | drafted)


def _drafted_for(occurrence: int) -> Q:
    """The occurrence for which it was drafted, and the shares of those who support that."""
    led = Occurrence.objects.filter(
        pk=occurrence,
        duty__role=_LEAD,
        duty__task=OuterRef("duty__task"),
        period=OuterRef("period"),
    )
    return Q(pk=occurrence) | Q(Exists(led), duty__role=_SUPPORT)


def _under_item(record: Record, on: date) -> Q:
    live = record.live
    assert live is not None
    links = CatalogueItem.tasks.through.objects.filter(catalogueitem=live.item_id)
    served = links.values("task")
    first = record.publications.aggregate(day=Min("published_on"))["day"]
    before = Evidence.objects.filter(occurrence=OuterRef("pk"), void_since=None, on__lt=first)
    led = Duty.objects.filter(
        task=OuterRef("duty__task"), role=_LEAD, organisation=record.organisation_id
    )
    dated = Q(due_on__gte=first) | Q(~Exists(before), due_on__isnull=False)
    # A duty without a date lasts as long as the year of its plan.
    standing = Q(due_on=None, duty__task__plan__year__gte=live.formed_on.year)
    return (
        Q(duty__task__plan__state=Plan.State.ADOPTED, duty__task__in=served)
        & Q(starts_on__lte=on)
        & (Q(duty__organisation=record.organisation_id) | Q(Exists(led), duty__role=_SUPPORT))
        & (dated | standing)
    )
