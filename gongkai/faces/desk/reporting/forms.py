"""Forms of annual reports: a part of the text, figures handed in, the year before, a reason."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from gongkai.faces.ui.forms import DocumentField, Form
from gongkai.rules.report_tables import COLUMNS3
from gongkai.work.reporting.actions.write import LONGEST
from gongkai.work.reporting.models.report import HandedFigure

FEES = HandedFigure.Row.FEES


class PartForm(Form):
    """The text of one part."""

    text = forms.CharField(
        label="文字",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="一行一段。表格里有的数要与表格一致，保存后会核对。",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class FiguresForm(Form):
    """The rows of table 2 that only the department knows."""

    source = forms.CharField(
        label="数据来源",
        max_length=200,
        help_text="数字取自哪里，例如：行政审批系统 2025 年办结量统计。",
    )

    def __init__(self, data: Any = None, *, known: Mapping[str, HandedFigure]) -> None:
        super().__init__(data)
        for place, (row, label) in enumerate(HandedFigure.Row.choices):
            self.fields[f"row-{place}"] = _figure(row, label, known.get(row))
        source = self.fields.pop("source")
        source.initial = next((one.source for one in known.values()), "")
        self.fields["source"] = source

    def given(self) -> dict[str, Decimal]:
        """What `hand_in` takes."""
        rows = HandedFigure.Row.values
        return {row: self.cleaned_data[f"row-{place}"] for place, row in enumerate(rows)}


def _figure(row: str, label: str, known: HandedFigure | None) -> forms.DecimalField:
    words = {
        "required": f"请填写{row}，没有的填 0",
        "invalid": f"{row}要填数字，没有的填 0",
        "min_value": f"{row}不能小于 0",
        "max_digits": f"{row}的数字太长，请核对",
        "max_whole_digits": f"{row}的数字太长，请核对",
        "max_decimal_places": f"{row}最多六位小数" if row == FEES else f"{row}要填整数",
    }
    figure = forms.DecimalField(
        label=label,
        min_value=Decimal(0),
        max_digits=16,
        decimal_places=6 if row == FEES else 0,
        help_text="最多六位小数。" if row == FEES else "",
    )
    figure.error_messages |= words
    if known is not None:
        figure.initial = f"{known.value:f}".rstrip("0").rstrip(".") or "0"
    return figure


class FileForm(Form):
    """The report of the year before as a file."""

    file = DocumentField(label="上一年的年报", kinds=("docx", "html", "xlsx", "json"))
    reason = forms.CharField(
        label="说明", max_length=300, help_text="文件从哪里来，例如：2025年1月20日公开的网页。"
    )


class NumbersForm(Form):
    """The numbers of the year before that are needed, copied from the paper."""

    def __init__(self, data: Any = None) -> None:
        # It stands beside the form of the file on one page.
        super().__init__(data, auto_id="typed_%s")
        for code, label in COLUMNS3.items():
            if code != "total":
                self.fields[code] = _count(f"四、结转下年度：{label}")
        self.fields["documents"] = _count("行政规范性文件现行有效件数", required=False)
        self.fields["reason"] = forms.CharField(
            label="抄自哪里", max_length=300, help_text="例如：2025年1月20日公开的2024年年报。"
        )
        self.fields["reason"].error_messages["required"] = "请填写抄自哪里"

    def given(self) -> dict[str, Any]:
        """What `bring_numbers` takes."""
        told = dict(self.cleaned_data)
        return {
            "reason": told.pop("reason"),
            "documents": told.pop("documents"),
            "carried": told,
        }


def _count(label: str, *, required: bool = True) -> forms.IntegerField:
    field = forms.IntegerField(
        label=label, min_value=0, max_value=10**8, required=required, initial=None
    )
    field.error_messages |= {
        "required": f"请填写{label}，没有的填 0",
        "invalid": f"{label}要填整数，没有的填 0",
        "min_value": f"{label}不能小于 0",
    }
    return field


class ReasonForm(Form):
    """Why a report is sent back or opened again."""

    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明哪里不对、要怎样改。",
    )
