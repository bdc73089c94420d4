"""The editions of the basic catalogue, and their rows as the rules read them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from gongkai.rules.basic_catalogue import Row as Value
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.edition import Edition, Row

PARTS = (
    "code", "field", "first", "second", "content", "basis", "limit_text", "publishers_text",
    "audience", "audience_group", "mode", "at_county", "at_town",
)  # fmt: skip
"""The parts that a row and its value hold alike."""


def editions() -> QuerySet[Edition]:
    """All editions, the newest first, each with the number of its rows (`row_count`)."""
    found = Edition.objects.select_related("created_by", "adopted_by", "log_entry")
    return found.annotate(row_count=Count("rows")).order_by("-number")


def adopted() -> QuerySet[Edition]:
    """What was in force one after the other, the newest first."""
    return editions().filter(state=Edition.State.ADOPTED)


def current() -> Edition | None:
    """The edition in force."""
    return adopted().first()


def draft() -> Edition | None:
    """The edition that is being written; there is never more than one."""
    return editions().filter(state=Edition.State.DRAFT).first()


def before(edition: Edition) -> Edition | None:
    """The adopted edition that came before this one."""
    return adopted().filter(number__lt=edition.number).first()


def rows_of(edition: Edition) -> list[Row]:
    """The rows in their order, with column and organisations. Two queries."""
    found = edition.rows.select_related("column").prefetch_related("publishers")
    return list(found.order_by("order"))


def value_of(row: Row) -> Value:
    """The row as the rules read it; publishers by their codes."""
    return Value(
        **{name: getattr(row, name) for name in PARTS},
        column=row.column.code if row.column else "",
        publishers=tuple(sorted(one.code for one in row.publishers.all())),
        channels=tuple(row.channels),
        channels_must=tuple(row.channels_must),
    )


def values_of(edition: Edition | None) -> list[Value]:
    """The rows of the edition in their order; none for no edition."""
    return [value_of(row) for row in rows_of(edition)] if edition is not None else []


def place() -> str:
    """The name of the place, as it stands before the name of its catalogue."""
    district = Organisation.objects.filter(kind=Organisation.Kind.DISTRICT).first()
    return district.label if district is not None else ""


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """What the organisations with these codes are called."""
    found = Organisation.objects.filter(code__in=set(codes))
    return {one.code: one.label for one in found}
