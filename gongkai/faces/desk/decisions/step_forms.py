"""The form of a phase, made of what its gate asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from django import forms

from gongkai.faces.ui.forms import DayField, Form
from gongkai.rules.decisions.asked import Question
from gongkai.rules.decisions.facts import Facts
from gongkai.rules.decisions.law import cited_for
from gongkai.work.decisions.queries.fact_choices import CHOICES, MANY

TYPES = {one.name: str(one.type).removesuffix(" | None") for one in fields(Facts)}
_YES_NO = [("yes", "是"), ("no", "否")]
_LONG = ("_basis", "_note", "_points", "_plan", "_reason", "_reasons", "_stated")
_LINES = "tuple[str, ...]"


class StepForm(Form):
    """What is typed of one phase. Nothing must be given: what is known is kept, piece by piece."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        questions: Sequence[Question],
        kind: str,
        facts: Mapping[str, Any],
        seen: str,
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        for one in questions:
            self.fields[one.name] = _field(one, kind, facts.get(one.name))

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {
            name: _value(name, value)
            for name, value in self.cleaned_data.items()
            if name != "seen" and value not in ("", None, [])
        }


def shown(name: str, value: Any) -> str:
    """A stored fact as people read it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if name in CHOICES:
        return CHOICES[name].get(str(value), str(value))
    if isinstance(value, list):
        return "、".join(MANY.get(name, {}).get(one, one) for one in value)
    return str(value)


def _field(one: Question, kind: str, value: Any) -> forms.Field:
    given: dict[str, Any] = {
        "label": one.label, "required": False, "help_text": f"{cited_for(kind, one.article)}。",
        "initial": value,
    }  # fmt: skip
    wanted = TYPES[one.name]
    if wanted == "date":
        return DayField(**given)
    if one.name in CHOICES:
        rows = list(CHOICES[one.name].items())
        return forms.ChoiceField(choices=rows, widget=forms.RadioSelect, **given)
    if one.name in MANY:
        rows = list(MANY[one.name].items())
        return forms.MultipleChoiceField(choices=rows, widget=forms.CheckboxSelectMultiple, **given)
    if wanted == "bool":
        given["initial"] = {True: "yes", False: "no"}.get(value)
        return forms.ChoiceField(choices=_YES_NO, widget=forms.RadioSelect, **given)
    if wanted == "int":
        return forms.IntegerField(min_value=0, max_value=1000, **given)
    return _words(one, wanted, given)


def _words(one: Question, wanted: str, given: dict[str, Any]) -> forms.Field:
    if wanted == _LINES:
        given["help_text"] += "一行一个。"
        given["initial"] = "\n".join(given["initial"] or [])
    if wanted == _LINES or one.name.endswith(_LONG):
        given["widget"] = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(max_length=5000, **given)


def _value(name: str, value: Any) -> Any:
    if TYPES[name] == "bool":
        return value == "yes"
    if TYPES[name] == _LINES and isinstance(value, str):
        return [line.strip() for line in value.splitlines() if line.strip()]
    return value
