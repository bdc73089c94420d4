"""One form for each act on a case: what it asks for, and the action it calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from gongkai.faces.desk.foi.register_forms import FilesField, RequestForm
from gongkai.faces.ui.forms import DayField, Form
from gongkai.rules.workdays import add_workdays
from gongkai.work.foi.actions.amend import amend
from gongkai.work.foi.actions.assist import ask
from gongkai.work.foi.actions.hand import hand
from gongkai.work.foi.actions.happen import happen
from gongkai.work.foi.actions.register import confirm
from gongkai.work.foi.actions.searches import note_search
from gongkai.work.foi.actions.take_in import add_found, note_supplement
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.queue import handlers_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

_ASSIST_WITHIN = 5


class ActForm(Form):
    """An act on a case: how its page is worded, who may do it, and what is done."""

    title: ClassVar[str]
    intro: ClassVar[str] = ""
    button: ClassVar[str] = "登记"
    done: ClassVar[str] = "已登记。"
    powers: ClassVar[tuple[str, ...]] = ("foi.handle",)

    def __init__(self, *args: Any, case: Request, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.today = case, on
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the case."""

    def run(self, by: Person, at: datetime) -> Any:
        """Carry out the act; raises Refused."""
        raise NotImplementedError


class OnForm(ActForm):
    """An act that happened on a day."""

    on = DayField(label="日期")

    def prepare(self) -> None:
        self.fields["on"].initial = self.today


class ConfirmForm(OnForm):
    title = "确认收到"
    intro = "网上、邮件、传真提交的，以双方确认之日为收到日；平信收到当天联系申请人确认。"
    button = "确认收到"
    done = "收到日已经确定，答复期限开始计算。"
    powers = ("foi.register",)
    on = DayField(label="与申请人确认的日期", help_text="确定以后不能再改。")

    def run(self, by: Person, at: datetime) -> Request:
        return confirm(request=self.case, on=self.cleaned_data["on"], by=by, at=at)


class AmendForm(RequestForm, ActForm):
    title = "更正登记内容"
    intro = "照申请原件更正。有文书批准以后不能再改；编号、提交方式和收到日不能改。"
    button = "保存更正"
    done = "已更正登记内容。"
    powers = ("foi.register",)

    def prepare(self) -> None:
        who = self.case.applicant
        for name, field in self.fields.items():
            field.initial = getattr(who if hasattr(who, name) else self.case, name)

    def run(self, by: Person, at: datetime) -> Request:
        return amend(
            request=self.case, applicant=self.applicant(), wanted=self.asked(), by=by, at=at
        )


class HandForm(ActForm):
    title = "交给同事办"
    intro = "承办人负责按期答复。交办以后，这件申请出现在对方的工作首页。"
    button = "交办"
    done = "已交办。"
    powers = ("foi.handle", "foi.approve")
    to = forms.ModelChoiceField(
        label="承办人", queryset=Person.objects.none(), empty_label="请选择"
    )
    note = forms.CharField(label="说明", max_length=200, required=False)

    def prepare(self) -> None:
        people = handlers_of(self.case.organisation, self.today)
        # `fields` is typed by its base class, which has no queryset.
        self.fields["to"].queryset = people  # type: ignore[attr-defined]

    def run(self, by: Person, at: datetime) -> Any:
        return hand(request=self.case, by=by, at=at, **self.cleaned_data)


