"""Puts what was typed into a form into the shape in which a version keeps it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import CharField

from gongkai.rules.document import KINDS
from gongkai.work.files.html import clean_html
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.columns import FACT_FIELDS
from gongkai.work.records.queries.content import FIELDS, NOTE, TEXT_FIELDS

_CHOICES = {"openness": set(Version.Openness.values), "document_kind": {"", *KINDS}}
# Files and other systems write the kind of a document in Chinese.
_KIND_BY_LABEL = {label: code for code, label in KINDS.items()}
_KEYWORDS_LIMIT = 10
_KEYWORD_LENGTH = 40
_MARKS_OF_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def fitted(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields cleaned; Refused with every one that does not fit."""
    if unknown := fields.keys() - {*FIELDS, NOTE}:
        raise TypeError(f"no fields of a version: {sorted(unknown)}")
    fit = {name: _fit(name, value) for name, value in fields.items()}
    reasons = [reason for name, value in fit.items() for reason in _unfit(name, value)]
    if reasons:
        raise Refused("fields_unfit", reasons=reasons)
    return fit


def _fit(name: str, value: Any) -> Any:
    if name == "body_html":
        return clean_html(value)
    if name == "keywords":
        return list(dict.fromkeys(filter(None, (_line(word) for word in value))))
    if name == "facts":
        return {code: _lines(text) for code, text in _known_facts(value).items()}
    text = _line(value) if name in (*TEXT_FIELDS, NOTE) else value
    return _KIND_BY_LABEL.get(text, text) if name == "document_kind" else text


def _known_facts(facts: Mapping[str, str]) -> Mapping[str, str]:
    if unknown := facts.keys() - FACT_FIELDS.keys():
        raise TypeError(f"no facts of any column: {sorted(unknown)}")
    return facts


def _lines(text: str) -> str:
    return "\n".join(_line(line) for line in text.splitlines())


def _line(text: str) -> str:
    """One line without control and direction marks, which make a title read as another."""
    spaced = " ".join(_MARKS_OF_DIRECTION.sub("", text).split())
    return "".join(char for char in spaced if unicodedata.category(char) != "Cc")


def _unfit(name: str, value: Any) -> Iterable[Refused]:
    field = Version._meta.get_field(name)
    label = str(getattr(field, "verbose_name", name))
    if name == "facts":
        yield from _unfit_facts(value)
    elif name == "keywords":
        if len(value) > _KEYWORDS_LIMIT:
            yield Refused("keywords_too_many", count=len(value), limit=_KEYWORDS_LIMIT)
        if any(len(word) > _KEYWORD_LENGTH for word in value):
            yield Refused("field_too_long", field=label, limit=_KEYWORD_LENGTH)
    elif isinstance(field, CharField) and field.max_length and len(value) > field.max_length:
        yield Refused("field_too_long", field=label, limit=field.max_length, length=len(value))
    elif value not in _CHOICES.get(name, {value}):
        yield Refused("choice_unknown", field=label, value=value)


def _unfit_facts(facts: Mapping[str, str]) -> Iterator[Refused]:
    for code, text in facts.items():
        field = FACT_FIELDS[code]
        if len(text) > field.longest:
            limit, length = field.longest, len(text)
            yield Refused("field_too_long", field=field.label, limit=limit, length=length)
