"""Proofs from the provable log, and its replay."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from gongkai.rules.canonical_json import NotCanonical, canonical
from gongkai.rules.transparency_log import ALGORITHMS, SHA256, BadFrontier, Frontier, leaf_hash
from gongkai.rules.tree_head import SignedHead
from gongkai.work.journal.deeds import CHINA, Refused
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.heads import consistency, first_with, newest, signed
from gongkai.work.journal.queries.heads_check import Seen, head_problems
from gongkai.work.journal.queries.paths import inclusion_path
from gongkai.work.journal.queries.problems import Problem, Replay

# Two clerks who press the button together are written one after the other; more than this is a
# clock put back, which would make a publication look older than it is (伪造发稿日期).
CLOCK_TOLERANCE = timedelta(minutes=1)

NEW_KEY = "log_key"
"""The kind of an entry that tells of a new signing key."""

_CHUNK = 2000


def inclusion(entry: LogEntry, head: TreeHead | None = None) -> dict[str, Any]:
    """The proof (RFC 9162) that `entry` stands in the log under `head`, by default the newest.

    Ready for JSON; raises Refused("log_damaged") where the log cannot prove it.
    """
    head = head or newest()
    if head is None or entry.sequence >= head.size:
        raise Refused("log_damaged", sequence=entry.sequence)
    path = inclusion_path(entry.sequence, head.size, head.algorithm)
    return {
        "index": entry.sequence,
        "leaf_hash": entry.leaf_hash,
        "tree_size": head.size,
        "root_hash": head.root_hash,
        "path": [step.hex() for step in path],
    }


def proof(entry: LogEntry, head: TreeHead) -> dict[str, Any]:
    """All that shows one entry to stand unchanged under `head` since it was first signed."""
    earliest = first_with(entry.sequence) or head
    return {
        "kind": entry.kind,
        "at": entry.at.astimezone(CHINA).isoformat(timespec="microseconds"),
        "payload": entry.payload,
        **inclusion(entry, head),
        "first_head": signed(earliest).as_json(),
        "consistency": consistency(earliest, head),
    }


def head() -> dict[str, Any]:
    """Size and root of the log as it is now, to be noted down by whoever wants to check later."""
    last = LogEntry.objects.order_by("-sequence").first()
    if last is None:
        return {"tree_size": 0, "root_hash": Frontier().root().hex()}
    return {"tree_size": last.sequence + 1, "root_hash": last.root_hash}


def content_of(entry: LogEntry) -> dict[str, Any]:
    """What the entry is about; empty if its text is not one that `append` could have written."""
    content = _read(entry.payload).get("content")
    return content if isinstance(content, dict) else {}


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def verify() -> list[Problem]:
    """Everything wrong in the log itself, in its order."""
    return list(replay().problems)


def replay(heads: Sequence[SignedHead] = ()) -> Replay:
    """Read the log from its first entry and compute everything in it again.

    `heads` are such as others kept; the log must still be what they signed.
    """
    problems: list[Problem] = []
    seen = Seen()
    before: LogEntry | None = None
    frontier: Frontier | None = None
    for entry in LogEntry.objects.order_by("sequence").iterator(chunk_size=_CHUNK):
        if before is None:
            seen.algorithm, seen.first_key = _beginning(entry)
            frontier = Frontier(algorithm=seen.algorithm)
        written = _read(entry.payload)
        faults, frontier = _checked(entry, before, written, frontier, seen.algorithm)
        problems += [Problem(entry.sequence, what) for what in faults]
        if entry.kind == NEW_KEY:
            seen.keys[entry.sequence] = written.get("content")
        seen.roots[entry.sequence] = entry.root_hash
        seen.size = entry.sequence + 1
        before = entry
    problems += head_problems(seen, heads)
    in_order = sorted(problems, key=lambda one: (one.sequence is None, one.sequence or 0))
    return Replay(len(seen.roots), before.root_hash if before else "", tuple(in_order))


def _beginning(entry: LogEntry) -> tuple[str, str]:
    """The hash of the log and its first key, which the first entry tells."""
    told = _read(entry.payload).get("log")
    told = told if isinstance(told, dict) else {}
    algorithm = told.get("algorithm")
    return algorithm if algorithm in ALGORITHMS else SHA256, str(told.get("public_key", ""))


def _checked(
    entry: LogEntry,
    before: LogEntry | None,
    written: dict[str, Any],
    frontier: Frontier | None,
    algorithm: str,
) -> tuple[list[str], Frontier | None]:
    """What is wrong with the entry, and the edge of the tree after it; None if that is unsure."""
    leaf = leaf_hash(entry.payload.encode("utf-8", "surrogatepass"), algorithm=algorithm)
    start = _stored(before, algorithm) if frontier is None else frontier
    grown = start.append(leaf) if start is not None else None
    grows = (
        grown is not None
        and grown.size == entry.sequence + 1
        and grown.root().hex() == entry.root_hash
        and grown.to_hex() == entry.frontier
    )
    faults = list(_faults(entry, before, written, leaf, grows))
    return faults, grown if grows else None


def _stored(entry: LogEntry | None, algorithm: str) -> Frontier | None:
    """The edge of the tree as the entry has it.

    Going on from there after a changed entry names it once, and not again in all that follow.
    """
    try:
        return Frontier.from_hex(entry.frontier, algorithm=algorithm) if entry else None
    except BadFrontier:
        return None


def _faults(
    entry: LogEntry, before: LogEntry | None, written: dict[str, Any], leaf: bytes, grows: bool
) -> Iterator[str]:
    place = f"发布日志第 {entry.sequence} 条"
    expected = 0 if before is None else before.sequence + 1
    if entry.sequence != expected:
        yield f"{place}之前缺少第 {expected} 条，日志被删过。"
    if not _is_as_written(entry, written):
        yield f"{place}的内容与写入时不符：正文、类别或时间被改过。"
    if leaf.hex() != entry.leaf_hash:
        yield f"{place}的内容与它的散列值不符，该条被改过。"
    elif entry.sequence == expected and not grows:
        yield f"{place}与前一条接不上：该条或前一条被改过、调换过或插入过。"
    if before is not None and entry.at < before.at:
        yield f"{place}的时间早于前一条，时间被改过。"


def _is_as_written(entry: LogEntry, written: dict[str, Any]) -> bool:
    try:
        moment = datetime.fromisoformat(written["at"])
        same_moment = moment == entry.at and moment.utcoffset() == CHINA.utcoffset(moment)
        same_bytes = canonical(written).decode() == entry.payload
        return same_moment and same_bytes and written["kind"] == entry.kind
    except (ValueError, KeyError, TypeError, NotCanonical):
        return False
