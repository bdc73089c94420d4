"""Tables of the records: catalogue, record and versions, reviews, publications, batches."""

from gongkai.work.records.models import (
    batch,
    catalogue,
    completeness,
    currency,
    edition,
    gap,
    publication,
    record,
    relation,
    review,
    word,
)

__all__ = [
    "batch",
    "catalogue",
    "completeness",
    "currency",
    "edition",
    "gap",
    "publication",
    "record",
    "relation",
    "review",
    "word",
]
