"""The choices that an item brings into the draft: a matter with its own term, a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.forms import sentences
from gongkai.rules.catalogue import Term
from gongkai.rules.currency import bounds_of, label_of
from gongkai.rules.disclosure_terms import OTHER, Due, terms_along
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.terms import due_of, line_of, matters_of

_OFFERED_PERIODS = 6
_DAY = timedelta(days=1)
_NO_PERIOD = "没有指定，按形成日期判断"


def item_fields(version: Version, on: date) -> dict[str, forms.Field]:
    """The fields that the item of the version asks for; none for most."""
    fields: dict[str, forms.Field] = {}
    if version.item is not None and (special := terms_along(line_of(version.item))):
        fields["matter"] = _matter(special)
    if version.item is not None and version.item.period:
        fields["covers_from"] = _period(version.item.period, version.covers_from, on)
    return fields


def fitting(item: CatalogueItem | None, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed without the choices that another item than the chosen one brought."""
    found = dict(typed)
    if found.get("matter") and found["matter"] not in matters_of(item):
        del found["matter"]
    first = found.get("covers_from")
    if first and not (item and item.period and bounds_of(item.period, first)[0] == first):
        del found["covers_from"]
    return found


def term_said(term: Term | Due) -> str:
    """The time limit with its source, and whether anybody has compared that with its text."""
    doubt = "" if term.verified else "，未核对原文"
    return f"{term.limit}（{term.source}{doubt}）"


def due_facts(version: Version) -> list[tuple[str, object]]:
    """The matter, the period and the last day to publish, where they are known."""
    due, item = due_of(version), version.item
    first = version.covers_from
    period = label_of(*bounds_of(item.period, first)) if item and item.period and first else ""
    rows: list[tuple[str, object]] = [
        ("具体事项", version.matter),
        ("所属期间", period),
        ("法定最后公开日", f"{cn_date(due.on)}，依据：{term_said(due)}" if due else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _matter(special: tuple[Term, ...]) -> forms.Field:
    choices = [(one.matter, f"{one.matter}：{term_said(one)}") for one in special]
    return _spoken(
        forms.ChoiceField(
            label="具体事项",
            choices=[("", "请选择"), *choices, (OTHER, OTHER)],
            required=False,
            help_text="别的法律、法规另定公开期限的，从其规定（条例第二十六条）。",
        )
    )


def _period(kind: str, chosen: date | None, on: date) -> forms.Field:
    firsts = [bounds_of(kind, on)[0]]
    while len(firsts) < _OFFERED_PERIODS:
        firsts.append(bounds_of(kind, firsts[-1] - _DAY)[0])
    if chosen is not None and chosen not in firsts:
        firsts.append(chosen)
    choices = [(one.isoformat(), label_of(*bounds_of(kind, one))) for one in firsts]
    return _spoken(
        forms.TypedChoiceField(
            label="所属期间",
            choices=[("", _NO_PERIOD), *choices],
            coerce=date.fromisoformat,
            empty_value=None,
            required=False,
            help_text="这一事项按期公开，选这份文件说的是哪一期。",
        )
    )


def _spoken(field: forms.Field) -> forms.Field:
    """The field with the sentences of all forms; it comes after those were given out."""
    field.error_messages |= sentences(field, str(field.label))
    return field
