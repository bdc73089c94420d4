"""Tables of the records: catalogue, record and versions, reviews, publications."""

from gongkai.work.records.models import catalogue, gap, publication, record, relation, review

__all__ = ["catalogue", "gap", "publication", "record", "relation", "review"]
