"""The signed heads of the log, and that each is the beginning of the next."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from gongkai.rules.tree_head import Head, SignedHead
from gongkai.work.journal.deeds import CHINA
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.paths import consistency_path

log = logging.getLogger(__name__)


def newest() -> TreeHead | None:
    """The last head that was signed; None while nothing was ever logged."""
    return TreeHead.objects.order_by("-size").first()


def last_by(at: datetime) -> TreeHead | None:
    """The last head that was signed by that moment."""
    return TreeHead.objects.filter(at__lte=at).order_by("-size").first()


def recent(count: int) -> list[TreeHead]:
    """The last heads, the newest first."""
    return list(TreeHead.objects.order_by("-size")[:count])


def of_size(size: int) -> TreeHead | None:
    """The head that was signed when the log had so many entries."""
    return TreeHead.objects.filter(size=size).first()


def first_with(sequence: int) -> TreeHead | None:
    """The head under which that entry was first signed."""
    return TreeHead.objects.filter(size__gt=sequence).order_by("size").first()


def first_after(at: datetime) -> TreeHead | None:
    """The first head that was signed after that moment: nobody can choose another afterwards."""
    return TreeHead.objects.filter(at__gt=at).order_by("size").first()


def signed(row: TreeHead) -> SignedHead:
    """A stored head in the words of the rules."""
    at = row.at.astimezone(CHINA).isoformat(timespec="microseconds")
    head = Head(row.size, row.root_hash, at, row.algorithm)
    return SignedHead(head, row.public_key, row.signature)


def consistency(first: TreeHead, second: TreeHead) -> list[str]:
    """The proof (RFC 9162 section 2.1.4) that the log of `first` is the start of that of `second`.

    Refused("log_damaged") where an entry it needs is missing or was tampered with.
    """
    path = consistency_path(first.size, second.size, second.algorithm)
    return [step.hex() for step in path]


def answer(first: TreeHead, second: TreeHead) -> dict[str, Any]:
    """Two heads and the proof between them, ready for JSON."""
    return {
        "first": signed(first).as_json(),
        "second": signed(second).as_json(),
        "consistency": consistency(first, second),
    }


def kept_in() -> Path:
    """The folder where every signed head is kept outside the database as well."""
    return Path(settings.HOME) / "log_heads"


def kept_file() -> Path | None:
    """The file with the heads of this log; None while the log is empty."""
    first = LogEntry.objects.filter(sequence=0).values_list("leaf_hash", flat=True).first()
    return None if first is None else kept_in() / f"{first[:16]}.jsonl"


def kept_lines() -> Iterator[tuple[str, str]]:
    """Each head that is kept in a file: the name of the file and the line."""
    for path in sorted(kept_in().glob("*.jsonl")):
        for line in path.read_text("utf-8", "replace").splitlines():
            if line:
                yield path.name, line
