"""Proofs from the provable log, and its replay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from gongkai.rules.transparency_log import (
    BadFrontier,
    Frontier,
    NotCanonical,
    canonical,
    leaf_hash,
)
from gongkai.work.journal.deeds import CHINA
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.paths import inclusion_path

# Two clerks who press the button together are written one after the other; more than this is a
# clock put back, which would make a publication look older than it is (伪造发稿日期).
CLOCK_TOLERANCE = timedelta(minutes=1)


@dataclass(frozen=True)
class Problem:
    """What does not agree, and at which entry; None where no entry stands for it."""

    sequence: int | None
    what: str


@dataclass(frozen=True)
class Replay:
    """What a whole replay found. `root` is that of the last entry, empty for an empty log."""

    entries: int
    root: str
    problems: tuple[Problem, ...]


def inclusion(entry: LogEntry) -> dict[str, Any]:
    """The proof (RFC 9162) that `entry` stands in the log as it is now, ready for JSON."""
    now = head()
    path = inclusion_path(entry.sequence, now["tree_size"])
    return now | {
        "index": entry.sequence,
        "leaf_hash": entry.leaf_hash,
        "path": [step.hex() for step in path],
    }


def head() -> dict[str, Any]:
    """Size and root of the log as it is now, to be noted down by whoever wants to check later."""
    last = LogEntry.objects.order_by("-sequence").first()
    if last is None:
        return {"tree_size": 0, "root_hash": Frontier().root().hex()}
    return {"tree_size": last.sequence + 1, "root_hash": last.root_hash}


def content_of(entry: LogEntry) -> dict[str, Any]:
    """What the entry is about; empty if its text is not one that `append` could have written."""
    try:
        content = json.loads(entry.payload)["content"]
    except (ValueError, KeyError, TypeError):
        return {}
    return content if isinstance(content, dict) else {}


def verify() -> list[Problem]:
    """Everything wrong in the log itself, in its order."""
    return list(replay().problems)


def replay() -> Replay:
    """Read the log from its first entry and compute everything in it again."""
    problems: list[Problem] = []
    count, root = 0, ""
    before: LogEntry | None = None
    for entry in LogEntry.objects.order_by("sequence").iterator():
        problems += [Problem(entry.sequence, what) for what in _faults(entry, before)]
        before, count, root = entry, count + 1, entry.root_hash
    return Replay(count, root, tuple(problems))


def _faults(entry: LogEntry, before: LogEntry | None) -> Iterator[str]:
    place = f"发布日志第 {entry.sequence} 条"
    expected = 0 if before is None else before.sequence + 1
    if entry.sequence != expected:
        yield f"{place}之前缺少第 {expected} 条，日志被删过。"
    if not _is_as_written(entry):
        yield f"{place}的内容与写入时不符：正文、类别或时间被改过。"
    leaf = leaf_hash(entry.payload.encode("utf-8", "surrogatepass"))
    if leaf.hex() != entry.leaf_hash:
        yield f"{place}的内容与它的散列值不符，该条被改过。"
    # Each entry is computed on from the stored state of the one before it, so that one changed
    # entry is named once and not again in all that follow.
    elif entry.sequence == expected and not _grows_from(before, entry, leaf):
        yield f"{place}与前一条接不上：该条或前一条被改过、调换过或插入过。"
    if before is not None and entry.at < before.at:
        yield f"{place}的时间早于前一条，时间被改过。"


def _grows_from(before: LogEntry | None, entry: LogEntry, leaf: bytes) -> bool:
    try:
        start = Frontier() if before is None else Frontier.from_hex(before.frontier)
    except BadFrontier:
        return False
    grown = start.append(leaf)
    return (
        grown.size == entry.sequence + 1
        and grown.root().hex() == entry.root_hash
        and grown.to_hex() == entry.frontier
    )


def _is_as_written(entry: LogEntry) -> bool:
    try:
        written = json.loads(entry.payload)
        moment = datetime.fromisoformat(written["at"])
        same_bytes = canonical(written).decode() == entry.payload
        same_moment = moment == entry.at and moment.utcoffset() == CHINA.utcoffset(moment)
        return same_bytes and same_moment and written["kind"] == entry.kind
    except (ValueError, KeyError, TypeError, NotCanonical):
        return False
