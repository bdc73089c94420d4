"""A district with the items of the law, an office that keeps the catalogue, and rows for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.actions.edition_adopt import adopt
from gongkai.work.records.actions.edition_rows import add_row
from gongkai.work.records.actions.editions import begin
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.edition import Edition, Row
from tests.factories import AT, department, officer

LATER = AT + timedelta(days=3)
PARTS: dict[str, Any] = {
    "field": "pilot-04",
    "column": "P20-07",
    "first": "财政预决算",
    "second": "政府预算",
    "content": "1.收支总表\n2.说明",
    "basis": "《预算法》第十四条",
    "limit_text": "批准后20日内",
    "publishers_text": "财政局",
    "channels": ["website", "gazette"],
    "channels_must": ["website"],
    "audience": "all",
    "mode": "proactive",
    "at_county": True,
}


def office() -> tuple[Person, Organisation]:
    """The office's officer, and the one department that publishes."""
    set_up(at=AT)
    return officer(), department("caizheng", "财政局")


def row(edition: Edition, by: Person, at: datetime = AT, **parts: Any) -> Row:
    """A row that can be adopted, with these changes."""
    return add_row(edition=edition, by=by, at=at, **(PARTS | parts))


def first_edition(by: Person, at: datetime = AT, names: tuple[str, ...] = ("政府预算",)) -> Edition:
    """An adopted edition with a row for each name."""
    edition = begin(by=by, at=at)
    for name in names:
        row(edition, by, at, second=name)
    return adopt(edition=edition, by=by, at=at)


def item(code: str) -> CatalogueItem:
    return CatalogueItem.objects.get(code=code)


def one(edition: Edition, second: str) -> Row:
    return edition.rows.get(second=second)
