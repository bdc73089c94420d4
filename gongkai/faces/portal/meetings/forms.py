"""Applying to attend a meeting, and finding one's application again."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.faces.ui.forms import Form
from gongkai.work.decisions.models.meeting import Meeting


class ApplicationForm(Form):
    """Who applies, as what, and why; no login, no identity number."""

    kind = forms.ChoiceField(label="以什么身份报名", widget=forms.RadioSelect)
    name = forms.CharField(
        label="姓名", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label="电话",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text="抽中以后用它通知您。一个号码报名一次。",
    )
    why = forms.CharField(
        label="报名理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写与议题的关系，500 字以内。请不要写身份证号码。",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = meeting.seats.order_by("id")
        # `fields` is typed by its base class, which has no choices.
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (one.kind, f"{one.get_kind_display()}（{one.places} 名）") for one in rows
        ]


class StatusForm(Form):
    """The number and the secret from the receipt."""

    number = forms.CharField(label="报名编号", max_length=20, help_text="例如 D01。")
    secret = forms.CharField(
        label="查询码", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
