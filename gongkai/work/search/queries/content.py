"""What of a public document goes into the index, and how it is written there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from gongkai.rules.document import KINDS
from gongkai.rules.segmentation.keys import document_numbers
from gongkai.rules.segmentation.normal import normal
from gongkai.rules.segmentation.passages import passages
from gongkai.work.files.html import text_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Attachment
from gongkai.work.records.queries.public import live
from gongkai.work.records.queries.shelves import Publication
from gongkai.work.search.engine.index import Entry
from gongkai.work.search.engine.keys import cited, mark
from gongkai.work.search.models import Document, Passage

_HEADING = 60


@dataclass(frozen=True)
class Content:
    """A document and its passages, not stored yet."""

    document: Document
    passages: tuple[Passage, ...]


def contents(records: Collection[int]) -> list[Content]:
    """Those of the records that are public now. Five queries, however many they are."""
    files = Attachment.objects.filter(inline=False).select_related("file").order_by("order")
    offered = Prefetch("version__attachments", files, to_attr="offered")
    found = live().filter(record__in=records).prefetch_related("organisation__names", offered)
    rows = list(found.defer("version__screening").order_by("pk"))
    above = _above() if rows else {}
    return [_content(one, above) for one in rows]


def entry(document: Document, passage: Passage) -> Entry:
    """How the passage stands in the index; from stored rows it comes out as it went in."""
    return Entry(
        id=passage.pk,
        title=normal(document.title),
        heading=heading(passage.heading, document.about),
        text=normal(passage.text),
        keys=(*document.keys, *passage.keys),
        marks=tuple(document.marks),
    )


def heading(passage: str, about: str) -> str:
    """What stands over a passage: its own heading and what is said about its document."""
    return f"{normal(passage)} {about}".strip()


def _content(one: Publication, above: Mapping[int, tuple[CatalogueItem, ...]]) -> Content:
    version = one.version
    numbers = document_numbers(version.document_number)
    number = numbers[0] if numbers else None
    items = above.get(one.item_id, (one.item,))
    document = Document(
        publication=one,
        record_id=one.record_id,
        organisation=one.organisation,
        item=one.item,
        index_number=one.index_number,
        title=one.title,
        number_code=number.code[:20] if number else "",
        number_year=number.year if number else None,
        number_serial=number.serial if number else None,
        document_kind=version.document_kind,
        is_binding=bool(version.registration_number),
        published_on=one.published_on,
        effective_on=version.effective_on,
        expires_on=version.expires_on,
        about=normal(" ".join(_about(one, items))),
        keys=[*(key for each in numbers for key in each.keys), one.index_number.lower()],
        marks=_marks(one, items),
    )
    return Content(document, tuple(_passages(document, text_of(version.body_html))))


def _passages(document: Document, text: str) -> Iterable[Passage]:
    for order, one in enumerate(passages(text)):
        named = {cited(number) for number in document_numbers(one.text) if number.code}
        yield Passage(
            document=document,
            order=order,
            heading=one.heading[:_HEADING],
            text=one.text,
            keys=[*one.articles, *sorted(named)],
        )


def _about(one: Publication, items: tuple[CatalogueItem, ...]) -> list[str]:
    version = one.version
    said = [
        *_names(one.organisation),
        version.issuer,
        version.document_number,
        *(item.name for item in items),
        KINDS.get(version.document_kind, ""),
        version.theme,
        *map(str, version.keywords),
        version.summary,
        version.matter,
        *(str(value) for value in version.facts.values()),
        *(attached.file.name for attached in version.offered),  # type: ignore[attr-defined] # prefetched
    ]
    return [text for text in dict.fromkeys(said) if text]


def _names(organisation: Organisation) -> list[str]:
    own = [organisation.name, organisation.short_name]
    return [*own, *(name.text for name in organisation.names.all())]


def _marks(one: Publication, items: tuple[CatalogueItem, ...]) -> list[str]:
    marks = [mark("unit", one.organisation_id), mark("year", one.published_on.year)]
    marks += [mark("item", item.pk) for item in items]
    return [
        *marks,
        *([mark("kind", one.version.document_kind)] if one.version.document_kind else []),
    ]


def _above() -> dict[int, tuple[CatalogueItem, ...]]:
    """Each item with those above it, itself first."""
    items = {one.pk: one for one in CatalogueItem.objects.only("pk", "parent_id", "name")}
    found: dict[int, tuple[CatalogueItem, ...]] = {}
    for pk, item in items.items():
        line, at = [item], item
        while at.parent_id in items:
            at = items[at.parent_id]
            line.append(at)
        found[pk] = tuple(line)
    return found
