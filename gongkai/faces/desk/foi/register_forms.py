"""The forms through which requests are taken in at the counter, by post, and from a mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from gongkai.faces.ui.forms import DayField, Form
from gongkai.faces.ui.sizes import file_size
from gongkai.rules.foi.receipt import RECEIPTS
from gongkai.work.foi.models.request import Applicant, Request
from gongkai.work.foi.queries.mail import LIMIT
from gongkai.work.org.models.organisation import Organisation

MOST_FILES = 10
IDENTITIES = (
    "居民身份证", "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证",
    "统一社会信用代码", "其他有效证件",
)  # fmt: skip
APPLICANT = ("kind", "name", "identity_kind", "identity", "contact", "phone", "email", "address")
WANTED = ("wanted", "document_number", "form", "way", "needs_help")
# What comes through the net is registered by the page of the public or from the mail itself.
_CHANNELS = ("counter", "oral", "registered", "plain", "fax", "email")


class ManyFiles(forms.ClearableFileInput):
    """A control with which several files are chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; what each may be is judged where it is kept."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, none of them empty or too large, and not too many."""
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(one, initial) for one in given if one]
        if len(files) > MOST_FILES:
            message = f"一次最多选 {MOST_FILES} 个文件，现在有 {len(files)} 个"
            raise forms.ValidationError(message, code="too_many")
        for one in files:
            if one.size > settings.GONGKAI_UPLOAD_LIMIT:
                limit = file_size(settings.GONGKAI_UPLOAD_LIMIT)
                raise forms.ValidationError(f"“{one.name}”超过 {limit} 的上限", code="too_large")
        return files


class RequestForm(Form):
    """What article 29 asks for; never the purpose."""

    kind = forms.ChoiceField(
        label="申请人类别",
        choices=[("", "请选择"), *Applicant.Kind.choices],
        help_text="年度报告按这个分类统计。",
    )
    name = forms.CharField(label="姓名或者名称", max_length=80)
    identity_kind = forms.ChoiceField(
        label="证件类型",
        choices=[("", "没有提供"), *((one, one) for one in IDENTITIES)],
        required=False,
    )
    identity = forms.CharField(
        label="证件号码",
        max_length=40,
        required=False,
        help_text="没有提供的可以空着，以后告知补正。",
    )
    contact = forms.CharField(
        label="联系人", max_length=40, required=False, help_text="单位申请时填写。"
    )
    phone = forms.CharField(label="联系电话", max_length=30, required=False)
    email = forms.EmailField(
        label="电子邮箱",
        max_length=100,
        required=False,
        error_messages={"invalid": "电子邮箱不对，请按 someone@example.com 这样填写"},
    )
    address = forms.CharField(label="通信地址", max_length=200, required=False)
    wanted = forms.CharField(
        label="所需政府信息的名称、文号或者其他特征",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="照申请原文填写。不问用途。",
    )
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    form = forms.ChoiceField(label="提供形式", choices=Request.Form.choices)
    way = forms.ChoiceField(label="获取方式", choices=Request.Way.choices)
    needs_help = forms.BooleanField(
        label="需要协助", required=False, help_text="阅读、视听有困难的（条例第四十三条）。"
    )

    def applicant(self) -> dict[str, str]:
        """Who asks."""
        return {name: self.cleaned_data[name] for name in APPLICANT}

    def asked(self) -> dict[str, Any]:
        """What is asked for."""
        return {name: self.cleaned_data[name] for name in WANTED}


class RegisterForm(RequestForm):
    """A request that came at the counter, by post or by fax."""

    place = forms.ChoiceField(label="收件单位")
    channel = forms.ChoiceField(
        label="提交方式",
        choices=[("", "请选择"), *((one, Request.Channel(one).label) for one in _CHANNELS)],
        help_text="收到日由提交方式决定（条例第三十一条）。",
    )
    on = DayField(
        label="提交（签收、到达）日期",
        help_text="当面提交填提交当天，挂号、快递填签收日，平信、传真、邮件填到达日。",
    )
    papers = FilesField(label="申请材料", required=False, help_text="身份证明、申请书的扫描件等。")
    field_order = ("place", "channel", "on")

    def __init__(self, *args: Any, places: Sequence[Organisation], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = on
        choices = [(one.code, one.label) for one in places]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]  # typed by its base
        if len(choices) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.initial["place"] = choices[0][0]

    def clean_on(self) -> date:
        """Not a day to come."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError("日期还没有到，请核对", code="to_come")
        return day


class MailForm(Form):
    """The file of a mail."""

    place = forms.ChoiceField(label="收件单位")
    mail = forms.FileField(
        label="邮件文件（.eml）",
        help_text=f"在邮箱里打开邮件，另存为 .eml。不超过 {file_size(LIMIT)}。",
    )

    def __init__(self, *args: Any, places: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, one.label) for one in places]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]  # typed by its base
        if len(choices) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.initial["place"] = choices[0][0]

    def clean_mail(self) -> bytes:
        """Its bytes; a file of another name or size is none."""
        file = self.cleaned_data["mail"]
        if not str(file.name).lower().endswith(".eml"):
            raise forms.ValidationError(
                f"“{file.name}”不是邮件文件，请在邮箱里另存为 .eml", code="kind"
            )
        if file.size > LIMIT:
            raise forms.ValidationError(
                f"邮件有 {file_size(file.size)}，超过 {file_size(LIMIT)} 的上限", code="large"
            )
        data: bytes = file.read()
        return data


def rules_of_receipt() -> Mapping[str, str]:
    """The rule of each channel, with its article."""
    return {
        Request.Channel(code).label: f"{one.rule}（{one.basis}）"
        for code, one in RECEIPTS.items()
        if code in _CHANNELS
    }
