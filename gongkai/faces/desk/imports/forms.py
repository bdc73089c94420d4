"""Forms of a bulk import: the file, the field of each column, what holds for every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import File

from gongkai.faces.desk.records.forms import ItemField
from gongkai.faces.ui.forms import DocumentField, Form, sentences
from gongkai.faces.ui.sizes import file_size
from gongkai.rules.document import KINDS as DOCUMENT_KINDS
from gongkai.rules.imports import FIELDS
from gongkai.rules.imports import Mapping as Columns
from gongkai.work.files.bulk import KINDS
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries import choices

# What a clerk sets for all rows at once; the rest differs from row to row.
CONSTANTS = ("item", "theme", "issuer", "document_kind")
_NOTHING = ("", "不导入这一列")


class SourceField(DocumentField):
    """A source of many documents: its size and the kind that its name tells."""

    def __init__(self, **kwargs: Any) -> None:
        limit = file_size(settings.GONGKAI_IMPORT_LIMIT)
        told = "csv、xlsx、jsonl，或者放有 Word（.docx）、网页（.html）文件的 zip"
        super().__init__(kinds=(), help_text=f"{told}，不超过 {limit}。", **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ",".join(KINDS)}

    def to_python(self, data: File[Any] | None) -> File[Any] | None:
        if data and not data.size:
            raise forms.ValidationError(f"“{data.name}”是空文件，请检查后重新选择", code="empty")
        limit = settings.GONGKAI_IMPORT_LIMIT
        if data and data.size and data.size > limit:
            raise forms.ValidationError(
                f"“{data.name}”有 {file_size(data.size)}，超过 {file_size(limit)} 的上限，"
                "请拆成几份分次导入",
                code="too_large",
            )
        # The content is judged by whoever opens it; a document's own checks do not fit here.
        file = forms.FileField.to_python(self, data)
        if file is not None and PurePath(str(file.name)).suffix.lower() not in KINDS:
            raise forms.ValidationError(
                f"“{file.name}”不是能批量导入的文件，请选择 csv、xlsx、jsonl 或 zip；"
                "旧的 xls 请另存为 xlsx",
                code="kind",
            )
        return file


class UploadForm(Form):
    """The file, and whose documents are in it."""

    organisation = forms.ModelChoiceField(
        label="公开单位", queryset=Organisation.objects.none(), empty_label=None,
        to_field_name="code",
        help_text="表里另有“公开单位”一列的，以表里写的为准。",
    )  # fmt: skip
    file = SourceField(label="文件")

    def __init__(self, *args: Any, places: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields["organisation"]
        known.queryset = Organisation.objects.filter(pk__in=[one.pk for one in places])
        if len(places) == 1:
            known.widget = forms.HiddenInput()
            self.initial.setdefault("organisation", places[0].code)


class MappingForm(Form):
    """One choice for each column (c0, c1, …), and the values that hold for every row."""

    item = ItemField(
        label="目录事项", queryset=CatalogueItem.objects.none(), required=False,
        empty_label="按表里写的，没有写的列入“其他”", to_field_name="code",
    )  # fmt: skip
    theme = forms.CharField(label="主题分类", max_length=60, required=False)
    issuer = forms.CharField(label="发文机关", max_length=80, required=False)
    document_kind = forms.ChoiceField(
        label="公文种类", required=False,
        choices=[("", "按表里写的"), *((label, label) for label in DOCUMENT_KINDS.values())],
    )  # fmt: skip

    def __init__(self, data: Any = None, *, columns: Sequence[str], mapping: Columns) -> None:
        self.columns = tuple(columns)
        self.kept = {
            code: value for code, value in mapping.constants.items() if code not in CONSTANTS
        }
        super().__init__(data, initial=_initial(columns, mapping))
        self.fields["item"].queryset = choices.items()  # type: ignore[attr-defined]
        for place, column in enumerate(columns):
            label = f"“{column}”列"
            known = forms.ChoiceField(
                label=label, choices=[_NOTHING, *FIELDS.items()], required=False
            )
            known.error_messages |= sentences(known, label)
            self.fields[f"c{place}"] = known

    def mapping(self) -> Columns:
        """What was chosen, together with what another page has set for every row."""
        chosen = {
            column: self.cleaned_data[f"c{place}"]
            for place, column in enumerate(self.columns)
            if self.cleaned_data[f"c{place}"]
        }
        constants = {
            code: _stored(self.cleaned_data[code]) for code in CONSTANTS if self.cleaned_data[code]
        }
        return Columns(chosen, self.kept | constants)

    def choices_of_columns(self, samples: Sequence[Mapping[str, str]]) -> Iterator[ColumnChoice]:
        """Each column with its control and what stands in the first rows."""
        for place, column in enumerate(self.columns):
            values = [row[column] for row in samples if row.get(column)]
            yield column, self[f"c{place}"], values

    def constants(self) -> list[forms.BoundField]:
        """The controls of what holds for every row."""
        return [self[code] for code in CONSTANTS]


ColumnChoice = tuple[str, forms.BoundField, list[str]]


class TakeOutForm(Form):
    """Why one document leaves the batch."""

    reason = forms.CharField(label="取出原因", max_length=300)


class DecideForm(Form):
    """The decision of one reviewer on the whole batch."""

    outcome = forms.ChoiceField(choices=[("passed", "通过"), ("returned", "退回")])
    level = forms.IntegerField(min_value=1, max_value=3, widget=forms.HiddenInput())
    batch_hash = forms.CharField(max_length=64, widget=forms.HiddenInput())
    opinion = forms.CharField(
        label="审核意见", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="通过可以不写；退回要写明哪些行、应怎样改。",
    )  # fmt: skip


def _initial(columns: Sequence[str], mapping: Columns) -> dict[str, str]:
    chosen = {f"c{place}": mapping.columns.get(one, "") for place, one in enumerate(columns)}
    return chosen | {code: mapping.constants.get(code, "") for code in CONSTANTS}


def _stored(value: Any) -> str:
    return value.code if isinstance(value, CatalogueItem) else str(value)
