"""Tables of the records: catalogue, record and versions, reviews, publications."""

from gongkai.work.records.models import catalogue, publication, record, review

__all__ = ["catalogue", "publication", "record", "review"]
