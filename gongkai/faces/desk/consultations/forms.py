"""The forms of consultations, opinions and feedback on the desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from gongkai.faces.desk.foi.register_forms import FilesField
from gongkai.faces.ui.forms import DayField, DocumentField, Form
from gongkai.rules.decisions.opinions import CHANNELS, TEXT_LIMIT
from gongkai.rules.decisions.periods import earliest_close
from gongkai.work.decisions.actions.comment import PORTAL
from gongkai.work.decisions.actions.consult import BEYOND
from gongkai.work.decisions.models.consultation import Clause
from gongkai.work.decisions.models.feedback import OtherForm
from gongkai.work.decisions.models.opinion import Disposition, OpinionGroup

_CHOOSE = ("", "请选择")
_OFFLINE = [(code, label) for code, label in CHANNELS.items() if code != PORTAL]


def area(rows: int) -> forms.Textarea:
    """A field of some lines."""
    return forms.Textarea(attrs={"rows": rows})


class PlanForm(Form):
    """A round of consultation; the draft is pasted or comes from a Word file."""

    title = forms.CharField(label="标题", max_length=200)
    word = DocumentField(label="征求意见稿（Word 文件）", kinds=("docx",), required=False)
    draft = forms.CharField(
        label="征求意见稿（全文）", required=False, widget=area(14), strip=False,
        help_text="每段一行；上传了 Word 文件的，以文件为准。保存以后按条切开，可以预览。",
    )  # fmt: skip
    explanation = forms.CharField(label="起草说明", widget=area(6))
    how = forms.CharField(
        label="提出意见的方式", widget=area(3),
        help_text="网上、来信、来电、座谈会怎样提，写清地址、电话和联系单位。",
    )  # fmt: skip
    opens_on = DayField(label="开始日期")
    closes_on = DayField(label="截止日期")
    short_reason = forms.CharField(
        label="少于 30 天的紧急原因", max_length=300, required=False,
        help_text="少于 30 天的必须写明，会随公告公布（重大行政决策程序暂行条例第十五条）。",
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opens_on"].initial = on
        self.fields["closes_on"].initial = earliest_close(on)


class TermForm(Form):
    """A later last day, and why."""

    closes_on = DayField(label="新的截止日期")
    reason = forms.CharField(label="原因", max_length=300, help_text="会在征求意见页面公布。")


class ChannelForm(Form):
    """Where else the consultation was announced."""

    code = forms.ChoiceField(label="途径", choices=[_CHOOSE, *BEYOND.items()])
    on = DayField(label="日期")
    where = forms.CharField(label="名称、地点或者网址", max_length=300)


class EnterForm(Form):
    """An opinion that came otherwise than by the portal."""

    channel = forms.ChoiceField(label="来源", choices=[_CHOOSE, *_OFFLINE])
    clause = forms.ChoiceField(label="对哪一条", required=False)
    said_on = DayField(label="提出日期", help_text="来信以寄出或者送达的日期为准。")
    text = forms.CharField(label="意见内容", max_length=TEXT_LIMIT, widget=area(6))
    name = forms.CharField(label="姓名或者单位（可不填）", max_length=200, required=False)
    contact = forms.CharField(label="联系方式（可不填）", max_length=200, required=False)
    attached = FilesField(label="附件（可不填）", required=False)

    def __init__(self, *args: Any, clauses: Iterable[Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.key, one.heading) for one in clauses]
        # `fields` is typed by its base class, which has no choices.
        self.fields["clause"].choices = [("", "整份文件"), *named]  # type: ignore[attr-defined]


class TableForm(Form):
    """A spreadsheet of opinions."""

    table = DocumentField(label="意见汇总表", kinds=("xlsx", "csv"))
    channel = forms.ChoiceField(
        label="没有写来源的行算作", required=False, choices=[("", "不能收入"), *_OFFLINE]
    )
    mended = forms.BooleanField(
        label="这是改好以后的整份表格，从前的表格里收入过的行不再收", required=False
    )


class FateForm(Form):
    """What becomes of an opinion, and why."""

    disposition = forms.ChoiceField(
        label="处理结果", choices=Disposition.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="理由", required=False, max_length=1000, widget=area(3),
        help_text="部分采纳、不采纳必须写明，会随反馈公布；不要写个人信息。",
    )  # fmt: skip


class OneFateForm(FateForm):
    """The same for one opinion, as it was on the screen."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


class SeenForm(Form):
    """A group as it was on the screen."""

    seen = forms.CharField(widget=forms.HiddenInput)


class GroupFateForm(FateForm, SeenForm):
    """What becomes of all members of a group."""


class GroupForm(SeenForm):
    """What the members of a group say, in the clerk's own words."""

    title = forms.CharField(
        label="归纳的意见", max_length=300, widget=area(2), help_text="会随反馈公布。"
    )


class ReasonForm(Form):
    """Why an opinion is not shown."""

    reason = forms.CharField(label="原因", max_length=200, help_text="只有办理的人能看到。")


class ReleaseForm(ReasonForm):
    """Why an opinion is shown after all, and in which words."""

    shown = forms.CharField(
        label="公开的内容", widget=area(5),
        help_text="删去不宜公开的字句；电话、证件号码会再自动遮盖。原文不变。",
    )  # fmt: skip


class MoveForm(Form):
    """Into which group, or out of its own."""

    to = forms.ChoiceField(label="移到", required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, groups: Sequence[OpinionGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{one.title[:40]}（{one.size} 条）") for one in groups]
        self.fields["to"].choices = [("", "移出归类，单独处理"), *named]  # type: ignore[attr-defined]


class FormForm(Form):
    """A talk, hearing, visit or survey."""

    kind = forms.ChoiceField(label="方式", choices=[_CHOOSE, *OtherForm.Kind.choices])
    on = DayField(label="日期")
    place = forms.CharField(label="地点（可不填）", max_length=120, required=False)
    people = forms.IntegerField(label="参加人数", min_value=1, max_value=1_000_000)
    text = forms.CharField(label="情况", max_length=5000, widget=area(5))


class IntroductionForm(Form):
    """What the feedback says before its figures."""

    introduction = forms.CharField(
        label="概述（可不填）", required=False, max_length=5000, widget=area(5)
    )
