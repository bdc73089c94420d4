"""Reads candidates out of the tables: only what is public now, whatever the index still holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef

from gongkai.work.records.queries.public import live
from gongkai.work.search.models import Passage

_OF_DOCUMENT = {
    "publication_id": "publication_id",
    "record_id": "record_id",
    "organisation_id": "organisation_id",
    "item_id": "item_id",
    "index_number": "index_number",
    "title": "title",
    "kind": "document_kind",
    "is_binding": "is_binding",
    "published_on": "published_on",
    "effective_on": "effective_on",
    "expires_on": "expires_on",
}


@dataclass(frozen=True)
class Row:
    """One passage with what the ranking and the facets need of its document."""

    pk: int
    document_id: int
    publication_id: int
    record_id: int
    organisation_id: int
    item_id: int
    index_number: str
    title: str
    kind: str
    is_binding: bool
    published_on: date
    effective_on: date | None
    expires_on: date | None


@dataclass(frozen=True)
class Text:
    """The words of one passage, as they are written."""

    heading: str
    text: str
    keys: tuple[str, ...]
    about: str


def rows(ids: Sequence[int]) -> list[Row]:
    """The passages that belong to something public, in the order asked for. One query."""
    public = Exists(live().filter(pk=OuterRef("document__publication")))
    renamed = {f"of_{name}": F(f"document__{of}") for name, of in _OF_DOCUMENT.items()}
    found = Passage.objects.filter(public, pk__in=ids).order_by()
    values = found.values_list("pk", "document_id", *renamed.values())
    known = {row[0]: Row(*row) for row in values}
    return [known[pk] for pk in ids if pk in known]


def texts(ids: Sequence[int]) -> Mapping[int, Text]:
    """What these passages say; of ids that came out of `rows` only. One query."""
    values = Passage.objects.filter(pk__in=ids).order_by()
    return {
        pk: Text(heading, text, (*keys, *numbers), about)
        for pk, heading, text, keys, numbers, about in values.values_list(
            "pk", "heading", "text", "keys", "document__keys", "document__about"
        )
    }
