"""The sheet of a survey as a form: one control for each question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.faces.ui.forms import Form, sentences
from gongkai.rules.decisions.surveys import Question

_LONGEST = 1000
_POINTS = [(str(one), f"{one} 分") for one in range(1, 6)]


class SheetForm(Form):
    """Built from the questions; `answers()` is what the action takes."""

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = tuple(questions)
        for place, one in enumerate(self.questions, 1):
            field = _field(one, f"{place}. {one.label}")
            field.error_messages |= sentences(field, f"第 {place} 题")
            self.fields[one.code] = field

    def answers(self) -> dict[str, Any]:
        """The answers by the codes of the questions; what was left empty is not there."""
        found = {one.code: self.cleaned_data.get(one.code) for one in self.questions}
        scales = {one.code for one in self.questions if one.kind == "scale"}
        return {
            code: int(value) if code in scales else value
            for code, value in found.items()
            if value not in (None, "", [])
        }


def _field(one: Question, label: str) -> forms.Field:
    if one.kind == "text":
        widget = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(
            label=label, required=one.required, max_length=_LONGEST, widget=widget
        )
    options = _POINTS if one.kind == "scale" else [(text, text) for text in one.options]
    if one.kind == "multiple":
        hint = f"最多选 {one.most} 项。" if one.most else "可以选多项。"
        return forms.MultipleChoiceField(
            label=label, required=one.required, choices=options, help_text=hint,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
    return forms.ChoiceField(
        label=label, required=one.required, choices=options, widget=forms.RadioSelect
    )
