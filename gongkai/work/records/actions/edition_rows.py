"""Rows of a draft edition: added, changed, put elsewhere, taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Max

from gongkai.rules.basic_catalogue import FIELDS, LABELS, LIMITS, PARENTS, channel_order
from gongkai.rules.basic_catalogue import Row as Value
from gongkai.rules.basic_catalogue.texts import block, line
from gongkai.rules.catalogue import ITEMS
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.editions import held_draft, remove
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.queries.edition_codes import Codes
from gongkai.work.records.queries.editions import PARTS
from gongkai.work.records.queries.publishers import Publishers

_BLOCKS = {"content", "basis"}
_FLAGS = {"at_county", "at_town"}
_LISTS = {"channels", "channels_must"}
_CHOICES: Mapping[str, Iterable[str]] = {
    "audience": ("", *Row.Audience.values),
    "mode": ("", *Row.Mode.values),
    "field": ("", *FIELDS),
    "column": ("", *PARENTS),
}
# Above every number that the rows of one edition can have, so that no two ever share one.
_ASIDE = 15_000


def add_row(
    *,
    edition: Edition,
    by: Person,
    at: datetime,
    publishers: Sequence[Organisation] | None = None,
    code: str = "",
    **parts: Any,
) -> Row:
    """Add a row at the end of its field; parts are those of `rules.basic_catalogue.Row`.

    Without a code it gets the next of its field. Without `publishers` they are looked up by name.
    """
    with deed("edition.add_row", by=by, at=at, power="catalogue.edit") as act:
        held = held_draft(edition)
        row = _added(held, {"code": code, **parts}, Codes(), Publishers(day_of(at)), publishers)
        in_order(held)
        act.target, act.detail = row, {"edition": held.number, "code": row.code}
    row.refresh_from_db()
    return row


def add_rows(
    *, edition: Edition, rows: Iterable[Mapping[str, Any]], by: Person, at: datetime
) -> int:
    """Add many rows in one act, each given by its parts and perhaps its code; returns how many."""
    with deed("edition.add_rows", by=by, at=at, power="catalogue.edit", target=edition) as act:
        held, codes, publishers = held_draft(edition), Codes(), Publishers(day_of(at))
        added = [_added(held, parts, codes, publishers) for parts in rows]
        in_order(held)
        act.detail = {"edition": held.number, "codes": [row.code for row in added]}
    return len(added)


def change_row(
    *,
    row: Row,
    by: Person,
    at: datetime,
    publishers: Sequence[Organisation] | None = None,
    **parts: Any,
) -> Row:
    """Change parts of a row; its code stays. Without `publishers` they are looked up by name."""
    with deed("edition.change_row", by=by, at=at, power="catalogue.edit", target=row) as act:
        held, row = _held_row(row)
        fit = _fitted(parts)
        if "first" in fit and not fit["first"]:
            raise Refused("field_missing", field=LABELS["first"])
        for name, value in _stored(fit).items():
            setattr(row, name, value)
        row.save()
        if publishers is not None or "publishers_text" in fit:
            row.publishers.set(_meant(row, publishers, Publishers(day_of(at))))
        in_order(held)
        act.detail = {"edition": held.number, "code": row.code, "parts": sorted(fit)}
    row.refresh_from_db()
    return row


def remove_row(*, row: Row, by: Person, at: datetime) -> None:
    """Take a row out of the draft; what was published under it stays where it is."""
    with deed("edition.remove_row", by=by, at=at, power="catalogue.edit", target=row) as act:
        held, row = _held_row(row)
        act.detail = {"edition": held.number, "code": row.code, "name": str(row)}
        remove([row.pk])
        in_order(held)


def move_row(*, row: Row, steps: int, by: Person, at: datetime) -> Row:
    """Put a row so many places further down (up where negative) within its field."""
    with deed("edition.move_row", by=by, at=at, power="catalogue.edit", target=row) as act:
        held, row = _held_row(row)
        mates = list(
            held.rows.filter(field=row.field).order_by("order").values_list("pk", flat=True)
        )
        place = min(max(mates.index(row.pk) + steps, 0), len(mates) - 1)
        mates.remove(row.pk)
        mates.insert(place, row.pk)
        in_order(held, mates)
        act.detail = {"edition": held.number, "code": row.code, "steps": steps}
    row.refresh_from_db()
    return row


def set_column(
    *, edition: Edition, codes: Iterable[str], column: str, by: Person, at: datetime
) -> int:
    """Put the rows with these codes under one column (条例 第二十、二十一条); returns how many."""
    with deed("edition.set_column", by=by, at=at, power="catalogue.edit", target=edition) as act:
        held = held_draft(edition)
        wanted = _stored(_fitted({"column": column}))
        rows = held.rows.filter(code__in=list(codes))
        changed = rows.update(**wanted)
        if not changed:
            raise Refused("edition_no_rows_chosen")
        act.detail = {"edition": held.number, "column": column, "rows": changed}
    return changed


def in_order(edition: Edition, first: Sequence[int] = ()) -> None:
    """Number the rows from 1: the pilot fields in theirs, rows within one as they stood.

    The rows with the keys `first` stand among themselves as they are given.
    """
    given = {pk: place for place, pk in enumerate(first)}
    fields = {code: place for place, code in enumerate((*FIELDS, ""))}
    rows = list(edition.rows.only("pk", "field", "order").order_by("order"))
    rows.sort(
        key=lambda row: (fields.get(row.field, len(fields)), given.get(row.pk, -1), row.order)
    )
    if [row.order for row in rows] == list(range(1, len(rows) + 1)):
        return
    edition.rows.update(order=F("order") + _ASIDE)
    for number, row in enumerate(rows, 1):
        row.order = number
    Row.objects.bulk_update(rows, ["order"], batch_size=200)


def stored(value: Value, columns: Mapping[str, int]) -> dict[str, Any]:
    """The fields of the model for a value; `columns` are the keys of the items by code."""
    return {
        **{name: getattr(value, name) for name in PARTS},
        "column_id": columns.get(value.column),
        "channels": list(value.channels),
        "channels_must": list(value.channels_must),
    }


def _added(
    edition: Edition,
    parts: Mapping[str, Any],
    codes: Codes,
    names: Publishers,
    publishers: Sequence[Organisation] | None = None,
) -> Row:
    fit = _fitted({name: value for name, value in parts.items() if name != "code"})
    if not fit.get("first"):
        raise Refused("field_missing", field=LABELS["first"])
    code = line(parts.get("code", "")) or codes.next(fit.get("field", ""))
    _refuse_code(edition, code)
    row = Row.objects.create(edition=edition, code=code, order=_behind_all(edition), **_stored(fit))
    row.publishers.set(_meant(row, publishers, names))
    return row


def _held_row(row: Row) -> tuple[Edition, Row]:
    held = held_draft(row.edition)
    found = held.rows.filter(pk=row.pk).first()
    if found is None:
        raise Refused("edition_row_gone", name=str(row))
    return held, found


def _behind_all(edition: Edition) -> int:
    return (edition.rows.aggregate(last=Max("order"))["last"] or 0) + 1


def _refuse_code(edition: Edition, code: str) -> None:
    if code in ITEMS:
        raise Refused("row_code_of_law_chosen", item=code)
    if edition.rows.filter(code=code).exists():
        raise Refused("item_code_taken", item=code)


def _fitted(parts: Mapping[str, Any]) -> dict[str, Any]:
    """The parts cleaned; Refused with every one that cannot be kept."""
    fit = {name: _fit(name, value) for name, value in parts.items()}
    reasons = [
        Refused("field_too_long", field=LABELS[name], limit=limit)
        for name, limit in LIMITS.items()
        if len(fit.get(name, "")) > limit
    ]
    reasons += [
        Refused("choice_unknown", field=LABELS[name], value=fit[name])
        for name, known in _CHOICES.items()
        if name in fit and fit[name] not in known
    ]
    if reasons:
        raise Refused("fields_unfit", reasons=reasons)
    if fit.get("audience") == Row.Audience.ALL:
        fit["audience_group"] = ""
    return fit


def _fit(name: str, value: Any) -> Any:
    if name in _FLAGS:
        return bool(value)
    if name in _LISTS:
        return sorted(dict.fromkeys(filter(None, map(line, value))), key=channel_order)
    if name in _BLOCKS:
        return block(value)
    if name not in LABELS or name == "code":
        raise TypeError(f"no part of a row: {name}")
    return line(value, joins=name != "publishers_text")


def _stored(fit: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(fit)
    if "column" in fields:
        code = fields.pop("column")
        fields["column"] = CatalogueItem.objects.get(code=code) if code else None
    return fields


def _meant(
    row: Row, publishers: Sequence[Organisation] | None, names: Publishers
) -> Sequence[Organisation]:
    """Who was named, or whom the text names; nobody as long as one of its names is open."""
    if publishers is not None:
        return publishers
    found = names.resolve(row.publishers_text)
    return found.organisations if found.is_known else ()
