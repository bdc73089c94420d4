"""The forms for what changed under an item, and for signing that there was nothing."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.faces.desk.records.forms import ItemField
from gongkai.faces.desk.records.within_item import term_said
from gongkai.faces.ui.forms import DayField, Form, sentences
from gongkai.rules.disclosure_terms import OTHER, terms_along
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries import choices
from gongkai.work.records.queries.terms import line_of


class ItemForm(Form):
    """Under which item something changed."""

    item = ItemField(label="目录事项", queryset=CatalogueItem.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = choices.items([organisation])
        # `fields` is typed by its base class, which has no queryset.
        self.fields["item"].queryset = offered  # type: ignore[attr-defined]


class ChangeForm(Form):
    """What was formed or changed under one item, and when."""

    what = forms.CharField(
        label="形成或变更的内容",
        max_length=200,
        help_text="例如：收费标准调整；新修订的应急预案印发。",
    )
    formed_on = DayField(
        label="形成或变更日期", help_text="公开期限从这一天起算（条例第二十六条）。"
    )

    def __init__(self, *args: Any, item: CatalogueItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if special := terms_along(line_of(item)):
            matters = [(one.matter, f"{one.matter}：{term_said(one)}") for one in special]
            field = forms.ChoiceField(
                label="具体事项",
                choices=[("", "请选择"), *matters, (OTHER, OTHER)],
                help_text="别的法律、法规另定公开期限的，从其规定。",
            )
            field.error_messages |= sentences(field, "具体事项")
            self.fields["matter"] = field


class NothingForm(Form):
    """Why an item had nothing to publish in a period."""

    reason = forms.CharField(
        label="说明",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="向公众写明为什么没有，例如：本季度没有开展政府集中采购。",
    )
    signed = forms.BooleanField(
        label="我已核实，本期确实没有形成这一事项的信息",
    )
