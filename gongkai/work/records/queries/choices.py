"""What can be chosen for a new record: catalogue items, organisations, what is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.rules.basic_catalogue import FIELDS
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.queries.duties import occurrences_for
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for
from gongkai.work.records.models.catalogue import CatalogueItem


def items(
    organisations: Iterable[Organisation] = (), *, also: CatalogueItem | None = None
) -> QuerySet[CatalogueItem]:
    """The items that a record can stand under: without finer ones below them, and not ended.

    The pilot fields are none: what they ask for stands in the rows of the basic catalogue. Of
    `organisations` only those that one of them publishes, or that name no publisher; `also` is
    offered in any case.
    """
    finer = CatalogueItem.objects.filter(parent=OuterRef("pk"), ended_on=None)
    wanted = ~Exists(finer) & Q(ended_on=None) & ~Q(code__in=FIELDS)
    if asked := [one.pk for one in organisations]:
        named = CatalogueItem.organisations.through.objects.filter(catalogueitem=OuterRef("pk"))
        wanted &= ~Exists(named) | Exists(named.filter(organisation__in=asked))
    if also is not None:
        wanted |= Q(pk=also.pk)
    found = CatalogueItem.objects.filter(wanted).select_related("parent")
    return found.order_by("parent__order", "order", "code")


def items_of(occurrence: Occurrence) -> list[CatalogueItem]:
    """The items whose records serve the task of the occurrence, without those that ended."""
    found = CatalogueItem.objects.filter(tasks=occurrence.duty.task_id, ended_on=None)
    return list(found.order_by("order", "code"))


def drafting_for(person: Person, on: date) -> QuerySet[Organisation]:
    """The organisations for which the person drafts on that day."""
    return organisations_for(person, ("record.draft",), on)


def due_for(person: Person, on: date) -> QuerySet[Occurrence]:
    """What is due of the organisations for which the person drafts."""
    return occurrences_for().filter(duty__organisation__in=drafting_for(person, on))
