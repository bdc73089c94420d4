"""What somebody fills in who has an opinion, or asks what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.faces.portal.consultations.commenting import (
    FILES,
    LARGEST_FILE,
    LONGEST,
    LONGEST_NAME,
    MOST_FILES,
)
from gongkai.faces.ui.forms import Form


class ManyFiles(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files or none; what each may be is judged where it is kept."""

    widget = ManyFiles

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ",".join(f".{one}" for one in FILES)}

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, none of them empty or too large."""
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(one, initial) for one in given if one]
        if len(files) > MOST_FILES:
            message = f"附件最多 {MOST_FILES} 个，现在有 {len(files)} 个"
            raise forms.ValidationError(message, code="many")
        for one in files:
            if one.size > LARGEST_FILE:
                megabytes = LARGEST_FILE // 1024 // 1024
                raise forms.ValidationError(f"“{one.name}”超过 {megabytes} MB", code="large")
        return files


class CommentForm(Form):
    """An opinion; only the text must be there."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    text = forms.CharField(
        label="您的意见",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"最多 {LONGEST} 个字。电话、证件号码等个人信息公开时会遮盖，请尽量不写。",
    )
    name = forms.CharField(
        label="姓名或者单位（可不填）", max_length=LONGEST_NAME, required=False,
        help_text="只有办理的人能看到，不公开。",
    )  # fmt: skip
    email = forms.EmailField(
        label="电子邮箱（可不填）", max_length=LONGEST_NAME, required=False,
        help_text="填了的，采纳情况公布以后发邮件告诉您。不公开。",
    )  # fmt: skip
    attached = FilesField(
        label="附件（可不填）", required=False,
        help_text=f"PDF、Word、Excel 或者图片，最多 {MOST_FILES} 个，每个不超过 "
        f"{LARGEST_FILE // 1024 // 1024} MB。附件不公开。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages["invalid"] = "电子邮箱的写法不对，应像 li@example.cn"


class MineForm(Form):
    """The number of a consultation, of an opinion in it, and the secret of that opinion."""

    consultation = forms.CharField(
        label="征求意见编号", max_length=40, help_text="在回执上，像 2026-03-1。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    number = forms.CharField(
        label="意见编号", max_length=20, help_text="像 Y-0001。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    secret = forms.CharField(
        label="查询码",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="像 K7QM-2XHD-9WPN-4TBC；大小写、横线都可以不管。",
    )
