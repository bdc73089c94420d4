"""The forms of letters: what a kind asks for, how it was served, how it is worded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from gongkai.faces.ui.forms import DayField, DocumentField, Form, sentences
from gongkai.rules.foi import OUTCOMES
from gongkai.rules.letters import CLAUSES, Asked
from gongkai.rules.letters import Letter as Kind
from gongkai.work.foi.actions.templates import LONGEST
from gongkai.work.foi.models.letter import Delivery

_LONGEST_LINE, _LONGEST_TEXT, _LONGEST_LAW = 200, 5000, 200
_CLAUSES = [("", "请选择"), *((one.text, one.text) for one in CLAUSES.values())]
_LAW_HELP = "只有法律、行政法规禁止公开的才填，写明名称和第几条；规章不能作为依据。"


class LetterForm(Form):
    """What one kind of letter asks for. Nothing is required to save a draft, only to submit it."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = {f"v{place}": one.name for place, one in enumerate(kind.asked)}
        if kind.outcomes:
            self._add("outcome", _outcome_field(kind))
        for place, one in enumerate(kind.asked):
            self._add(f"v{place}", _field(one))
        if any(one.kind == "clause" for one in kind.asked):
            law = forms.CharField(
                label="禁止公开的法律依据", max_length=_LONGEST_LAW, help_text=_LAW_HELP,
                required=False,
            )  # fmt: skip
            self._add("law", law)

    def _add(self, name: str, field: forms.Field) -> None:
        field.error_messages = {
            **field.error_messages,
            **sentences(field, str(field.label)),
        }
        self.fields[name] = field

    def given(self) -> dict[str, Any]:
        """The checked values as the actions take them."""
        clean = self.cleaned_data
        return {
            "values": {name: str(clean.get(key) or "") for key, name in self._names.items()},
            "outcome": clean.get("outcome", ""),
            "law": clean.get("law", ""),
        }


def initial_of(
    kind: Kind, values: Mapping[str, str], outcome: str = "", law: str = ""
) -> dict[str, str]:
    """Values by place as the form shows them."""
    told = {f"v{place}": values.get(one.name, "") for place, one in enumerate(kind.asked)}
    only = kind.outcomes[0] if len(kind.outcomes) == 1 else ""
    return told | {"outcome": outcome or only, "law": law}


class DeliveryForm(Form):
    """How and when an approved letter was served, and what proves it."""

    way = forms.ChoiceField(label="送达方式", choices=[("", "请选择"), *Delivery.Way.choices])
    on = DayField(label="送达日期", help_text="期限从这一天起变化；寄送的填签收日期。")
    proof = forms.CharField(
        label="凭证", max_length=200, help_text="邮件号、签收人、短信或系统回执号等。"
    )
    file = DocumentField(label="凭证文件", kinds=("pdf", "image", "docx"), required=False)


class OpinionForm(Form):
    """Why a letter goes back, or is void."""

    opinion = forms.CharField(
        label="意见", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class WordingForm(Form):
    """The wording of a kind of letter."""

    text = forms.CharField(
        label="范本正文",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="大括号里的内容起草时自动填入或者由经办人填写，名称要与下面列出的一致。",
    )


def _outcome_field(kind: Kind) -> forms.Field:
    named = [(one, f"{one} {OUTCOMES[one].name}（{OUTCOMES[one].basis}）") for one in kind.outcomes]
    return forms.ChoiceField(
        label="答复类型", choices=[("", "请选择"), *named], required=False,
        help_text="年度报告按这一项统计；救济途径随它写入文书结尾。",
    )  # fmt: skip


def _field(one: Asked) -> forms.Field:
    given: dict[str, Any] = {"label": one.name, "help_text": one.help, "required": False}
    if one.kind == "clause":
        return forms.ChoiceField(choices=_CLAUSES, **given)
    if one.kind == "days":
        return forms.IntegerField(min_value=1, max_value=365, **given)
    if one.kind == "line":
        return forms.CharField(max_length=_LONGEST_LINE, **given)
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(max_length=_LONGEST_TEXT, widget=area, **given)
