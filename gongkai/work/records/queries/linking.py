"""The catalogue as the openness office keeps it: which task each item serves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import QuerySet

from gongkai.work.ledger.models.plan import Plan, Task
from gongkai.work.records.models.catalogue import CatalogueItem


def items() -> QuerySet[CatalogueItem]:
    """All items, with the one above each."""
    return CatalogueItem.objects.select_related("parent")


def linkable() -> QuerySet[Task]:
    """The tasks that an item can serve: those of adopted plans, the newest year first."""
    return (
        Task.objects.filter(plan__state=Plan.State.ADOPTED)
        .select_related("plan")
        .order_by("-plan__year", "plan_id", "order")
    )


def linked() -> Mapping[int, list[Task]]:
    """For each item the tasks that it serves."""
    rows = CatalogueItem.tasks.through.objects.select_related("task__plan")
    found: dict[int, list[Task]] = defaultdict(list)
    for row in rows.order_by("task__plan__year", "task__order"):
        found[row.catalogueitem_id].append(row.task)
    return found
