"""The forms of what changes how a case stands beside others: split, merge, repeat, hand on, fee."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from gongkai.faces.desk.foi.act_forms import ActForm, OnForm
from gongkai.faces.ui.forms import DayField
from gongkai.work.foi.actions.consult import consult, note_answer, note_sent
from gongkai.work.foi.actions.fees import propose
from gongkai.work.foi.actions.merge import merge
from gongkai.work.foi.actions.repeat import mark_repeat
from gongkai.work.foi.actions.split import split
from gongkai.work.foi.actions.transfer import transfer
from gongkai.work.foi.models.ending import Fee
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.likes import pieces_before, same_applicant
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

_MOST_CHOICES = 100


class CaseField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django: none at run time
    """Another case of the same applicant, told by its number and what was wanted."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}：{obj.wanted[:30]}（{obj.submitted_at:%Y-%m-%d}）"


class OwnCaseForm(ActForm):
    """An act that names another case of the same applicant."""

    field = ""

    def prepare(self) -> None:
        rows = same_applicant(self.case).order_by("-id")
        keys = list(self.fit(rows).values_list("pk", flat=True)[:_MOST_CHOICES])
        found = Request.objects.filter(pk__in=keys).order_by("-id")
        self.fields[self.field].queryset = found  # type: ignore[attr-defined]  # typed by its base

    def fit(self, rows: Any) -> Any:
        """Those of the rows that can be named."""
        return rows


class ConsultForm(ActForm):
    title = "征求意见"
    intro = (
        "征求意见书送达以后停表，对方答复或者满 15 个工作日后继续（条例第三十二条、第三十四条）。"
        "对方看到的只有“涉及的信息”，看不到申请人是谁。"
    )
    button = "建立征求意见"
    done = "已建立。接着起草征求意见书。"
    whom = forms.ChoiceField(
        label="征求谁的意见", choices=Consultation.Whom.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label="对方名称", max_length=80)
    contact = forms.CharField(label="联系方式", max_length=200, required=False)
    information = forms.CharField(
        label="涉及的信息",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明拟公开的哪些内容与对方有关。",
    )

    def run(self, by: Person, at: datetime) -> Any:
        return consult(request=self.case, by=by, at=at, **self.cleaned_data)


class PartyForm(OnForm):
    """An act on a consultation of the case."""

    party: Consultation


class SentForm(PartyForm):
    title = "登记征求意见书已送达"
    intro = "不用系统起草、用纸质征求意见书的，在这里登记送达日期，从这一天停表。"
    done = "已登记送达，期限停下来。"
    on = DayField(label="送达日期")

    def run(self, by: Person, at: datetime) -> Any:
        return note_sent(consultation=self.party, by=by, at=at, **self.cleaned_data)


