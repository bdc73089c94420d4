"""The catalogue: taken from the law, extended by the place, and linked to tasks of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from gongkai.rules.catalogue import ITEMS
from gongkai.rules.catalogue import Item as LegalItem
from gongkai.rules.columns import column_of
from gongkai.work.journal.actions.log import append_many
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.models.plan import Plan, Task
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.prove import rejudge
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.catalogue_trace import (
    CATALOGUE,
    CATALOGUE_LINK,
    item_payload,
    link_payload,
)

_LIMITS = {"code": ("代码", 20), "name": ("公开事项", 120)}
_LONGEST_TERM = 20


def set_up(*, at: datetime) -> list[CatalogueItem]:
    """Bring the items of the law into the catalogue; returns those that were new or changed.

    What a place added and linked stays as it is.
    """
    known = {one.code: one for one in CatalogueItem.objects.all()}
    changed: list[CatalogueItem] = []
    with deed("catalogue.set_up", by=None, at=at, power=None) as act:
        for order, legal in enumerate(ITEMS.values(), start=1):
            parent = known[legal.parent] if legal.parent else None
            item = known.get(legal.code) or CatalogueItem(code=legal.code)
            if _differs(item, legal, parent, order):
                item.save()
                known[legal.code] = item
                changed.append(item)
        enter_in_log(items=changed, at=at)
        act.detail = {"changed": [one.code for one in changed]}
    return changed


def add_item(
    *,
    code: str,
    parent: CatalogueItem,
    name: str,
    by: Person,
    at: datetime,
    workdays: int = _LONGEST_TERM,
    basis: str = "",
) -> CatalogueItem:
    """Add an item of the place's own below one of the law's."""
    fields = {"code": code.strip(), "name": " ".join(name.split())}
    with deed("catalogue.add", by=by, at=at, power="catalogue.edit") as act:
        if column_of(parent.code) is not None:
            raise Refused("item_below_column", item=parent.name)
        _refuse_unfit(fields, workdays)
        act.target = item = CatalogueItem.objects.create(
            **fields,
            parent=parent,
            workdays=workdays,
            basis=basis or parent.basis,
            order=parent.order,
        )
        enter_in_log(items=[item], at=at)
    return item


def enter_in_log(*, items: Iterable[CatalogueItem], at: datetime) -> None:
    """Let the provable log tell how these items stand now, each time that they change.

    A term that was quietly lengthened would make late publications look timely.
    """
    append_many(kind=CATALOGUE, payloads=[item_payload(one) for one in items], at=at)


def link_tasks(
    *, item: CatalogueItem, tasks: Iterable[Task], by: Person, at: datetime
) -> CatalogueItem:
    """Let the item serve exactly these tasks, and judge what is due of them again."""
    with deed("catalogue.link", by=by, at=at, power="catalogue.edit", target=item) as act:
        before = set(item.tasks.values_list("pk", flat=True))
        item.tasks.set(tasks)
        after = set(item.tasks.values_list("pk", flat=True))
        act.detail = {"tasks": sorted(after)}
        if before != after:
            served = item.tasks.select_related("plan").order_by("plan__year", "order")
            payloads = [link_payload(item, served)]
            append_many(kind=CATALOGUE_LINK, payloads=payloads, at=at)
        rows = Occurrence.objects.filter(
            duty__task__in=before ^ after, duty__task__plan__state=Plan.State.ADOPTED
        )
        rejudge(occurrences=rows, by=by, at=at)
    return item


def _differs(
    item: CatalogueItem, legal: LegalItem, parent: CatalogueItem | None, order: int
) -> bool:
    """Write the law's values on the item; True if any of them was another."""
    wanted = {
        "parent": parent,
        "name": legal.name,
        "basis": legal.basis,
        "workdays": legal.workdays,
        "order": order,
        "verified": legal.verified,
    }
    differing = {name: value for name, value in wanted.items() if getattr(item, name) != value}
    for name, value in differing.items():
        setattr(item, name, value)
    return item.pk is None or bool(differing)


def _refuse_unfit(fields: dict[str, str], workdays: int) -> None:
    for name, (label, limit) in _LIMITS.items():
        if not fields[name]:
            raise Refused("field_missing", field=label)
        if len(fields[name]) > limit:
            raise Refused("field_too_long", field=label, limit=limit)
    if CatalogueItem.objects.filter(code=fields["code"]).exists():
        raise Refused("item_code_taken", item=fields["code"])
    if not 1 <= workdays <= _LONGEST_TERM:
        # Another law may shorten the term of 条例 第二十六条; a place cannot lengthen it.
        raise Refused("item_term", workdays=workdays)
