"""One row of a table as the fields of a record, or every reason why it is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Given
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from gongkai.rules.imports.columns import FIELDS, Mapping
from gongkai.rules.imports.values import (
    BadValue,
    line,
    names_of_files,
    read_day,
    read_index,
    read_kind,
    read_number,
    read_openness,
    shown,
    words,
)

BODY_LIMIT = 1_000_000
"""The longest body, in characters: about 400 printed pages."""

_LIMITS = {
    "title": 200,
    "document_number": 60,
    "issuer": 80,
    "theme": 60,
    "registration_number": 40,
    "summary": 300,
    "first_address": 300,
}
_MOST_KEYWORDS, _KEYWORD_LENGTH = 10, 40
_DAYS = ("issued_on", "formed_on", "first_public_on", "effective_on", "expires_on")
_MEANINGS = {
    "document_number": read_number,
    "index_number": read_index,
    "document_kind": read_kind,
    "openness": read_openness,
}
_BODIES = ("body", "body_html")
_LISTED = ("keywords", "attachments")
_KEY_LIMIT = 200


@dataclass
class Reading:
    """The fields that a row has, by their codes, and every reason why it cannot be taken in.

    Days are dates, `keywords` and `attachments` lists, `body` and `body_html` the text as it came;
    `openness` is always there. An empty cell gives no field, one that does not fit stands in
    `unread`. `remarks` say what was decided where the row left something open.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def read_row(
    values: Given[str, Any], mapping: Mapping, *, today: date, has_body: bool = False
) -> Reading:
    """Return what a row says; `values` are its cells by their columns.

    `has_body`: the text comes from a file of its own.

    What only the stored data can tell (who 公开单位 is, numbers given twice) is not judged here.
    Source: 政府信息公开条例 第十七条、第二十六条; rules/document; our reading.
    """
    found = Reading(fields={"openness": "proactive"})
    named: dict[str, str] = {}
    for column, code in mapping.columns.items():
        named[code] = column
        _take(found, code, column, values.get(column))
    for code, constant in mapping.constants.items():
        if code not in found.fields or code == "openness":
            _take(found, code, FIELDS[code], constant)
    _date_by_publication(found)
    found.reasons += _missing(found, named, has_body)
    found.reasons += _misfits(found.fields, today)
    return found


def source_key(fields: Given[str, Any], organisation: str) -> str:
    """Return what names the document in its source, so that a second import finds it again.

    Its own number there, else the index number, else 文号 and issuer, else title, date and
    issuer. Source: ours.
    """
    number, issuer = fields.get("document_number"), fields.get("issuer", "")
    if given := fields.get("source_id"):
        key = f"id:{organisation}:{given}"
    elif index_number := fields.get("index_number"):
        key = f"index:{index_number}"
    elif number:
        key = f"number:{number}:{issuer}"
    else:
        key = f"title:{fields.get('title', '')}:{fields.get('issued_on')}:{issuer}"
    if len(key) <= _KEY_LIMIT:
        return key
    return key.split(":", 1)[0] + ":" + sha256(key.encode()).hexdigest()


def _take(found: Reading, code: str, column: str, value: Any) -> None:
    """Put one cell into the fields, or say why it does not fit."""
    try:
        taken = _READERS.get(code, line)(_cell(value, code))
        if taken and code in _MEANINGS:
            taken = _MEANINGS[code](taken)
        reason = _unfit(code, taken) if taken else ""
    except BadValue as error:
        reason = f"{'' if value is error else f'的“{shown(value)}”'}{error.reason}。"
    if reason:
        found.unread.add(code)
        found.reasons.append(f"“{column}”列{reason}")
    elif taken:
        found.fields[code] = taken


def _cell(value: Any, code: str) -> Any:
    """The cell, if it is one: what its reader could not read is told, an object is no text."""
    if isinstance(value, BadValue):
        raise value
    if isinstance(value, dict) or (isinstance(value, list) and code not in _LISTED):
        raise BadValue("是一组内容，不是一段文字")
    return value


def _unfit(code: str, taken: Any) -> str:
    """Why a value that could be read is too long for its field; empty if it is not."""
    if code == "keywords":
        return _of_keywords(taken)
    limit = BODY_LIMIT if code in _BODIES else _LIMITS.get(code)
    if not limit or len(taken) <= limit:
        return ""
    advice = "请改为附件" if code in _BODIES else "请缩短"
    return f"有 {len(taken)} 个字，最多 {limit} 个字：“{shown(taken, 24)}”。{advice}。"


def _body(value: Any) -> str:
    """A body keeps its lines."""
    return value if isinstance(value, str) and value.strip() else line(value)


_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_DAYS, read_day),
    **dict.fromkeys(_BODIES, _body),
    "keywords": words,
    "attachments": names_of_files,
}


def _of_keywords(taken: list[str]) -> str:
    if len(taken) > _MOST_KEYWORDS:
        return f"有 {len(taken)} 个关键词，最多 {_MOST_KEYWORDS} 个。请留下最要紧的。"
    long = next((word for word in taken if len(word) > _KEYWORD_LENGTH), "")
    return f"的“{shown(long)}”超过 {_KEYWORD_LENGTH} 个字。请缩短。" if long else ""


def _date_by_publication(found: Reading) -> None:
    """What bears no date of its own is dated by the day on which it says it became public."""
    first = found.fields.get("first_public_on")
    if first and not {"issued_on", "formed_on"} & (found.fields.keys() | found.unread):
        found.fields["issued_on"] = first
        found.remarks.append(f"没有成文日期，按原发布日期 {first} 记。")
    elif "formed_on" in found.fields and "issued_on" not in found.fields.keys() | found.unread:
        found.fields["issued_on"] = found.fields["formed_on"]
        found.remarks.append("没有成文日期，按形成日期记。")


def _missing(found: Reading, named: dict[str, str], has_body: bool) -> Iterator[str]:
    """What a publication cannot do without."""
    has = found.fields.keys() | found.unread
    for code in ("title", "issued_on"):
        if code not in has:
            yield (
                f"“{named[code]}”列是空的。请补上{FIELDS[code]}。"
                if code in named
                else f"没有“{FIELDS[code]}”。请补上。"
            )
    if not has_body and not has & {*_BODIES, "attachments"}:
        yield "没有正文，也没有附件。请补上其中一项。"


def _misfits(fields: dict[str, Any], today: date) -> Iterator[str]:
    """Days that contradict each other, with both of them named."""
    for code in ("issued_on", "formed_on", "first_public_on"):
        if code in fields and fields[code] > today:
            yield f"{FIELDS[code]} {fields[code]} 还没有到。请核对。"
    for earlier, later in (
        ("effective_on", "expires_on"),
        ("issued_on", "first_public_on"),
        ("formed_on", "first_public_on"),
    ):
        if earlier in fields and later in fields and fields[later] < fields[earlier]:
            yield (
                f"{FIELDS[later]} {fields[later]} 早于{FIELDS[earlier]} {fields[earlier]}。"
                "请核对这两个日期。"
            )
