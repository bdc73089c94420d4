"""The two index tables of the instance's database, one for each slot."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from gongkai.work.search.engine.fts5 import Fts5Index
from gongkai.work.search.engine.tsvector import TsvectorIndex

SLOTS = (0, 1)


def index_in(connection: BaseDatabaseWrapper, slot: int) -> Fts5Index | TsvectorIndex:
    """The index of that slot on this connection."""
    table = f"search_words_{slot}"
    if connection.vendor == "sqlite":
        return Fts5Index(connection.cursor(), table)
    return TsvectorIndex(connection.cursor(), table)
