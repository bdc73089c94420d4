"""What can be chosen for a new record: catalogue items, organisations, what is due."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.queries.duties import occurrences_for
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for
from gongkai.work.records.models.catalogue import CatalogueItem


def items() -> QuerySet[CatalogueItem]:
    """The items a record can stand under: those without finer ones below them."""
    leaves = CatalogueItem.objects.filter(children=None)
    return leaves.select_related("parent").order_by("parent__order", "order", "code")


def items_of(occurrence: Occurrence) -> list[CatalogueItem]:
    """The items whose records serve the task of the occurrence."""
    found = CatalogueItem.objects.filter(tasks=occurrence.duty.task_id)
    return list(found.order_by("order", "code"))


def drafting_for(person: Person, on: date) -> QuerySet[Organisation]:
    """The organisations for which the person drafts on that day."""
    return organisations_for(person, ("record.draft",), on)


def due_for(person: Person, on: date) -> QuerySet[Occurrence]:
    """What is due of the organisations for which the person drafts."""
    return occurrences_for().filter(duty__organisation__in=drafting_for(person, on))
