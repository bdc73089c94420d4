"""Refusals in Chinese: what is wrong, under which article, what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from string import Formatter
from typing import Any

from django.utils import timezone

from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.messages import (
    columns,
    consultations,
    corrections,
    currency,
    decisions,
    editions,
    evaluations,
    files,
    fixes,
    foi,
    foi_after,
    foi_desk,
    foi_letters,
    foi_public,
    foi_redact,
    imports,
    inspection,
    journal,
    ledger,
    meetings,
    org,
    records,
    reporting,
    responses,
    reviews,
    staffing,
)
from gongkai.faces.ui.messages.words import WORDS
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.workdays import YearNotPublished

PLACE = "where"


class UnknownCode(LookupError):
    """A refusal whose code has no sentence yet: add a row to the office's messages."""


def _merged(offices: Iterable[Mapping[str, str]]) -> dict[str, str]:
    merged: dict[str, str] = {}
    for rows in offices:
        twice = merged.keys() & rows.keys()
        if twice:
            raise ValueError(f"codes with two sentences: {sorted(twice)}")
        merged |= rows
    return merged


OFFICES = (
    org,
    decisions,
    consultations,
    evaluations,
    meetings,
    responses,
    staffing,
    journal,
    files,
    ledger,
    records,
    columns,
    corrections,
    currency,
    editions,
    fixes,
    reviews,
    imports,
    foi,
    foi_after,
    foi_desk,
    foi_letters,
    foi_public,
    foi_redact,
    inspection,
    reporting,
)
MESSAGES = _merged(office.MESSAGES for office in OFFICES)


def sentence(error: Any) -> str:
    """The sentence of one refusal: an object with `code` and `values`, or an error of the rules."""
    if isinstance(error, PlanUnreadable):
        return error.sentence
    code, values = _facts(error)
    if code not in MESSAGES:
        raise UnknownCode(code)
    return _Words().format(MESSAGES[code], **values)


def sentences(error: Any) -> list[str]:
    """All that blocks an act, one sentence each; the reasons where there are any."""
    reasons = getattr(error, "reasons", ())
    found = [text for reason in reasons for text in sentences(reason)] or [sentence(error)]
    return list(dict.fromkeys(found))


def _facts(error: Any) -> tuple[str, Mapping[str, Any]]:
    if isinstance(error, YearNotPublished):
        return "year_not_published", {"year": error.year}
    # Beside the thing itself the place need not be said again.
    return error.code, {PLACE: "", **error.values}


class _Words(Formatter):
    """Writes stored codes, days and lists as people read them."""

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> str:
        value = super().get_value(key, args, kwargs)
        if key == PLACE:
            return str(value)
        return WORDS.get(str(key), {}).get(str(value)) or shown(value)


def shown(value: Any) -> str:
    """A value inside a sentence."""
    if value is None or value == "":
        return "（未填）"
    if isinstance(value, datetime):
        return f"{cn_date(value)} {timezone.localtime(value):%H:%M}"
    if isinstance(value, date):
        return cn_date(value)
    if isinstance(value, list | tuple | set | frozenset):
        return "、".join(shown(one) for one in value)
    return str(value)
