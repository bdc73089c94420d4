"""The fingerprint of a document, to which its approvals are bound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from gongkai.rules.canonical_json import canonical


def content_hash(
    metadata: Mapping[str, Any], body_html: str, attachments: Sequence[tuple[str, str]]
) -> str:
    """Return the SHA-256, in hex, of what an approval is bound to; attachments keep their order.

    Source: 政府信息公开条例 第十七条 (审查); RFC 8785.
    """
    content: dict[str, Any] = {
        "attachments": [list(pair) for pair in attachments],
        "body": body_html,
        "metadata": {name: _plain(value) for name, value in metadata.items()},
    }
    return sha256(canonical(content)).hexdigest()


def batch_hash(rows: Iterable[tuple[int, str]]) -> str:
    """Return the SHA-256, in hex, of a batch of documents that is approved as a whole.

    `rows` are the number of each in its source and its content hash, in the order of the source.
    Source: 政府信息公开条例 第十七条 (审查); RFC 8785.
    """
    return sha256(canonical([list(row) for row in rows])).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
