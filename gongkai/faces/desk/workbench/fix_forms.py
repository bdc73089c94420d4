"""The forms of a batch fix: which kind, with which values, why, and which documents were ticked."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from gongkai.faces.desk.records.forms import ItemField
from gongkai.faces.ui.forms import DayField, Form
from gongkai.rules.document import KINDS as DOCUMENT_KINDS
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries import choices
from gongkai.work.records.queries.fixes import Fix

_BETWEEN_KEYWORDS = re.compile(r"[、，,;；\s]+")
NOTE_LENGTH = 300


class FixForm(Form):
    """What every fix says: whether filled fields change too, and why (更正说明)."""

    kind = ""
    overwrites = forms.BooleanField(
        label="已经填写的也改", required=False,
        help_text="不勾选时只补空白，已有内容的文件不动。",
    )  # fmt: skip
    note = forms.CharField(
        label="更正说明", max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="改了什么、为什么改，写入每一件文件的更正记录，例如：历史文件规范化，补充主题分类。",
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """The fields that the fix writes."""
        return {}

    def fix(self) -> Fix:
        """The fix that the form describes."""
        return Fix(self.kind, self.values(), self.cleaned_data.get("overwrites", False))


class ThemeForm(FixForm):
    kind = "theme"
    theme = forms.CharField(label="主题分类", max_length=60, help_text="例如：城乡建设-住房保障")
    field_order = ("theme", "overwrites", "note")

    def values(self) -> dict[str, Any]:
        return {"theme": self.cleaned_data["theme"]}


class IssuerForm(FixForm):
    kind = "issuer"
    issuer = forms.CharField(label="发文机关", max_length=80)
    field_order = ("issuer", "overwrites", "note")

    def values(self) -> dict[str, Any]:
        return {"issuer": self.cleaned_data["issuer"]}


class KindForm(FixForm):
    kind = "document_kind"
    document_kind = forms.ChoiceField(
        label="公文种类", choices=[("", "请选择"), *DOCUMENT_KINDS.items()],
        help_text="填了公文种类的文件还须有发文字号。",
    )  # fmt: skip
    field_order = ("document_kind", "overwrites", "note")

    def values(self) -> dict[str, Any]:
        return {"document_kind": self.cleaned_data["document_kind"]}


class ItemForm(FixForm):
    kind = "item"
    overwrites = None  # type: ignore[assignment]  # every document stands under an item already
    # Not `item`, which in the address narrows the choice of documents.
    to_item = ItemField(
        label="目录事项", queryset=CatalogueItem.objects.none(), empty_label="请选择",
        to_field_name="code",
    )  # fmt: skip
    field_order = ("to_item", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `fields` is typed by its base class, which has no queryset.
        self.fields["to_item"].queryset = choices.items()  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {"item": self.cleaned_data["to_item"]}


class KeywordsForm(FixForm):
    kind = "keywords"
    keywords = forms.CharField(label="关键词", help_text="用顿号分开，最多 10 个。")
    field_order = ("keywords", "overwrites", "note")

    def values(self) -> dict[str, Any]:
        words = _BETWEEN_KEYWORDS.split(self.cleaned_data["keywords"])
        return {"keywords": [word for word in words if word]}


class ValidityForm(FixForm):
    kind = "validity"
    effective_on = DayField(label="实施日期", required=False)
    expires_on = DayField(label="失效日期", required=False, help_text="长期有效的不填。")
    field_order = ("effective_on", "expires_on", "overwrites", "note")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not (data.get("effective_on") or data.get("expires_on")):
            raise forms.ValidationError("实施日期和失效日期请至少填一个")
        return data

    def values(self) -> dict[str, date]:
        names = ("effective_on", "expires_on")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}


class NumberForm(FixForm):
    kind = "document_number"
    overwrites = None  # type: ignore[assignment]  # it changes what is written, not what is missing


class IssuedOnForm(FixForm):
    kind = "issued_on"


FORMS: dict[str, type[FixForm]] = {
    one.kind: one
    for one in (
        ThemeForm, IssuerForm, KindForm, ItemForm, KeywordsForm, ValidityForm, NumberForm,
        IssuedOnForm,
    )
}  # fmt: skip
