"""Writing a new edition of the basic catalogue: begun from the one in force, or from nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from gongkai.rules.basic_catalogue.texts import line
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.queries import editions

TITLE = "主动公开基本目录"
_LONGEST = {"title": ("名称", 120), "note": ("修订说明", 300)}
_COPIED = (*editions.PARTS, "order", "column_id", "channels", "channels_must")


def begin(*, by: Person, at: datetime, title: str = "", note: str = "") -> Edition:
    """Begin the next edition as a copy of the one in force, or empty where there is none."""
    with deed("edition.begin", by=by, at=at, power="catalogue.edit") as act:
        if open_one := editions.draft():
            raise Refused("edition_open", number=open_one.number)
        last = editions.current()
        fields = _fitted({"title": title or (last.title if last else TITLE), "note": note})
        number = last.number + 1 if last else 1
        try:
            with transaction.atomic():
                edition = Edition.objects.create(
                    number=number, created_at=at, created_by=by, **fields
                )
        except IntegrityError as error:
            # Somebody began the same number in this very moment.
            raise Refused("edition_open", number=number) from error
        act.target = edition
        if last is not None:
            _copy(last, edition)
        act.detail = {"number": edition.number, "from": last.number if last else None}
    return edition


def describe(*, edition: Edition, title: str, note: str, by: Person, at: datetime) -> Edition:
    """Change the title of a draft, and what it says of why it is revised."""
    with deed("edition.describe", by=by, at=at, power="catalogue.edit", target=edition) as act:
        held = held_draft(edition)
        fields = _fitted({"title": title, "note": note})
        held.title, held.note = fields["title"], fields["note"]
        held.save(update_fields=["title", "note"])
        act.detail = fields
    return held


def abandon(*, edition: Edition, by: Person, at: datetime) -> None:
    """Throw a draft away with all its rows; its number is free again."""
    with deed("edition.abandon", by=by, at=at, power="catalogue.edit", target=edition) as act:
        held = held_draft(edition)
        act.detail = {"number": held.number, "rows": held.rows.count()}
        remove(list(held.rows.values_list("pk", flat=True)))
        held.delete()


def held_draft(edition: Edition) -> Edition:
    """The edition as it stands now, held against everybody else; Refused once it was adopted."""
    held = Edition.objects.select_for_update().filter(pk=edition.pk).first()
    if held is None:
        raise Refused("edition_gone")
    if held.state != Edition.State.DRAFT:
        raise Refused("edition_adopted", number=held.number)
    return held


def remove(pks: list[int]) -> None:
    """Delete rows with the organisations they name."""
    Row.publishers.through.objects.filter(row_id__in=pks).delete()
    Row.objects.filter(pk__in=pks).delete()


def _copy(source: Edition, edition: Edition) -> None:
    rows = editions.rows_of(source)
    made = Row.objects.bulk_create(
        Row(edition=edition, **{name: getattr(row, name) for name in _COPIED}) for row in rows
    )
    name_publishers(
        [
            (new.pk, [one.pk for one in old.publishers.all()])
            for new, old in zip(made, rows, strict=True)
        ]
    )


def name_publishers(pairs: list[tuple[int, list[int]]]) -> None:
    """Let rows (by their keys) name these organisations; they name none so far."""
    through = Row.publishers.through
    through.objects.bulk_create(
        through(row_id=row, organisation_id=one) for row, found in pairs for one in found
    )


def _fitted(fields: dict[str, str]) -> dict[str, Any]:
    fit = {name: line(text) for name, text in fields.items()}
    if not fit["title"]:
        raise Refused("field_missing", field="名称")
    for name, (label, limit) in _LONGEST.items():
        if len(fit[name]) > limit:
            raise Refused("field_too_long", field=label, limit=limit)
    return fit
