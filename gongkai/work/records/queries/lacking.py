"""The documents behind the figures of the workbench, one by one: narrowed, and what each lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.rules.completeness import KINDS_OF_LACK, percent
from gongkai.rules.document import VALIDITY, Effect, effect_on
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.completeness import Completeness
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.measured import codes_of
from gongkai.work.records.queries.relations import touches
from gongkai.work.records.queries.workbench import Scope, documents

STATES = {
    "open": "还没有完成",
    "lacking": "已公开，有缺项",
    "waiting": "等待发布",
    "advised": "要素齐全，建议补充",
    "complete": "要素齐全",
}
_STATES = {
    "open": ~Q(lacks="") | Q(is_public=False),
    "lacking": ~Q(lacks="") & Q(is_public=True),
    "waiting": Q(is_public=False),
    "advised": Q(lacks="", is_public=True) & ~Q(advice=""),
    "complete": Q(lacks="", is_public=True),
}
_YEARS = frozenset(str(year) for year in range(1949, 2100))


@dataclass(frozen=True)
class Narrowing:
    """Which of the documents are meant; "" means all. `lack` is a code, `item` that of an item."""

    state: str = ""
    lack: str = ""
    item: str = ""
    year: str = ""
    words: str = ""


@dataclass(frozen=True)
class Listed:
    """One document of the list, as it is now."""

    record: Record
    organisation: Organisation
    title: str
    item: CatalogueItem | None
    document_on: date | None
    published_on: date | None
    percent: int
    lacks: tuple[str, ...]
    advice: tuple[str, ...]
    effect: Effect = field(repr=False)

    @property
    def validity(self) -> str:
        return VALIDITY[self.effect.status]

    @property
    def lacking(self) -> list[str]:
        """What it must have and has not, in words."""
        return [KINDS_OF_LACK[code].label for code in self.lacks]

    @property
    def advised(self) -> list[str]:
        """What it had better have, in words."""
        return [KINDS_OF_LACK[code].label for code in self.advice]


def narrowed(scope: Scope, asked: Narrowing, drafts_of: Sequence[int]) -> QuerySet[Completeness]:
    """The documents that are asked for, the newest first.

    What is not public yet is shown of the organisations `drafts_of` alone.
    """
    rows = documents(scope).filter(Q(is_public=True) | Q(organisation__in=drafts_of))
    if asked.state in _STATES:
        rows = rows.filter(_STATES[asked.state])
    if asked.lack in KINDS_OF_LACK:
        code = f" {asked.lack} "
        rows = rows.filter(Q(lacks__contains=code) | Q(advice__contains=code))
    if asked.item:
        rows = rows.filter(item__code=asked.item)
    if asked.year in _YEARS:
        rows = rows.filter(document_on__year=int(asked.year))
    for word in asked.words.split():
        rows = rows.filter(version__title__icontains=word)
    return rows.order_by("-document_on", "-pk")


def listed(rows: Sequence[Completeness], on: date) -> list[Listed]:
    """The rows of one page in words. Two queries, if they come from `page_of`."""
    touched = touches(one.record_id for one in rows)
    return [_listed(one, effect_on(
        on, effective_on=one.effective_on, expires_on=one.expires_on,
        touches=touched.get(one.record_id, []),
    )) for one in rows]  # fmt: skip


def with_names(rows: QuerySet[Completeness]) -> QuerySet[Completeness]:
    """The rows with all that `listed` reads, but without the long texts."""
    return rows.select_related("organisation", "item", "version", "record__live").defer(
        "version__body_html", "version__screening"
    )


def _listed(row: Completeness, effect: Effect) -> Listed:
    live = row.record.live
    return Listed(
        record=row.record,
        organisation=row.organisation,
        title=row.version.title,
        item=row.item,
        document_on=row.document_on,
        published_on=live.published_on if live is not None else None,
        percent=percent(row.filled, row.required),
        lacks=tuple(codes_of(row.lacks)),
        advice=tuple(codes_of(row.advice)),
        effect=effect,
    )
