"""Appends to the provable log and signs how it then stands; nothing else ever writes to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, transaction

from gongkai.rules.canonical_json import canonical
from gongkai.rules.transparency_log import ALGORITHMS, SHA256, BadFrontier, Frontier, leaf_hash
from gongkai.rules.tree_head import public_key_of
from gongkai.work.journal.actions.heads import sign_head
from gongkai.work.journal.actions.keys import key_for, make_key, put_aside
from gongkai.work.journal.deeds import CHINA, Refused
from gongkai.work.journal.inserts import insert_many
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.heads import newest, signed
from gongkai.work.journal.queries.keys import signing_key
from gongkai.work.journal.queries.log import CLOCK_TOLERANCE, NEW_KEY


@dataclass(frozen=True)
class _End:
    """Where the log ends now, and with which hash and key it goes on."""

    last: LogEntry | None
    frontier: Frontier
    key: Ed25519PrivateKey


def append(*, kind: str, payload: dict[str, Any], at: datetime) -> LogEntry:
    """Add one entry about `payload`, which holds texts, numbers, lists and objects of these.

    An `at` a moment before the last entry is written as that entry's moment.
    """
    return append_many(kind=kind, payloads=[payload], at=at)[0]


def append_many(*, kind: str, payloads: Iterable[dict[str, Any]], at: datetime) -> list[LogEntry]:
    """Add an entry for each payload under one signed head; nothing at all for none."""
    with transaction.atomic():
        _lock()
        end = _end(newest())
        return _write(end, kind, payloads, _moment(at, end.last))


def renew_key(*, at: datetime) -> LogEntry:
    """Sign with another key from now on, which the log itself tells.

    A key that was put in the place of the former one is taken; else a new one is made.
    """
    with transaction.atomic():
        _lock()
        former = newest()
        if former is None:
            raise Refused("log_without_heads")
        key = signing_key()
        if key is None or public_key_of(key) == former.public_key:
            put_aside(at)
            key = make_key()
        last, frontier = _checked_end(former)
        payload = {"public_key": public_key_of(key), "replaces": former.public_key}
        end = _End(last, frontier, key)
        return _write(end, NEW_KEY, [payload], _moment(at, last))[0]


def entry_text(
    kind: str, at: datetime, payload: dict[str, Any], log: dict[str, str] | None = None
) -> str:
    """What is hashed: the content with its kind and moment, as canonical JSON.

    The first entry also tells under `log` how the whole log is kept.
    """
    moment = at.astimezone(CHINA).isoformat(timespec="microseconds")
    parts: dict[str, Any] = {"kind": kind, "at": moment, "content": payload}
    return canonical(parts if log is None else parts | {"log": log}).decode()


def _write(
    end: _End, kind: str, payloads: Iterable[dict[str, Any]], at: datetime
) -> list[LogEntry]:
    frontier, algorithm = end.frontier, end.frontier.algorithm
    beginning = {"algorithm": algorithm, "public_key": public_key_of(end.key)}
    entries = []
    for payload in payloads:
        text = entry_text(kind, at, payload, None if frontier.size else beginning)
        leaf = leaf_hash(text.encode(), algorithm=algorithm)
        grown = frontier.append(leaf)
        entries.append(
            LogEntry(
                sequence=frontier.size,
                at=at,
                kind=kind,
                payload=text,
                leaf_hash=leaf.hex(),
                root_hash=grown.root().hex(),
                frontier=grown.to_hex(),
            )
        )
        frontier = grown
    if entries:
        insert_many(entries)
        sign_head(frontier, key=end.key, at=at)
    return entries


def _lock() -> None:
    """Let one transaction at a time append. SQLite's IMMEDIATE transactions already wait here.

    A lock on the last row would not do: who waited for it would not see the row added meanwhile.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {LogEntry._meta.db_table} IN EXCLUSIVE MODE")


def _end(head: TreeHead | None) -> _End:
    last, frontier = _checked_end(head)
    return _End(last, frontier, key_for(head))


def _checked_end(head: TreeHead | None) -> tuple[LogEntry | None, Frontier]:
    """The last entry and the edge of the tree, which must be what was signed last.

    To sign anything else would lend the signature to whoever changed it.
    """
    algorithm = _algorithm(head)
    last = LogEntry.objects.order_by("-sequence").first()
    if last is None and head is None:
        return None, Frontier(algorithm=algorithm)
    if last is None or head is None:
        raise Refused("log_damaged", sequence=0)
    try:
        frontier = Frontier.from_hex(last.frontier, algorithm=algorithm)
    except BadFrontier as error:
        raise Refused("log_damaged", sequence=last.sequence) from error
    found = (frontier.size, frontier.root().hex())
    if found != (last.sequence + 1, last.root_hash) or found != (head.size, head.root_hash):
        raise Refused("log_damaged", sequence=last.sequence)
    if not signed(head).is_genuine():
        raise Refused("log_damaged", sequence=last.sequence)
    return last, frontier


def _algorithm(head: TreeHead | None) -> str:
    """The hash of the log: chosen before its first entry, and never again."""
    wanted = settings.GONGKAI_LOG_HASH
    if wanted and wanted not in ALGORITHMS:
        raise Refused("log_hash_unknown", wanted=wanted, known=list(ALGORITHMS))
    if head is None:
        return wanted or SHA256
    if wanted and wanted != head.algorithm:
        raise Refused("log_hash_fixed", wanted=wanted, fixed=head.algorithm)
    return head.algorithm


def _moment(at: datetime, last: LogEntry | None) -> datetime:
    if last is None or at >= last.at:
        return at
    if last.at - at > CLOCK_TOLERANCE:
        raise Refused("log_clock_back", at=at, last_at=last.at)
    return last.at