class AnswerForm(PartyForm):
    title = "登记对方的答复"
    intro = "以收到之日为准。是否公开由本机关决定，对方不同意的理由要审查（条例第三十二条）。"
    done = "已登记答复。"
    on = DayField(label="收到答复的日期")
    opinion = forms.ChoiceField(
        label="意见", choices=Consultation.Opinion.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="理由", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def run(self, by: Person, at: datetime) -> Any:
        return note_answer(consultation=self.party, by=by, at=at, **self.cleaned_data)


class SplitForm(ActForm):
    title = "拆分申请"
    intro = (
        "一份申请要几项不同的信息时拆分。第一项留在本件，其余各立一件；收到日、期限、查询码都不变，"
        "年度报告分别计数。原来写的全文保存在申请材料里。已经提出收费、征求意见或延期的不能拆分。"
    )
    button = "拆分"
    done = "已拆分。"
    parts = forms.CharField(
        label="每项内容一行", max_length=5000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def prepare(self) -> None:
        self.fields["parts"].initial = self.case.wanted

    def run(self, by: Person, at: datetime) -> Any:
        parts = self.cleaned_data["parts"].splitlines()
        return split(request=self.case, parts=parts, by=by, at=at)


class MergeForm(OwnCaseForm):
    title, field = "合并办理", "into"
    intro = (
        "同一申请人就同一事项先后提出、都还没有答复的，把本件并入先收到的一件。"
        "本件按“其他处理——其他”办结（年报 3.6.3），并注明并入哪一件。"
    )
    button = "并入所选的一件"
    done = "已并入，这件申请已办结。"
    into = CaseField(label="并入哪一件", queryset=Request.objects.none(), empty_label="请选择")

    def fit(self, rows: Any) -> Any:
        return rows.filter(ended_on=None).exclude(received_on=None)

    def run(self, by: Person, at: datetime) -> Any:
        return merge(request=self.case, by=by, at=at, **self.cleaned_data)


class RepeatForm(OwnCaseForm):
    title, field = "标为重复申请", "earlier"
    intro = (
        "已经答复过、同一申请人又申请相同信息的，选出原来的一件。"
        "标记以后起草“不予处理”告知书，写明原答复（条例第三十六条第（六）项）。选“不是重复”取消标记。"
    )
    button = "保存"
    done = "已保存。"
    earlier = CaseField(
        label="重复的是哪一件",
        queryset=Request.objects.none(),
        empty_label="不是重复",
        required=False,
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["earlier"].initial = self.case.repeats_id

    def fit(self, rows: Any) -> Any:
        return rows.exclude(outcome="").filter(submitted_at__lte=self.case.submitted_at)

    def run(self, by: Person, at: datetime) -> Any:
        return mark_repeat(request=self.case, by=by, at=at, **self.cleaned_data)


class TransferForm(ActForm):
    title = "转给其他单位"
    intro = (
        "不属于本机关的，条例第三十六条第（五）项要求告知申请人并说明理由，知道由谁负责的告知其名称和"
        "联系方式；条例没有规定可以自行移送。申请人同意的，可以在这里替他向对方登记一件新的申请："
        "对方与申请人确认收到以后，期限重新开始，查询码不变。"
        "本件仍要用“不属于本机关”的答复书办结。"
    )
    button = "登记为对方的新申请"
    done = "已在对方登记新的申请。本件请用“不属于本机关”答复。"
    to = forms.ModelChoiceField(
        label="掌握信息的单位", queryset=Organisation.objects.none(), empty_label="请选择"
    )
    consent = forms.CharField(
        label="申请人怎样同意的", max_length=200, help_text="例如：2月9日电话同意，有录音。"
    )

    def prepare(self) -> None:
        others = Organisation.objects.filter(active_until=None).exclude(
            pk=self.case.organisation_id
        )
        self.fields["to"].queryset = others  # type: ignore[attr-defined]  # typed by its base

    def run(self, by: Person, at: datetime) -> Any:
        return transfer(request=self.case, by=by, at=at, **self.cleaned_data)


class FeeForm(ActForm):
    title = "提出收费"
    button = "提出收费，等审批人批准"
    done = "已提出收费，等另一位审批人批准。批准以后起草收费通知书。"
    tariff = forms.ChoiceField(
        label="计费方式",
        choices=Fee.Tariff.choices,
        widget=forms.RadioSelect,
        help_text="一件申请只能选一种，不能并用。",
    )
    count = forms.IntegerField(label="件数或者页数", min_value=1, max_value=100_000)
    reason = forms.CharField(
        label="收费理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明数量、频次怎样明显超过合理范围（条例第四十二条）。",
    )

    def prepare(self) -> None:
        before = pieces_before(self.case)
        counted = f"同一申请人本月在本单位已计 {before} 件，从第 {before + 1} 件起算"
        self.fields["count"].help_text = f"按件的，{counted}；按量的填页数。"

    def run(self, by: Person, at: datetime) -> Any:
        return propose(request=self.case, by=by, at=at, **self.cleaned_data)
