"""Puts an edition of the basic catalogue in force: checked, logged, and its items written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from gongkai.rules.basic_catalogue import Row as Value
from gongkai.rules.basic_catalogue import read_term, short_basis
from gongkai.work.journal.actions.log import append
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.catalogue import enter_in_log
from gongkai.work.records.actions.editions import held_draft
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.edition import Edition
from gongkai.work.records.queries import editions
from gongkai.work.records.queries.catalogue_trace import item_payload
from gongkai.work.records.queries.edition_flaws import Checked, checked, why_not_adopt
from gongkai.work.records.queries.edition_trace import EDITION, edition_payload, rows_hash

_WRITTEN = ("parent", "name", "basis", "workdays", "order", "limit_text", "period", "ended_on")


def adopt(*, edition: Edition, by: Person, at: datetime, seen_hash: str | None = None) -> Edition:
    """Adopt a draft; Refused with everything that is wrong in any row.

    `seen_hash` is the fingerprint of the rows that whoever adopts had on the screen.

    Each row becomes an item of the catalogue under its column; items of the edition before that
    are no rows any more end today. The log tells of each item and of the edition.
    """
    with deed("edition.adopt", by=by, at=at, power="catalogue.edit", target=edition) as act:
        held, on = held_draft(edition), day_of(at)
        rows = checked(held, on)
        _refuse_unfit(held, rows)
        values = [one.value for one in rows]
        if seen_hash is not None and seen_hash != rows_hash(values):
            raise Refused("edition_changed_meanwhile")
        changed = [*_items(values), *_ended(held, values, on)]
        enter_in_log(items=changed, at=at)
        payload = edition_payload(held, values)
        held.log_entry = append(kind=EDITION, payload=payload, at=at)
        held.content_hash, held.state = payload["rows_hash"], Edition.State.ADOPTED
        held.adopted_at, held.adopted_by = held.log_entry.at, by
        held.save()
        act.detail = {"number": held.number, "rows": len(rows), "log": held.log_entry.sequence}
    edition.refresh_from_db()
    return held


def _refuse_unfit(edition: Edition, rows: Sequence[Checked]) -> None:
    if reasons := why_not_adopt(edition, rows):
        raise Refused("edition_unfit", reasons=reasons)


def _items(values: Sequence[Value]) -> list[CatalogueItem]:
    """Write the items of the rows; returns those that are new or say something else now."""
    parents = {one.code: one for one in CatalogueItem.objects.filter(parent__parent=None)}
    stored = CatalogueItem.objects.filter(code__in=[one.code for one in values])
    known = {
        one.code: one for one in stored.select_related("parent").prefetch_related("organisations")
    }
    before = {code: item_payload(one) for code, one in known.items()}
    stored_as = {code: _said(one) for code, one in known.items()}
    items = [_laid(known.get(one.code), one, order, parents) for order, one in enumerate(values, 1)]
    changed = [one for one in items if one.pk and _said(one) != stored_as[one.code]]
    CatalogueItem.objects.bulk_update(changed, _WRITTEN, batch_size=100)
    CatalogueItem.objects.bulk_create([one for one in items if not one.pk], batch_size=100)
    _name_publishers(items, values)
    written = CatalogueItem.objects.filter(pk__in=[one.pk for one in items])
    fresh = written.select_related("parent").prefetch_related("organisations").order_by("order")
    return [one for one in fresh if item_payload(one) != before.get(one.code)]


def _laid(
    item: CatalogueItem | None, value: Value, order: int, parents: dict[str, CatalogueItem]
) -> CatalogueItem:
    term = read_term(value.limit_text, value.basis)
    item = item or CatalogueItem(code=value.code)
    item.parent, item.name, item.order = parents[value.column], value.name, order
    item.basis, item.limit_text = short_basis(value.basis), value.limit_text
    item.workdays, item.period, item.ended_on = term.workdays, term.period, None
    return item


def _said(item: CatalogueItem) -> tuple[object, ...]:
    return tuple(getattr(item, name) for name in ("parent_id", *_WRITTEN[1:]))


def _name_publishers(items: Iterable[CatalogueItem], values: Sequence[Value]) -> None:
    through = CatalogueItem.organisations.through
    keys = dict(Organisation.objects.values_list("code", "pk"))
    by_code = {one.code: one.pk for one in items}
    through.objects.filter(catalogueitem_id__in=by_code.values()).delete()
    through.objects.bulk_create(
        through(catalogueitem_id=by_code[one.code], organisation_id=keys[code])
        for one in values
        for code in one.publishers
    )


def _ended(edition: Edition, values: Sequence[Value], on: date) -> list[CatalogueItem]:
    """End what was in the edition before and is no row any more; its records stay readable."""
    last = editions.before(edition)
    if last is None:
        return []
    gone = set(last.rows.values_list("code", flat=True)) - {one.code for one in values}
    items = list(
        CatalogueItem.objects.filter(code__in=gone, ended_on=None)
        .select_related("parent")
        .prefetch_related("organisations")
    )
    for item in items:
        item.ended_on = on
    CatalogueItem.objects.bulk_update(items, ["ended_on"], batch_size=100)
    return items
