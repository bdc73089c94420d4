"""Appends to the provable log; nothing else ever writes to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from gongkai.rules.transparency_log import BadFrontier, Frontier, canonical, leaf_hash
from gongkai.work.journal.deeds import CHINA, Refused
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import CLOCK_TOLERANCE


def append(*, kind: str, payload: dict[str, Any], at: datetime) -> LogEntry:
    """Add one entry about `payload`, which holds texts, numbers, lists and objects of these.

    An `at` a moment before the last entry is written as that entry's moment.
    """
    with transaction.atomic():
        _lock()
        last = LogEntry.objects.order_by("-sequence").first()
        frontier = _frontier_after(last)
        written_at = _moment(at, last)
        text = entry_text(kind, written_at, payload)
        leaf = leaf_hash(text.encode())
        grown = frontier.append(leaf)
        return LogEntry.objects.create(
            sequence=frontier.size,
            at=written_at,
            kind=kind,
            payload=text,
            leaf_hash=leaf.hex(),
            root_hash=grown.root().hex(),
            frontier=grown.to_hex(),
        )


def entry_text(kind: str, at: datetime, payload: dict[str, Any]) -> str:
    """What is hashed: the content together with its kind and moment, as canonical JSON."""
    moment = at.astimezone(CHINA).isoformat(timespec="microseconds")
    return canonical({"kind": kind, "at": moment, "content": payload}).decode()


def _lock() -> None:
    """Let one transaction at a time append. SQLite's IMMEDIATE transactions already wait here.

    A lock on the last row would not do: who waited for it would not see the row added meanwhile.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {LogEntry._meta.db_table} IN EXCLUSIVE MODE")


def _frontier_after(last: LogEntry | None) -> Frontier:
    if last is None:
        return Frontier()
    try:
        frontier = Frontier.from_hex(last.frontier)
    except BadFrontier as error:
        raise Refused("log_damaged", sequence=last.sequence) from error
    if frontier.size != last.sequence + 1 or frontier.root().hex() != last.root_hash:
        raise Refused("log_damaged", sequence=last.sequence)
    return frontier


def _moment(at: datetime, last: LogEntry | None) -> datetime:
    if last is None or at >= last.at:
        return at
    if last.at - at > CLOCK_TOLERANCE:
        raise Refused("log_clock_back", at=at, last_at=last.at)
    return last.at
