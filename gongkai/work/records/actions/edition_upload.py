"""Brings the rows of a workbook in the official shape into a draft edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Max

from gongkai.rules.basic_catalogue import LABELS, Sheet
from gongkai.rules.basic_catalogue import Row as Value
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.ledger.queries.names import match_name
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.edition_rows import in_order, stored
from gongkai.work.records.actions.editions import held_draft, name_publishers, remove
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.queries.edition_upload import Answers, Incoming, Upload, upload
from gongkai.work.records.queries.editions import PARTS
from gongkai.work.staffing.actions.names import add_alias

_NOBODY = Answers()
_WRITTEN = [
    *(name for name in PARTS if name != "code"),
    "column",
    "channels",
    "channels_must",
]


def bring_in(
    *,
    edition: Edition,
    sheets: Sequence[Sheet],
    by: Person,
    at: datetime,
    answers: Answers = _NOBODY,
    remember: bool = False,
) -> Upload:
    """Replace the fields that the sheets tell of by their rows, all or nothing.

    Refused as long as a sheet has no field or a text is too long to be kept; whatever else a row
    lacks is shown at the row. With `remember` the names answered with one organisation become its
    aliases.
    """
    with deed("edition.bring_in", by=by, at=at, power="catalogue.edit", target=edition) as act:
        held = held_draft(edition)
        found = upload(held, sheets, answers, day_of(at))
        _refuse_open(found)
        if remember:
            _remember(answers, by, at)
        _write(held, found)
        diff = found.diff
        act.detail = {
            "edition": held.number,
            "fields": list(found.fields),
            "rows": len(found.rows),
            "added": len(diff.added),
            "changed": len(diff.changed),
            "removed": len(diff.removed),
        }
    return found


def _refuse_open(found: Upload) -> None:
    reasons = [Refused("upload_sheet_open", sheet=sheet.title) for sheet in found.open_sheets]
    reasons += [_lost(row, dict(flaw.values), flaw.part) for row, flaw in found.lost]
    if reasons:
        raise Refused("upload_unfit", reasons=reasons)


def _lost(row: Incoming, values: dict[str, int], part: str) -> Refused:
    return Refused(
        "upload_text_too_long",
        sheet=row.sheet,
        line=row.line,
        column=LABELS[part],
        limit=values["limit"],
    )


def _write(edition: Edition, found: Upload) -> None:
    """Rows that stay keep their keys; only what says something else is written."""
    existing = {row.code: row for row in edition.rows.filter(field__in=found.fields)}
    wanted = {one.value.code: one.value for one in found.rows}
    remove([row.pk for code, row in existing.items() if code not in wanted])
    columns = dict(CatalogueItem.objects.values_list("code", "pk"))
    last = edition.rows.aggregate(last=Max("order"))["last"] or 0
    changed: list[Row] = []
    new: list[Row] = []
    for code, value in wanted.items():
        row, parts = existing.get(code), stored(value, columns)
        if row is None:
            new.append(Row(edition=edition, order=last + len(new) + 1, **parts))
        elif any(getattr(row, name) != part for name, part in parts.items()):
            for name, part in parts.items():
                setattr(row, name, part)
            changed.append(row)
    Row.objects.bulk_update(changed, _WRITTEN, batch_size=100)
    Row.objects.bulk_create(new, batch_size=100)
    kept = [row for code, row in existing.items() if code in wanted]
    keys = {row.code: row.pk for row in (*kept, *new)}
    _name(keys, wanted.values())
    in_order(edition, [keys[code] for code in wanted])


def _name(keys: Mapping[str, int], values: Iterable[Value]) -> None:
    organisations = dict(Organisation.objects.values_list("code", "pk"))
    Row.publishers.through.objects.filter(row_id__in=keys.values()).delete()
    name_publishers(
        [(keys[one.code], [organisations[code] for code in one.publishers]) for one in values]
    )


def _remember(answers: Answers, by: Person, at: datetime) -> None:
    for name, found in answers.names.items():
        if len(found) == 1 and match_name(name).note == "unlike":
            add_alias(organisation=found[0], text=name, by=by, at=at)
