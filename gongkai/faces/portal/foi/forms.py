"""The forms of an application: to whom, what, how, who. The purpose is never asked (第二十九条)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from gongkai.faces.ui.forms import DocumentField, Form
from gongkai.rules.check_digits import is_credit_code, is_identity_number
from gongkai.work.foi.models.draft import LARGEST_FILE
from gongkai.work.foi.models.request import Applicant, Request
from gongkai.work.org.models.organisation import Organisation

_KINDS = ("pdf", "docx", "image")
_FILE_HINT = (
    f"PDF、Word（.docx）或者照片（.jpg、.png），每个不超过 {LARGEST_FILE // 1024 // 1024} MB。"
)
_CREDIT_CODE, _IDENTITY_CARD = "统一社会信用代码", "居民身份证"
IDENTITY_KINDS = (
    _IDENTITY_CARD, "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证",
    _CREDIT_CODE, "其他有效证件",
)  # fmt: skip
Units = list[tuple[str, list[Organisation]]]


def file_field(label: str, hint: str = "") -> DocumentField:
    """A file that may be left out."""
    return DocumentField(label=label, kinds=_KINDS, required=False, help_text=f"{hint}{_FILE_HINT}")


class OrganisationForm(Form):
    """To whom; `units` are those that take requests, by kind."""

    organisation = forms.ChoiceField(
        label="向哪个单位申请",
        help_text="信息由哪个单位制作或者保存，就向哪个单位申请。不清楚的，选本级政府，由它告知您。",
    )

    def __init__(self, *args: Any, units: Units, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(kind, [(one.code, one.label) for one in members]) for kind, members in units]
        # `fields` is typed by its base class, which has no choices.
        self.fields["organisation"].choices = [("", "请选择"), *groups]  # type: ignore[attr-defined]


class WantedForm(Form):
    """What information."""

    wanted = forms.CharField(
        label="信息的名称或描述",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="例如：2025 年青禾路片区老旧小区改造的实施计划。一件申请最好只写一件事。",
    )
    document_number = forms.CharField(label="文号（知道就填）", max_length=60, required=False)
    material = file_field("补充材料（可不填）", "能帮助查找的材料。")


class WayForm(Form):
    """In which form, and how it comes to the applicant."""

    form = forms.ChoiceField(
        label="提供形式", choices=Request.Form.choices, widget=forms.RadioSelect
    )
    way = forms.ChoiceField(label="获取方式", choices=Request.Way.choices, widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """What cannot go together is said here, not by a letter weeks later."""
        found = super().clean() or {}
        form, way = found.get("form"), found.get("way")
        if form == Request.Form.PAPER and way in {Request.Way.ONLINE, Request.Way.EMAIL}:
            self.add_error("way", "纸质的信息不能在网上送达，请选择邮寄或者自行领取")
        if form == Request.Form.INSPECTION and way and way != Request.Way.PICKUP:
            self.add_error("way", "查阅、抄录要到现场，请选择自行领取")
        return found


class ApplicantForm(Form):
    """Who asks. `way` is how the answer goes out: it says which address is needed."""

    kind = forms.ChoiceField(
        label="申请人类别", choices=Applicant.Kind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label="姓名或者单位名称", max_length=100)
    identity_kind = forms.ChoiceField(
        label="证件类型",
        choices=[("", "请选择"), *((one, one) for one in IDENTITY_KINDS)],
    )
    identity = forms.CharField(label="证件号码", max_length=60)
    proof = file_field("证件照片或者扫描件（可不填）", "没有上传的，单位可能会请您补充。")
    contact = forms.CharField(label="联系人（单位申请的填写）", max_length=100, required=False)
    phone = forms.CharField(
        label="联系电话",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text="电话、电子邮箱、通信地址至少填一种。单位要用它与您确认收到申请。",
    )
    email = forms.EmailField(label="电子邮箱", max_length=100, required=False)
    address = forms.CharField(
        label="通信地址", max_length=200, required=False, help_text="选择邮寄的必须填写。"
    )

    def __init__(self, *args: Any, way: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way = way
        self.fields["email"].error_messages["invalid"] = "电子邮箱的写法不对，应像 li@example.cn"

    def clean(self) -> dict[str, Any]:
        """The number of the paper, and a way to reach the applicant."""
        found = super().clean() or {}
        self._check_identity(found)
        self._check_reach(found)
        return found

    def _check_identity(self, found: Mapping[str, Any]) -> None:
        kind, number = found.get("identity_kind"), str(found.get("identity") or "").upper()
        is_person = found.get("kind") == Applicant.Kind.NATURAL
        if is_person and kind == _CREDIT_CODE:
            self.add_error("identity_kind", "公民申请的请选择个人证件；单位申请的请改选申请人类别")
        if number and kind == _IDENTITY_CARD and not is_identity_number(number):
            self.add_error("identity", "身份证号码不对，最后一位由前面各位算出，请对照证件核对")
        if number and kind == _CREDIT_CODE and not is_credit_code(number):
            self.add_error("identity", "统一社会信用代码不对，请对照证照核对")

    def _check_reach(self, found: Mapping[str, Any]) -> None:
        has_wrong = {"phone", "email", "address"} & self.errors.keys()
        if not has_wrong and not any(found.get(one) for one in ("phone", "email", "address")):
            self.add_error("phone", "请填写电话、电子邮箱、通信地址中的一种")
        if self.way == Request.Way.EMAIL and not found.get("email") and "email" not in self.errors:
            self.add_error("email", "您选择用电子邮件获取，请填写电子邮箱")
        if self.way == Request.Way.POST and not found.get("address"):
            self.add_error("address", "您选择邮寄获取，请填写通信地址")


class CallForm(OrganisationForm):
    """Who cannot write is called back (条例第二十九条、第三十条)."""

    name = forms.CharField(label="姓名", max_length=100)
    phone = forms.CharField(
        label="联系电话",
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    wanted = forms.CharField(
        label="大概想要什么信息（可不填）",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SecretForm(Form):
    """A number and the secret that belongs to it."""

    number = forms.CharField(
        label="申请编号", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    secret = forms.CharField(
        label="查询码",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="像 K7QM-2XHD-9WPN-4TBC，在回执上；大小写、横线都可以不管。",
    )


class DraftSecretForm(SecretForm):
    """The number and secret of a draft."""

    number = forms.CharField(
        label="草稿编号", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class SaidForm(Form):
    """What an applicant adds to a request: words, and a file."""

    text = forms.CharField(
        label="内容", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    file = file_field("附件（可不填）")


class WithdrawForm(Form):
    """The applicant really wants to take the request back."""

    sure = forms.BooleanField(label="我自愿撤回这件申请，知道撤回后不再答复")


class CodeForm(Form):
    """The code with which a third party opens its page."""

    secret = forms.CharField(
        label="答复码",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="在征求意见书上，像 K7QM-2XHD-9WPN-4TBC；大小写、横线都可以不管。",
    )


class OpinionForm(Form):
    """Whether what concerns the third party may be disclosed, and why not."""

    opinion = forms.ChoiceField(
        label="您的意见",
        choices=[
            ("agrees", "同意公开"), ("partly", "同意公开一部分"), ("refuses", "不同意公开"),
        ],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.CharField(
        label="理由",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="不同意或者只同意一部分的，写明哪些内容不同意、公开会怎样损害您的合法权益。",
    )
