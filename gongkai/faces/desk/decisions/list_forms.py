"""Forms of the yearly list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from gongkai.faces.ui.forms import DayField, Form
from gongkai.work.decisions.actions.propose import REASON
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.year_list import ListItem
from gongkai.work.org.models.organisation import Organisation


class YearForm(Form):
    """The year whose next version begins."""

    year = forms.TypedChoiceField(label="年度", coerce=int)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year: Any = self.fields["year"]
        year.choices = [(one, f"{one} 年") for one in (on.year, on.year + 1, on.year - 1)]


class PutForm(Form):
    """A decision to be put on the list."""

    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label="事项",
        help_text="这一年申报的、还没有列入的重大行政决策事项。",
    )
    reason = forms.CharField(
        label="列入的原因", max_length=REASON, required=False,
        help_text="第一版不用写；以后各版新增的要写，原因随目录公布。",
    )  # fmt: skip

    def __init__(self, *args: Any, rows: QuerySet[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision: Any = self.fields["decision"]
        decision.queryset = rows
        decision.label_from_instance = lambda one: (
            f"{one.code} {one.title}（{one.organisation.label}）"
        )


class ItemForm(Form):
    """How the version names a decision."""

    title = forms.CharField(label="事项名称", max_length=200)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="承办单位", empty_label=None
    )
    planned_on = DayField(label="计划完成时间")
    place = forms.IntegerField(label="次序", min_value=1, max_value=999, help_text="第一件是 1。")
    reason = forms.CharField(
        label="调整原因", max_length=REASON, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="新增，或者改了单位、时间的要写，原因随目录公布；第一版不用写。",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, item: ListItem) -> None:
        names = ("title", "planned_on", "reason")
        first = {name: getattr(item, name) for name in names}
        first |= {"organisation": item.organisation_id, "place": item.order}
        super().__init__(data, initial=first)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = Organisation.objects.order_by("order", "code")


class DropForm(Form):
    """Why a decision is taken off."""

    reason = forms.CharField(
        label="移出的原因", max_length=REASON, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="已公布的上一版里有的，要写明原因，原因随目录公布。",
    )  # fmt: skip


class AgreeForm(Form):
    """Who agreed to the version, and when."""

    agreed_on = DayField(label="同意日期", help_text="同级党委同意的日期（第三条第三款）。")
    agreed_by = forms.CharField(label="同意机关", max_length=80, help_text="例如：中共青禾区委。")
