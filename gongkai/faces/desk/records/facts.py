"""The facts that a column asks for: as fields of the draft, and as rows of official data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from gongkai.faces.ui.forms import sentences
from gongkai.rules.columns import Column
from gongkai.rules.facts import TEXT, FactField, tidy
from gongkai.work.records.queries.columns import FACT_FIELDS

_PREFIX = "fact_"


def control(code: str) -> str:
    """The name of the control in which the fact is typed."""
    return f"{_PREFIX}{code}"


def fact_fields(column: Column) -> dict[str, forms.Field]:
    """One field for each fact. A draft may be kept with any of them empty or still wrong."""
    return {control(one.code): _field(one) for one in column.fields}


def _field(one: FactField) -> forms.Field:
    hint = one.hint if one.required else f"{one.hint}可以不填。"
    widget = forms.Textarea(attrs={"rows": 4}) if one.kind == TEXT else forms.TextInput()
    field = forms.CharField(
        label=one.label, max_length=one.longest, required=False, help_text=hint, widget=widget
    )
    field.error_messages |= sentences(field, one.label)
    return field


def typed_facts(column: Column, cleaned: Mapping[str, Any]) -> dict[str, str]:
    """What was typed, in the shape in which a version keeps it."""
    given = {one.code: str(cleaned.get(control(one.code)) or "") for one in column.fields}
    return tidy(column.fields, given)


def changed_facts(before: object, after: object) -> Iterator[tuple[str, str, str]]:
    """Label, and what stood before and now, of every fact that differs."""
    old, new = (one if isinstance(one, dict) else {} for one in (before, after))
    for code, field in FACT_FIELDS.items():
        if old.get(code) != new.get(code):
            yield field.label, str(old.get(code, "")), str(new.get(code, ""))
