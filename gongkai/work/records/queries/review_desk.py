"""What a reviewer needs on one screen: what changed, what screening found, what looks odd."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.rules.diff import FieldChange, TextDiff, diff_fields, diff_text
from gongkai.rules.document import date_doubts
from gongkai.work.files.queries import FileLost
from gongkai.work.records.models.record import Attachment, Record, Version
from gongkai.work.records.models.review import Review, Waiver
from gongkai.work.records.queries.content import (
    NOTE,
    attachments_of,
    current_of,
    metadata_of,
    picture_names,
)
from gongkai.work.records.queries.fitness import remarks_on
from gongkai.work.records.queries.marks import claim_of, reasons_if_published
from gongkai.work.records.queries.reviewing import reviews_of
from gongkai.work.records.queries.terms import due_of
from gongkai.work.records.queries.waivers import as_answered, findings_of, waivers_of

_OF_THIS_VERSION = frozenset({"record", "version", NOTE})
_PICTURE_WITHOUT_WORDS = re.compile(r'<img(?![^>]*\balt="[^"]+)[^>]*>')


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `level` is ok, warn or block; `values` for its sentence."""

    code: str
    level: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Comparison:
    """The version under review against the one that went through reviews before it, if any.

    `content_hash` must come back with the decision: it binds it to what stands here. `found` is
    what screening found, `screening` the same as it counts after the `waivers`.
    """

    version: Version
    before: Version | None
    content_hash: str
    fields: tuple[FieldChange, ...]
    body: TextDiff
    attachments_before: tuple[str, ...]
    attachments: tuple[str, ...]
    found: tuple[dict[str, Any], ...]
    waivers: tuple[Waiver, ...]
    screening: tuple[dict[str, Any], ...]
    checks: tuple[Check, ...]
    reviews: tuple[Review, ...]


def comparison(record: Record, on: date | None = None) -> Comparison:
    """What is new in the current version, and what was found in it. `on` is the day of reading."""
    version = current_of(record)
    before = _version_before(record, version)
    day = on or version.drafted_at.date()
    found, waivers = _found(record, version, day), waivers_of(version)
    old, new = attachments_of(before) if before else [], attachments_of(version)
    screening = as_answered(found, waivers)
    return Comparison(
        version=version,
        before=before,
        content_hash=version.content_hash,
        fields=diff_fields(_fields(before), _fields(version)),
        body=diff_text(
            before.body_html if before else "", version.body_html, picture_names(*old, *new)
        ),
        attachments_before=_names(old),
        attachments=_names(new),
        found=tuple(found),
        waivers=tuple(waivers),
        screening=tuple(screening),
        checks=tuple(_checks(version, screening, day)),
        reviews=tuple(reviews_of(version)),
    )


def _found(record: Record, version: Version, on: date) -> list[dict[str, Any]]:
    """The last review publishes, so it sees what screening says today, as publication will.

    A file that the disk has lost is named when somebody tries to publish it.
    """
    if record.state != Record.State.FINAL:
        return list(version.screening)
    try:
        return findings_of(version, on)
    except FileLost:
        return list(version.screening)


def _version_before(record: Record, version: Version) -> Version | None:
    """The last one that was published, or else the last one that reviewers had before them."""
    earlier = record.versions.select_related("record__organisation", "item").filter(
        number__lt=version.number, frozen_at__isnull=False
    )
    published = earlier.filter(publication__isnull=False)
    return (published or earlier).order_by("number").last()


def _fields(version: Version | None) -> dict[str, Any]:
    if version is None:
        return {}
    fields = metadata_of(version)
    # The note on the correction stands by itself; that of the version before is another one's.
    return {name: value for name, value in fields.items() if name not in _OF_THIS_VERSION}


def _names(attached: Sequence[Attachment]) -> tuple[str, ...]:
    return tuple(one.file.name for one in attached if not one.inline)


def _checks(version: Version, screening: Sequence[dict[str, Any]], on: date) -> Iterator[Check]:
    for remark in remarks_on(version, on):
        yield Check(remark.code, "block" if remark.blocks else "warn", dict(remark.values))
    yield from _timeliness(version, on)
    bare = len(_PICTURE_WITHOUT_WORDS.findall(version.body_html))
    if bare:
        yield Check("pictures_without_words", "warn", {"count": bare})
    levels = {one["level"] for one in screening}
    yield Check("screening", "block" if "block" in levels else "warn" if levels else "ok", {
        "count": len(screening)
    })  # fmt: skip


def _timeliness(version: Version, on: date) -> Iterator[Check]:
    """Against 条例 第二十六条: how long there is still to publish in time."""
    due = due_of(version)
    if due is None or version.formed_on is None:
        return
    level = "ok" if on <= due.on and due.verified else "warn"
    yield Check("publication_due", level, {
        "due_on": due.on, "formed_on": version.formed_on, "limit": due.limit, "source": due.source,
        "is_verified": due.verified,
    })  # fmt: skip
    if version.issued_on and version.formed_on > version.issued_on:
        values = {"formed_on": version.formed_on, "issued_on": version.issued_on}
        yield Check("formed_after_issue", "warn", values)
    yield from _marks(version, due.on, on)


def _marks(version: Version, due_on: date, on: date) -> Iterator[Check]:
    """What the publication would be marked with for ever, as long as it can still be mended."""
    for one in reasons_if_published(version, due_on, on):
        yield Check("mark", "warn", {"reason": one})
    for one in date_doubts(claim_of(version, due_on, on)):
        yield Check("date_doubt", "warn", {"reason": one})
