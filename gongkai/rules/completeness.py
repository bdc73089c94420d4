"""What the data of a document lack, and how complete they are."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from gongkai.rules.canonical_json import canonical
from gongkai.rules.document import (
    FIELDS,
    KINDS,
    REGISTRATION_PATTERN,
    Metadata,
    Remark,
    metadata_remarks,
    missing_fields,
    normative_remarks,
)

_DATA: dict[str, Any] = tomllib.loads(
    files("gongkai.rules.data").joinpath("completeness.toml").read_text("utf-8")
)
SINCE_YEAR: int = _DATA["since_year"]
LABELS: dict[str, str] = FIELDS | _DATA["fields"]
_TASK_WORDS: list[list[str]] = _DATA["task"]["words"]
_POINTING: tuple[str, ...] = tuple(_DATA["pointing"]["words"])
_WORD = re.compile(r"[^\W\d_]")
# Remarks that are about something else than the fields themselves, or never apply to a public one.
_OTHERWISE = frozenset({"published_late", "validity_of_the_day"})
_CODES = {
    "index_number": "index_number_form",
    "index_check_sign": "index_number_form",
    "document_number": "document_number_unread",
}
_KIND_AT_END = re.compile(rf"关于.+(?P<kind>{'|'.join(KINDS.values())})\Z")


@dataclass(frozen=True)
class LackKind:
    """A kind of lack; `must` ones keep their field from being complete, others are advice."""

    code: str
    label: str
    field: str
    must: bool
    sentence: str
    source: str
    verified: bool


KINDS_OF_LACK: dict[str, LackKind] = {row["code"]: LackKind(**row) for row in _DATA["lack"]}
_ASKED = [[one.code, one.field, one.must] for one in KINDS_OF_LACK.values()]
# Another one as soon as something else is asked for, so that what was measured before is known.
RULES: str = hashlib.sha256(
    canonical({"edition": _DATA["edition"], "pointing": list(_POINTING), "lacks": _ASKED})
).hexdigest()


@dataclass(frozen=True)
class Lack:
    """One thing that a document lacks, with the values to say it."""

    code: str
    values: tuple[tuple[str, Any], ...] = ()

    @property
    def kind(self) -> LackKind:
        return KINDS_OF_LACK[self.code]

    @property
    def sentence(self) -> str:
        return self.kind.sentence.format(**{name: _shown(value) for name, value in self.values})


@dataclass(frozen=True)
class Document:
    """A document as it is measured. `text` is that of its body, `pictures` are those in it.

    `attachments` are the names of the files offered with it.
    """

    metadata: Metadata
    text: str = ""
    pictures: int = 0
    attachments: tuple[str, ...] = ()
    summary: str = ""
    has_item: bool = True


@dataclass(frozen=True)
class Completeness:
    """The fields that a document must have, and what it lacks of them and of others."""

    required: tuple[str, ...]
    lacks: tuple[Lack, ...]
    advice: tuple[Lack, ...]

    @property
    def filled(self) -> int:
        """How many of the required fields are there and right; all fields weigh the same."""
        return len(self.required) - len({one.kind.field for one in self.lacks})

    @property
    def is_complete(self) -> bool:
        return not self.lacks


def completeness_of(
    document: Document, *, public: bool = True, pattern: str = REGISTRATION_PATTERN
) -> Completeness:
    """Return what the document lacks; one that is not `public` need not know its publication.

    `pattern` is the form of 登记号 of the place. Source: 政府信息公开条例 第十二条、第十七条;
    国办公开办函〔2019〕61号 (unverified); which lacks are only advice is our reading.
    """
    found = [*_of_fields(document, public), *_of_text(document)]
    found += _of_remarks(document.metadata, pattern)
    first_of_field = {one.kind.field: one for one in reversed(found) if one.kind.must}
    lacks = tuple(one for one in found if first_of_field.get(one.kind.field) is one)
    advice = (*(one for one in found if not one.kind.must), *_advice(document))
    return Completeness(_required(document.metadata, lacks, public), lacks, advice)


def percent(filled: int, required: int) -> int:
    """Return the share of filled fields in whole per cent; 100 only if none is missing.

    Source: ours.

    >>> percent(199, 200), percent(3, 3), percent(0, 0)
    (99, 100, 100)
    """
    return filled * 100 // required if required else 100


def document_day(
    issued_on: date | None, first_public_on: date | None, formed_on: date | None
) -> date | None:
    """Return the day by which a document belongs to a year: the first of these that is known.

    Source: ours; plans say 2016年以来所发布的政府信息.
    """
    return issued_on or first_public_on or formed_on


def is_about_old_documents(task: str) -> bool:
    """True if the words of a task of a plan seem to ask that old documents be put in order.

    Source: data/completeness.toml, ours; whoever uses it says so.
    """
    return any(all(word in task for word in words) for words in _TASK_WORDS)


def _required(metadata: Metadata, lacks: tuple[Lack, ...], public: bool) -> tuple[str, ...]:
    """The fields that this document must have, and those that it need not have but has wrongly."""
    needed = _needed(bool(metadata.kind), metadata.openness, public)
    return tuple(dict.fromkeys([*needed, *(one.kind.field for one in lacks)])) if lacks else needed


@lru_cache(maxsize=64)
def _needed(is_official: bool, openness: str, public: bool) -> tuple[str, ...]:
    """The fields that a document of this kind and openness must have."""
    nothing = Metadata(kind="notice" if is_official else "", openness=openness)
    needed = [name for name in missing_fields(nothing, draft=not public) if name != "openness"]
    return (*needed, "openness", "item", "text")


def _of_fields(document: Document, public: bool) -> Iterator[Lack]:
    for name in missing_fields(document.metadata, draft=not public):
        yield Lack(name)
    if not document.has_item:
        yield Lack("item")


def _of_text(document: Document) -> Iterator[Lack]:
    if _says_something(document):
        return
    if document.pictures:
        yield Lack("text_pictured")
    else:
        yield Lack("text_attached" if document.attachments else "text")


def _says_something(document: Document) -> bool:
    """False for a body that is empty or only names its files and where to find them."""
    rest = document.text
    if document.attachments:
        names = document.attachments
        stems = [name.rsplit(".", 1)[0] for name in names]
        known = {*names, *stems, document.metadata.title, *_POINTING} - {""}
        for word in sorted(known, key=lambda word: (-len(word), word)):
            rest = rest.replace(word, "")
    return _WORD.search(rest) is not None


def _of_remarks(metadata: Metadata, pattern: str) -> Iterator[Lack]:
    day = metadata.published_on or date.max
    remarks = [
        *metadata_remarks(metadata, today=day),
        *normative_remarks(metadata, pattern=pattern),
    ]
    for one in remarks:
        if one.code not in _OTHERWISE:
            yield Lack(_CODES.get(one.code, one.code), _values(one, metadata))


def _values(remark: Remark, metadata: Metadata) -> tuple[tuple[str, Any], ...]:
    own: dict[str, tuple[str, ...]] = {
        "issued_after_publication": ("issued_on", "published_on"),
        "expires_before_effective": ("effective_on", "expires_on"),
    }
    fields = tuple((name, getattr(metadata, name)) for name in own.get(remark.code, ()))
    text = (("text", metadata.document_number),) if remark.code == "document_number_form" else ()
    return (*remark.values, *text, *fields)


def _advice(document: Document) -> Iterator[Lack]:
    metadata = document.metadata
    because = _looks_official(metadata)
    if because and not metadata.kind:
        yield Lack("kind", (("because", because),))
    if not metadata.keywords:
        yield Lack("keywords")
    if not document.summary.strip():
        yield Lack("summary")


def _looks_official(metadata: Metadata) -> str:
    if metadata.document_number:
        return "有发文字号"
    found = _KIND_AT_END.search(metadata.title)
    return f"标题以“{found['kind']}”结尾" if found else ""


def _shown(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
