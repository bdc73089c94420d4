"""Lets a test change what the database guards, as somebody with a console might."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from tests.flush import triggers_lifted


@contextmanager
def guards_down() -> Iterator[None]:
    """Suspend the guards inside a transaction, on either database."""
    if connection.vendor == "sqlite":
        with triggers_lifted():
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")