class AssistForm(ActForm):
    title = "请其他单位协办"
    intro = "对方看到申请内容和您的问题，看不到申请人是谁。协办不停表，期限照常计算。"
    button = "发出协办"
    done = "已请对方协办，对方在工作台答复。"
    organisation = forms.ModelChoiceField(
        label="协办单位", queryset=Organisation.objects.none(), empty_label="请选择"
    )
    question = forms.CharField(
        label="请协助的事项", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    due_on = DayField(label="请在何日前答复")

    def prepare(self) -> None:
        others = Organisation.objects.filter(active_until=None).exclude(
            pk=self.case.organisation_id
        )
        self.fields["organisation"].queryset = others  # type: ignore[attr-defined]  # as above
        self.fields["due_on"].initial = add_workdays(self.today, _ASSIST_WITHIN, provisional=True)

    def run(self, by: Person, at: datetime) -> Any:
        return ask(request=self.case, by=by, at=at, **self.cleaned_data)


class SearchForm(OnForm):
    title = "登记检索"
    intro = "答复信息不存在，必须写明在哪里、用什么词、怎样找过（条例第三十六条第（四）项）。"
    done = "已登记检索，登记后不能删改。"
    on = DayField(label="检索日期")
    place = forms.CharField(
        label="检索范围", max_length=200, help_text="例如：档案室 2020 至 2025 年养护类案卷。"
    )
    words = forms.CharField(label="检索词", max_length=200)
    result = forms.CharField(label="结果", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def run(self, by: Person, at: datetime) -> Any:
        return note_search(request=self.case, by=by, at=at, **self.cleaned_data)


class FoundForm(ActForm):
    title = "加入检索到的信息"
    intro = "加入以后可以遮盖不公开的部分，再提供给申请人。现在不会给任何人。"
    button = "加入文件"
    done = "已加入文件。"
    papers = FilesField(label="文件", help_text="Word、PDF、表格、图片或文本。")

    def run(self, by: Person, at: datetime) -> Any:
        return add_found(request=self.case, files=read(self.cleaned_data), by=by, at=at)


class SupplementForm(OnForm):
    title = "登记收到补正"
    intro = "补正从收到之日起重新计算期限（条例第三十条）。网上补正的由系统自动登记。"
    done = "已登记补正，答复期限重新计算。"
    on = DayField(label="收到补正的日期")
    text = forms.CharField(
        label="补正内容",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    papers = FilesField(label="补正材料", required=False)
    good_reason = forms.BooleanField(
        label="逾期补正，申请人有正当理由", required=False, help_text="没有逾期的不用勾选。"
    )

    def run(self, by: Person, at: datetime) -> Any:
        given = {name: self.cleaned_data[name] for name in ("on", "text", "good_reason")}
        files = read(self.cleaned_data)
        return note_supplement(request=self.case, files=files, by=by, at=at, **given)


class EventForm(OnForm):
    """An event of the clock that needs a day and a word at most."""

    kind: ClassVar[str]

    def run(self, by: Person, at: datetime) -> Any:
        return happen(request=self.case, kind=self.kind, by=by, at=at, **self.cleaned_data)


class PaidForm(EventForm):
    title, kind = "登记收到费用", "fee_paid"
    intro = "自缴费次日起，答复期限重新计算（国办函〔2020〕109号）。"
    done = "已登记缴费，答复期限重新计算。"
    on = DayField(label="缴费日期")


class WithdrawForm(EventForm):
    title, kind = "登记撤回", "withdrawn"
    intro = "申请人书面撤回的登记在这里；网上撤回的由系统自动登记。登记后这件申请办结，不能恢复。"
    button = "登记撤回，办结"
    done = "已登记撤回，这件申请已办结。"
    on = DayField(label="收到撤回申请的日期")
    note = forms.CharField(
        label="说明",
        max_length=200,
        help_text="写明撤回书的编号或者收取方式，不要写申请人姓名。",
    )


class DelayForm(EventForm):
    title, kind = "约定合理期限", "delayed"
    intro = "说明的理由合理、但不能按期答复的，约定答复日期并告知申请人（条例第三十五条）。"
    done = "已登记约定的答复日期。"
    on = DayField(label="告知申请人的日期")
    until = DayField(label="约定的答复日期")


class ReasonsForm(EventForm):
    title, kind = "登记已要求说明理由", "explanation_requested"
    intro = "已用纸质文书要求说明理由的登记在这里（条例第三十五条）；期限照常计算。"
    on = DayField(label="告知申请人的日期")


def read(cleaned: Mapping[str, Any]) -> list[tuple[str, bytes]]:
    """Names and bytes of the files that were chosen."""
    return [(one.name, one.read()) for one in cleaned["papers"]]
