"""Forms of decisions: what is proposed, the questions of its road, branches, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from gongkai.faces.ui.forms import DayField, DocumentField, Form
from gongkai.rules.decisions.law import EXCLUSIONS, SCOPES
from gongkai.work.decisions.actions.branches import Part
from gongkai.work.decisions.actions.propose import REASON, Proposal
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.queries.facts import ANSWERS, label_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.record import Record

_YES_NO = [("yes", "是"), ("no", "否")]
_OUT = "、".join(one.label for one in EXCLUSIONS)
_HELP = {
    "public_exempt": (
        "第十四条：依法不予公开的决策事项除外。选“是”的要写明依据，不征求意见，也没有公开页面。"
    ),
    "needs_hearing": "第十六条：直接涉及公民、法人和其他组织切身利益或者存在较大分歧的，可以听证。",
    "needs_experts": "第十九条：专业性、技术性较强的，应当组织专家论证。",
    "has_risk": "第二十二条：可能对社会稳定、公共安全等造成不利影响的，应当评估风险。",
    "touches_market": "第二十九条：草案涉及市场主体经济活动的，应当公平竞争审查。",
}


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProposalForm(Form):
    """What a decision is about."""

    title = forms.CharField(
        label="事项名称",
        max_length=200,
        help_text="公开时就用这个名称，例如：青禾区公共停车收费管理办法。",
    )
    scope = forms.ChoiceField(
        label="事项类型", required=False,
        choices=[("", "——"), *((one.code, one.label) for one in SCOPES)],
        help_text=f"重大行政决策事项要选一类（第三条）。不适用：{_OUT}。规范性文件不选。",
    )  # fmt: skip
    background = forms.CharField(
        label="决策背景",
        max_length=20000,
        widget=_text(5),
        help_text="为什么要办，解决什么问题。会在决策档案里向社会公开。",
    )
    planned_on = DayField(label="计划完成时间", help_text="计划什么时候公布结果。")
    others = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label="共同承办单位", required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="没有的不选。按住 Ctrl 键可以选多个。",
    )  # fmt: skip
    contact = forms.CharField(
        label="来信来电地址", max_length=20000, required=False, widget=_text(3),
        help_text="不上网的人怎样提意见：通信地址、电话、电子邮箱。会向社会公开。",
    )  # fmt: skip
    is_trial = forms.BooleanField(
        label="暂行或者试行", required=False, help_text="规范性文件的有效期一般不超过 2 年。"
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: Any = self.fields["others"]
        others.queryset = Organisation.objects.order_by("order", "code")
        if kind == Decision.Kind.MAJOR:
            del self.fields["is_trial"]
            self.fields["scope"].required = True
            self.fields["scope"].error_messages["required"] = "请选择事项类型"
        else:
            del self.fields["scope"]

    def proposal(self) -> Proposal:
        """What the action takes."""
        given = dict(self.cleaned_data)
        others: Sequence[Organisation] = tuple(given.pop("others"))
        names = Proposal.__dataclass_fields__
        return Proposal(others=others, **{k: v for k, v in given.items() if k in names})


class NewForm(ProposalForm):
    """The same with the organisation and the year."""

    field_order = ("organisation", "year", "title")

    def __init__(
        self, *args: Any, kind: str, places: Sequence[Organisation], on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        rows = Organisation.objects.filter(pk__in=[one.pk for one in places])
        self.fields["organisation"] = forms.ModelChoiceField(
            rows,
            label="承办单位",
            empty_label=None,
            help_text="有两个以上承办单位的，填牵头的（第十一条）。",
        )
        self.fields["year"] = forms.TypedChoiceField(
            label="年度", coerce=int, choices=[(y, f"{y} 年") for y in (on.year, on.year + 1)],
            help_text="列入哪一年的目录。",
        )  # fmt: skip
        self.order_fields(self.field_order)


class QuestionsForm(Form):
    """The questions from which the road follows; each is answered with yes or no."""

    def __init__(self, data: Any = None, *, decision: Decision) -> None:
        super().__init__(data)
        for name in ANSWERS:
            value = getattr(decision, name)
            self.fields[name] = forms.ChoiceField(
                label=label_of(name), choices=_YES_NO, widget=forms.RadioSelect,
                initial=None if value is None else ("yes" if value else "no"),
                help_text=_HELP[name],
            )  # fmt: skip
            self.fields[name].error_messages["required"] = f"请回答“{label_of(name)}”"
        self.fields["exempt_reason"] = forms.CharField(
            label="不予公开的依据", max_length=REASON, required=False,
            initial=decision.exempt_reason,
            help_text="只在“依法不予公开”选“是”时填写：法律、行政法规的名称和条款。",
        )  # fmt: skip

    def answers(self) -> dict[str, bool]:
        """What the action takes."""
        return {name: self.cleaned_data[name] == "yes" for name in ANSWERS}


class ReasonForm(Form):
    """Why; it becomes public with the decision."""

    reason = forms.CharField(
        label="原因",
        max_length=REASON,
        widget=_text(3),
        help_text="会向社会公开，请写得让人看得懂。",
    )


class SplitForm(ReasonForm):
    """The parts, one in a line."""

    parts = forms.CharField(
        label="拆成哪几件", widget=_text(5), help_text="一行一件，至少两行，写新的事项名称。"
    )
    planned_on = DayField(label="计划完成时间", help_text="每件都先用这个时间，以后可以分别改。")
    field_order = ("parts", "planned_on", "reason")

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        lines = self.cleaned_data["parts"].splitlines()
        planned_on = self.cleaned_data["planned_on"]
        parts = [Part(line.strip(), planned_on) for line in lines if line.strip()]
        return {"parts": parts, "reason": self.cleaned_data["reason"]}


class MergeForm(ReasonForm):
    """The decision that goes on."""

    into = forms.ModelChoiceField(
        Decision.objects.none(),
        label="并入哪一件",
        help_text="同一单位、同一类别、正在办理的事项。",
    )
    field_order = ("into", "reason")

    def __init__(self, *args: Any, rows: QuerySet[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.queryset = rows.order_by("-pk")
        into.label_from_instance = lambda one: f"{one.code} {one.title}"


class PaperForm(Form):
    """A paper of a phase."""

    file = DocumentField(label="材料", kinds=("docx", "xlsx", "pdf", "ofd", "image"))


class LinkForm(Form):
    """A record of the organisation that fills a slot."""

    record = forms.ModelChoiceField(
        Record.objects.none(),
        label="信息",
        help_text="本单位和共同承办单位的信息；公开后才会在档案里显示。",
    )

    def __init__(self, *args: Any, rows: QuerySet[Record], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        record: Any = self.fields["record"]
        record.queryset = rows
        record.label_from_instance = _named


def _named(record: Record) -> str:
    title = record.current.title if record.current else ""
    return f"{title or '（没有标题）'}（{record.get_state_display()}）"
