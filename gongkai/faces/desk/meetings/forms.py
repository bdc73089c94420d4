"""Forms of meetings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from gongkai.faces.ui.forms import DayField, Form
from gongkai.faces.ui.moments import MomentField
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.meeting import (
    Meeting,
    Representative,
    RepresentativeKind,
    Statement,
    Topic,
)
from gongkai.work.decisions.models.opinion import Disposition
from gongkai.work.org.models.organisation import Organisation

_BLANK = [("", "请选择")]
_KINDS = RepresentativeKind.choices
_MOST = 500


class LabelField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no parameters at run time
    """An organisation by its label."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class MeetingForm(Form):
    """Which meeting, when and where."""

    title = forms.CharField(
        label="会议名称", max_length=200, help_text="例如：区政府第 12 次常务会议。"
    )
    held_at = MomentField(label="会议时间")
    place = forms.CharField(label="地点", max_length=200)


class NewMeetingForm(MeetingForm):
    """The same, for one of one's organisations."""

    organisation = LabelField(
        label="组织单位", queryset=Organisation.objects.none(), empty_label="请选择"
    )

    def __init__(self, *args: Any, places: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Organisation.objects.filter(pk__in=[one.pk for one in places])
        # `fields` is typed by its base class, which has no queryset.
        self.fields["organisation"].queryset = offered  # type: ignore[attr-defined]


class TopicForm(Form):
    """One matter on the agenda; an empty row is left out."""

    title = forms.CharField(label="议题", max_length=200, required=False)
    decision = forms.ModelChoiceField(
        label="对应的决策事项", queryset=Decision.objects.none(), required=False, empty_label="没有"
    )

    def __init__(self, *args: Any, decisions: QuerySet[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `fields` is typed by its base class, which has no queryset.
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]


TopicsForm = forms.formset_factory(TopicForm, extra=3, max_num=33)


class CallForm(Form):
    """Until when one applies, how, and how many of each kind are wanted."""

    closes_on = DayField(label="报名截止日期")
    how = forms.CharField(
        label="报名说明",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明报名条件和方式，随公告公布。网上报名不用登录，只填姓名、电话和理由。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in _KINDS:
            self.fields[f"places_{code}"] = forms.IntegerField(
                label=f"{label}名额", min_value=0, max_value=_MOST, required=False,
                error_messages={"invalid": f"{label}名额要填整数"},
            )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        places = {code: given.get(f"places_{code}") or 0 for code, _ in _KINDS}
        return {
            "closes_on": given["closes_on"],
            "how": given["how"],
            "places": {code: count for code, count in places.items() if count},
        }


class MoveForm(Form):
    """Another time or place, and why."""

    held_at = MomentField(label="新的会议时间")
    place = forms.CharField(label="地点", max_length=200)
    reason = forms.CharField(label="原因", max_length=300)


class ReasonForm(Form):
    """A word on why."""

    reason = forms.CharField(label="原因", max_length=300)


class CloseForm(Form):
    """The moment after which the public value is taken."""

    draws_after = MomentField(
        label="公共数值产生时间",
        help_text="公共数值是公开日志在这个时间以后签名的第一个树头，到时候再抽选。建议填明天。",
    )


class InviteForm(Form):
    """Somebody whom the organiser invites."""

    kind = forms.ChoiceField(label="代表类别", choices=[*_BLANK, *_KINDS])
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="电话", max_length=30)
    why = forms.CharField(label="推荐单位或者理由", max_length=500, required=False)


class AttendanceForm(Form):
    """Who came."""

    present = forms.TypedMultipleChoiceField(
        label="到会的代表", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="没有勾选的记为缺席。",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Representative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `fields` is typed by its base class, which has no choices.
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.number}　{one.name}（{one.get_kind_display()}）") for one in people
        ]


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no parameters at run time
    """A representative by number and kind."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}（{obj.get_kind_display()}）"


class StatementForm(Form):
    """What somebody said on a topic."""

    topic = forms.ModelChoiceField(
        label="议题", queryset=Topic.objects.none(), empty_label="请选择"
    )
    representative = PersonField(
        label="代表", queryset=Representative.objects.none(), empty_label="请选择"
    )
    text = forms.CharField(
        label="意见", max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="随采纳情况公开，请不要写姓名、电话。",
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `fields` is typed by its base class, which has no queryset.
        self.fields["topic"].queryset = meeting.topics.order_by("order")  # type: ignore[attr-defined]
        self.fields["representative"].queryset = people  # type: ignore[attr-defined]


class AnswerForm(Form):
    """What becomes of a statement."""

    adoption = forms.ChoiceField(
        label="采纳情况", choices=Disposition.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="理由", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="部分采纳、不采纳的必须写明。",
    )  # fmt: skip


def initial_answer(statement: Statement) -> dict[str, str]:
    """The answer there is."""
    return {"adoption": statement.adoption, "reason": statement.reason}
