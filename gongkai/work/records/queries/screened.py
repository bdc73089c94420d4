"""What screening finds in a version: places and kinds, never the numbers themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from gongkai.rules.screening import KINDS, Hit, screen
from gongkai.work.files.html import text_of
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.content import attachments_of

BLOCK = "block"
UNREADABLE = "unreadable"


def screening_of(version: Version, on: date) -> list[dict[str, Any]]:
    """All hits of the title, the body and the files that are shown with it, ready to be stored.

    `where` is "title", "summary", "body" (places in `files.html.text_of`) or a file's name.
    """
    return [*_of_texts(version, on), *_of_files(version, on)]


def blocking(screening: list[dict[str, Any]]) -> list[str]:
    """What stands in the way of publication, each kind of finding with its place."""
    return [f"{one['label']}（{one['where_label']}）" for one in screening if one["level"] == BLOCK]


def _of_texts(version: Version, on: date) -> Iterator[dict[str, Any]]:
    texts = (
        ("title", "标题", version.title),
        ("summary", "内容概述", version.summary),
        ("body", "正文", text_of(version.body_html)),
    )
    for where, label, text in texts:
        for hit in screen(text, on=version.issued_on or on):
            yield _stored(hit, where, label)


def _of_files(version: Version, on: date) -> Iterator[dict[str, Any]]:
    for attachment in attachments_of(version):
        if attachment.inline:
            continue
        yield from ()


def _stored(hit: Hit, where: str, where_label: str) -> dict[str, Any]:
    kind = KINDS.get(hit.kind)
    return {
        "kind": hit.kind,
        "label": kind.label if kind else "表述",
        "level": hit.level,
        "where": where,
        "where_label": where_label,
        "start": hit.start,
        "end": hit.end,
        "text": hit.text if hit.masked is None else hit.masked,
        "rule": hit.rule,
        "suggestion": hit.suggestion,
    }
