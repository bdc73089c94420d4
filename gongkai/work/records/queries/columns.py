"""What a column of the platform asks of a version, and what stands in its place already."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.rules.columns import COLUMNS, Column, column_of, column_remarks, proper_title
from gongkai.rules.facts import FactField, tidy
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Name, Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record, Version

FACT_FIELDS: dict[str, FactField] = {
    one.code: one for column in COLUMNS.values() for one in column.fields
}
_UNDER_REVIEW = ("first", "second", "final", "batch")


def column_under(item: CatalogueItem | None) -> Column | None:
    """The column that the item is; None for an item of the catalogue itself."""
    return column_of(item.code if item is not None else None)


def kept_facts(version: Version) -> dict[str, str]:
    """The facts that its column asks for; those of a column it left go with it."""
    column = column_under(version.item)
    return tidy(column.fields, version.facts) if column is not None else {}


def title_for(version: Version, organisation: Organisation) -> str:
    """The title that its column proposes, "" where it proposes none."""
    column = column_under(version.item)
    if column is None or not column.title:
        return ""
    return proper_title(column, organisation.name, version.facts)


def told_facts(version: Version, only: Collection[str] | None = None) -> list[tuple[str, str]]:
    """The facts of the version with their labels, in the order of its column; or some of them."""
    column = column_under(version.item)
    fields = column.fields if column is not None else ()
    return [
        (one.label, version.facts[one.code])
        for one in fields
        if version.facts.get(one.code) and (only is None or one.code in only)
    ]


def why_not_filed(version: Version, on: date) -> Iterator[Refused]:
    """Every reason why the version cannot stand in its column; none where it is in no column."""
    column = column_under(version.item)
    if column is None:
        return
    organisation = version.record.organisation
    for remark in column_remarks(column, _names(organisation), version.title, version.facts, on):
        yield Refused(f"remark_{remark.code}", **dict(remark.values))
    yield from why_second(version, also_under_review=True)


def why_second(version: Version, *, also_under_review: bool = False) -> Iterator[Refused]:
    """That another record has its place: one guide an organisation, one report a year."""
    column = column_under(version.item)
    if column is None or column.once_by is None:
        return
    told = {code: version.facts.get(code) for code in column.once_by}
    if not all(told.values()):
        return
    other = _holding(version.record, column.code, told, also_under_review).first()
    if other is not None:
        yield _taken(other, column, told)


def _names(organisation: Organisation) -> list[str]:
    former = organisation.names.filter(kind=Name.Kind.FORMER).order_by("-until_on")
    return [organisation.name, *former.values_list("text", flat=True)]


def _holding(
    record: Record, code: str, told: Mapping[str, object], also_under_review: bool
) -> QuerySet[Record]:
    live = Q(live__item__code=code, **_each("live__version__facts__", told))
    waiting = Q(
        state__in=_UNDER_REVIEW, current__item__code=code, **_each("current__facts__", told)
    )
    others = Record.objects.filter(organisation=record.organisation_id).exclude(pk=record.pk)
    found = others.filter(live | waiting if also_under_review else live)
    return found.select_related("current", "live").order_by("-live", "pk")


def _each(path: str, told: Mapping[str, object]) -> dict[str, object]:
    return {f"{path}{code}": value for code, value in told.items()}


def _taken(other: Record, column: Column, told: Mapping[str, object]) -> Refused:
    title = other.live.title if other.live else other.current.title if other.current else ""
    return Refused(
        "column_taken",
        title=title,
        place=f"索引号 {other.index_number}" if other.live else "正在审核",
        what="同一年度的年报" if told else "指南",
        record=other.pk,
    )
