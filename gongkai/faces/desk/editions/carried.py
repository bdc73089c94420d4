"""What was read of a workbook, carried by the page from its preview to its storing.

Nothing is kept on the server in between; the signature says that it is what was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core import signing

from gongkai.rules.basic_catalogue import Flaw, ReadRow, Row, Sheet
from gongkai.work.journal.deeds import Refused

_SALT = "gongkai.edition.upload"
_SECONDS = 24 * 60 * 60
_LISTS = ("publishers", "channels", "channels_must")


def packed(sheets: Sequence[Sheet]) -> str:
    """The sheets as one signed text."""
    return signing.dumps([asdict(one) for one in sheets], salt=_SALT, compress=True)


def unpacked(text: str) -> tuple[Sheet, ...]:
    """The sheets again; Refused for a text that is not ours, or older than a day."""
    try:
        found = signing.loads(text, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature as error:
        raise Refused("upload_stale") from error
    return tuple(_sheet(one) for one in found)


def _sheet(values: dict[str, Any]) -> Sheet:
    rows = tuple(
        ReadRow(one["line"], _row(one["row"]), _flaws(one["flaws"])) for one in values["rows"]
    )
    return Sheet(values["title"], values["field"], rows, _flaws(values["asides"]))


def _row(values: dict[str, Any]) -> Row:
    return Row(**{**values, **{name: tuple(values[name]) for name in _LISTS}})


def _flaws(values: Sequence[dict[str, Any]]) -> tuple[Flaw, ...]:
    return tuple(
        Flaw(one["code"], one["part"], tuple((name, value) for name, value in one["values"]))
        for one in values
    )
