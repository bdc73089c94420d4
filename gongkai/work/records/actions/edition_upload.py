"""Brings the rows of a workbook in the official shape into a draft edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

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
    "order",
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
        in_order(held)
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
    """Rows that stay keep their keys, so that nothing that points at them is lost."""
    existing = {row.code: row for row in edition.rows.filter(field__in=found.fields)}
    wanted = {one.value.code: one.value for one in found.rows}
    remove([row.pk for code, row in existing.items() if code not in wanted])
    columns = dict(CatalogueItem.objects.values_list("code", "pk"))
    start = edition.rows.count() and edition.rows.order_by("-order")[0].order
    kept: list[Row] = []
    new: list[Row] = []
    for order, (code, value) in enumerate(wanted.items(), start + 1):
        row = existing.get(code) or Row(edition=edition, code=code)
        for name, part in stored(value, columns).items():
            setattr(row, name, part)
        row.order = order
        (kept if row.pk else new).append(row)
    Row.objects.bulk_update(kept, _WRITTEN, batch_size=100)
    Row.objects.bulk_create(new, batch_size=100)
    _name(kept, new, wanted.values())


def _name(kept: list[Row], new: list[Row], values: Iterable[Value]) -> None:
    keys = dict(Organisation.objects.values_list("code", "pk"))
    Row.publishers.through.objects.filter(row_id__in=[row.pk for row in kept]).delete()
    pks = {row.code: row.pk for row in (*kept, *new)}
    name_publishers([(pks[one.code], [keys[code] for code in one.publishers]) for one in values])


def _remember(answers: Answers, by: Person, at: datetime) -> None:
    for name, found in answers.names.items():
        if len(found) == 1 and match_name(name).note == "unlike":
            add_alias(organisation=found[0], text=name, by=by, at=at)
