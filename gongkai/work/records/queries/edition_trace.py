"""What the provable log says about the editions of the basic catalogue, and whether they agree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from gongkai.rules.basic_catalogue import Row as Value
from gongkai.rules.canonical_json import canonical
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import content_of
from gongkai.work.journal.queries.problems import Problem
from gongkai.work.records.models.edition import Edition
from gongkai.work.records.queries.editions import values_of

EDITION = "edition"

_LABELS = {"number": "版次", "title": "名称", "note": "修订说明", "rows": "事项数"}


def rows_hash(values: Sequence[Value]) -> str:
    """The fingerprint (SHA-256) of the rows in their order."""
    return hashlib.sha256(canonical([one.as_json() for one in values])).hexdigest()


def edition_payload(edition: Edition, values: Sequence[Value]) -> dict[str, Any]:
    """What the log tells of an adopted edition; its rows by their fingerprint."""
    return {
        "number": edition.number,
        "title": edition.title,
        "note": edition.note,
        "rows": len(values),
        "rows_hash": rows_hash(values),
    }


def edition_problems() -> Iterator[Problem]:
    """Editions that are not as the log says, and entries without their edition."""
    for edition in Edition.objects.select_related("log_entry").order_by("number"):
        yield from _of_edition(edition)
    lonely = ~Exists(Edition.objects.filter(log_entry=OuterRef("pk")))
    for entry in LogEntry.objects.filter(lonely, kind=EDITION).order_by("sequence"):
        place = f"发布日志第 {entry.sequence} 条（基本目录第{content_of(entry).get('number')}版）"
        what = "没有对应的目录：目录被删去或改回编制中，或日志被添加"
        yield Problem(entry.sequence, f"{place}{what}。")


def _of_edition(edition: Edition) -> Iterator[Problem]:
    entry = edition.log_entry
    if edition.state == Edition.State.DRAFT and entry is None:
        return
    if entry is None:
        yield Problem(None, f"基本目录第{edition.number}版在日志中没有记载：绕过系统施行。")
        return
    content, stored = content_of(entry), edition_payload(edition, values_of(edition))
    names = [label for name, label in _LABELS.items() if content.get(name) != stored[name]]
    if {content.get("rows_hash"), edition.content_hash} != {stored["rows_hash"]}:
        names.append("事项内容")
    if entry.kind != EDITION or edition.adopted_at != entry.at:
        names.append("施行时间")
    if names:
        place = f"发布日志第 {entry.sequence} 条（基本目录第{edition.number}版）"
        yield Problem(entry.sequence, f"{place}与现在的目录不符：{'、'.join(names)}。")
