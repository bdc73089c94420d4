"""The fields of a document, which of them it must have, and which fit together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from gongkai.rules.document.numbers import BadNumber, read_document_number, read_index_number
from gongkai.rules.document.remarks import Remark
from gongkai.rules.workdays import YearNotPublished, add_workdays

PUBLICATION_WORKDAYS = 20


def load() -> dict[str, Any]:
    """Return the data of this package as they stand in the file.

    Source: data/document.toml.
    """
    return tomllib.loads(files("gongkai.rules.data").joinpath("document.toml").read_text("utf-8"))


_DATA = load()
KINDS: dict[str, str] = _DATA["kinds"]["labels"]
OPENNESS: dict[str, str] = _DATA["openness"]["labels"]
VALIDITY: dict[str, str] = _DATA["validity"]["labels"]
FIELDS: dict[str, str] = _DATA["metadata"]["labels"]
REQUIRED: tuple[str, ...] = tuple(_DATA["metadata"]["required"])


@dataclass(frozen=True)
class Metadata:
    """The fields of a document on the disclosure platform."""

    title: str = ""
    index_number: str = ""
    issuer: str = ""
    document_number: str = ""
    issued_on: date | None = None
    published_on: date | None = None
    theme: str = ""
    validity: str = ""
    kind: str = ""
    effective_on: date | None = None
    expires_on: date | None = None
    registration_number: str = ""
    keywords: tuple[str, ...] = ()
    interpretations: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    openness: str = ""
    openness_reason: str = ""


def publication_due(formed_on: date, *, provisional: bool = False) -> date:
    """Return the last day to publish information formed or changed on `formed_on`.

    Source: 政府信息公开条例 第二十六条.

    >>> publication_due(date(2026, 9, 23))
    datetime.date(2026, 10, 28)
    """
    return add_workdays(formed_on, PUBLICATION_WORKDAYS, provisional=provisional)


def validity_on(
    day: date,
    *,
    effective_on: date | None = None,
    expires_on: date | None = None,
    repealed_on: date | None = None,
    amended_on: date | None = None,
) -> str:
    """Return the validity of a document on `day`; on the day it expires it is still in force.

    Source: 规章制定程序条例 and 国办发〔2018〕37号 practice (unverified).
    """
    if repealed_on and repealed_on <= day:
        return "repealed"
    if expires_on and expires_on < day:
        return "lapsed"
    if effective_on and effective_on > day:
        return "not_yet_in_force"
    return "amended" if amended_on and amended_on <= day else "in_force"


def missing_fields(metadata: Metadata, *, draft: bool = False) -> tuple[str, ...]:
    """Return the required fields that are empty; a `draft` need not know its publication.

    A document of one of the official kinds needs its number, one that is not proactively
    disclosed its reason. Source: 政府信息公开条例 第十七条; 国办公开办函〔2019〕61号.
    """
    at_publication = {"index_number", "published_on"} if draft else set()
    needed = [name for name in REQUIRED if name not in at_publication]
    if metadata.kind:
        needed.append("document_number")
    if metadata.openness in OPENNESS and metadata.openness != "proactive":
        needed.append("openness_reason")
    return tuple(name for name in needed if not _is_filled(getattr(metadata, name)))


def _is_filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def metadata_remarks(metadata: Metadata, *, today: date) -> tuple[Remark, ...]:
    """Return what in the fields contradicts itself or the law.

    Source: 政府信息公开条例 第二十六条; GB/T 9704-2012 (unverified).
    """
    return (*_number_remarks(metadata), *_date_remarks(metadata, today))


def _number_remarks(metadata: Metadata) -> Iterable[Remark]:
    if metadata.index_number:
        try:
            read_index_number(metadata.index_number)
        except BadNumber as error:
            yield Remark(error.code, True, (("text", error.text),))
    if not metadata.document_number:
        return
    try:
        number = read_document_number(metadata.document_number)
    except BadNumber as error:
        yield Remark(error.code, True, (("text", error.text),))
        return
    if number.corrected:
        yield Remark("document_number_form", False, (("right", number.text),))
    if metadata.issued_on and number.year not in {None, metadata.issued_on.year}:
        yield Remark("document_number_year", False, (("year", number.year),))


def _date_remarks(metadata: Metadata, today: date) -> Iterable[Remark]:
    issued, published = metadata.issued_on, metadata.published_on
    if (
        metadata.effective_on
        and metadata.expires_on
        and metadata.expires_on < metadata.effective_on
    ):
        yield Remark("expires_before_effective", True)
    if metadata.expires_on and (metadata.validity == "lapsed") != (metadata.expires_on < today):
        yield Remark("validity_of_the_day", True, (("expires_on", metadata.expires_on),))
    if issued and issued > (published or today):
        yield Remark("issued_after_publication", True)
    elif issued and published and published > (due := _due_or_provisional(issued)):
        yield Remark("published_late", False, (("due_on", due),))


def _due_or_provisional(formed_on: date) -> date:
    try:
        return publication_due(formed_on)
    except YearNotPublished:
        return publication_due(formed_on, provisional=True)
