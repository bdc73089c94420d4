"""The forms of what follows a reply."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.faces.ui.forms import DayField, DocumentField, Form
from gongkai.work.foi.models.ending import Challenge

_KINDS = ("pdf", "image", "docx")
_RESULTS = [one for one in Challenge.Result.choices if one[0] != Challenge.Result.PENDING]


class ConversionForm(Form):
    """Whether the information becomes public for all, and what would be published."""

    is_fit = forms.TypedChoiceField(
        label="审查结论",
        choices=[("yes", "转为主动公开"), ("no", "不转为主动公开")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不写申请人是谁。",
    )
    title = forms.CharField(
        label="拟公开的标题",
        max_length=200,
        required=False,
        help_text="转为主动公开的才填，要核对。",
    )
    text = forms.CharField(
        label="拟公开的内容",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="转为主动公开的才填。已带入答复的内容并去掉申请人，请改写。",
    )


class ChallengeForm(Form):
    """A notice of a reconsideration or a suit."""

    kind = forms.ChoiceField(label="类型", choices=[("", "请选择"), *Challenge.Kind.choices])
    body = forms.CharField(label="受理机关", max_length=80, help_text="复议机关或者法院的名称。")
    number = forms.CharField(label="案号", max_length=60, required=False)
    notified_on = DayField(label="收到通知日期", help_text="答复（答辩）期限从次日起算。")
    note = forms.CharField(label="说明", max_length=300, required=False)
    file = DocumentField(label="通知文件", kinds=_KINDS, required=False)

    def __init__(self, *args: Any, decided: Iterable[Challenge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._decided = {str(one.pk): one for one in decided}
        if self._decided:
            named = [(key, f"{one.body} {one.number}") for key, one in self._decided.items()]
            self.fields["follows"] = forms.ChoiceField(
                label="针对哪一次行政复议", choices=[("", "不是复议后起诉"), *named], required=False
            )

    def given(self) -> dict[str, Any]:
        """The checked values as the action takes them."""
        told = dict(self.cleaned_data)
        return told | {"follows": self._decided.get(told.get("follows", ""))}


class AnswerForm(Form):
    """That the agency handed in its answer."""

    on = DayField(label="提交答复日期")
    file = DocumentField(label="提交的答复", kinds=_KINDS, required=False)


class ResultForm(Form):
    """How it ended, and whether a new reply is ordered."""

    result = forms.ChoiceField(label="结果", choices=[("", "请选择"), *_RESULTS])
    on = DayField(label="审结日期", help_text="收到决定书或者判决书的日期。")
    redo_due_on = DayField(
        label="重新答复期限",
        required=False,
        help_text="决定或者判决要求重新答复的才填，按文书写明的期限。",
    )
    note = forms.CharField(label="说明", max_length=300, required=False)
    file = DocumentField(label="决定或者判决", kinds=_KINDS, required=False)
