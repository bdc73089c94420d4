"""A row of the basic catalogue as a value, and the text of its cells in the official table."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from gongkai.rules.basic_catalogue.marks import channel_cell, channel_order, channel_words

ALL, GROUP = "all", "group"
PROACTIVE, ON_REQUEST = "proactive", "on_request"


@dataclass(frozen=True)
class Row:
    """What one row says. Empty texts and tuples are cells that are not filled.

    `code` stays the same through all editions. `field` is a pilot field or "", `column` the item
    of the law that the row stands under. `publishers` are codes of organisations, `channels` codes
    of channels, of which those in `channels_must` are ■; what the table has no channel for stands
    there in its own words. `audience` is all or group, `mode` proactive or on_request.
    """

    first: str
    code: str = ""
    field: str = ""
    column: str = ""
    second: str = ""
    content: str = ""
    basis: str = ""
    limit_text: str = ""
    publishers_text: str = ""
    publishers: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    channels_must: tuple[str, ...] = ()
    audience: str = ""
    audience_group: str = ""
    mode: str = ""
    at_county: bool = False
    at_town: bool = False

    @property
    def name(self) -> str:
        """The narrower of its two names."""
        return self.second or self.first

    @property
    def subject(self) -> tuple[str, str, str]:
        """What the row is about; no edition has two rows about the same."""
        return self.field, self.first, self.second

    def as_json(self) -> dict[str, Any]:
        """The row as it is hashed: every part by its name, lists for tuples."""
        values = asdict(self)
        return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def cells(row: Row) -> dict[str, str]:
    """Return the text of each official column but the number, as the table prints it.

    Source: 国办发〔2019〕54号 (unverified).

    >>> cells(Row("预算", audience="all", mode="proactive"))["audience_all"]
    '√'
    """
    group = f"√（{row.audience_group}）" if row.audience_group else "√"
    ticks = {
        "audience_all": row.audience == ALL,
        "mode_proactive": row.mode == PROACTIVE,
        "mode_on_request": row.mode == ON_REQUEST,
        "at_county": row.at_county,
        "at_town": row.at_town,
    }
    return {
        "first": row.first,
        "second": row.second,
        "content": row.content,
        "basis": row.basis,
        "limit_text": row.limit_text,
        "publishers_text": row.publishers_text,
        "channels": channel_cell(row.channels, row.channels_must),
        "audience_group": group if row.audience == GROUP else "",
        **{code: "√" if is_set else "" for code, is_set in ticks.items()},
    }


def described(row: Row) -> dict[str, str]:
    """Return what two editions are compared by, in the words that a reader is shown."""
    listed = sorted(set(row.channels), key=channel_order)
    must = [channel_words(one) for one in listed if one in row.channels_must]
    may = [channel_words(one) for one in listed if one not in row.channels_must]
    audience = {ALL: "全社会", GROUP: "特定群体"}.get(row.audience, "")
    levels = [name for name, here in (("县级", row.at_county), ("乡、村级", row.at_town)) if here]
    return {
        "field": row.field,
        "column": row.column,
        "first": row.first,
        "second": row.second,
        "content": row.content,
        "basis": row.basis,
        "limit_text": row.limit_text,
        "publishers_text": row.publishers_text,
        "publishers": "、".join(row.publishers),
        "channels_must": "、".join(must),
        "channels_may": "、".join(may),
        "audience": audience + (f"（{row.audience_group}）" if row.audience_group else ""),
        "mode": {PROACTIVE: "主动", ON_REQUEST: "依申请"}.get(row.mode, ""),
        "levels": "、".join(levels),
    }
