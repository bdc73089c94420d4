"""Forms whose errors say what to do, and the field through which files come in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import File

from gongkai.faces.ui.documents import KINDS, fits
from gongkai.faces.ui.sizes import file_size


class SpokenErrors(forms.BaseForm):
    """Mixed into a form, says 请填写标题 instead of 这个字段是必填项."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(field.label or name)
            field.error_messages = {**field.error_messages, **sentences(field, label)}


class Form(SpokenErrors, forms.Form):
    """The form of all pages."""


def sentences(field: forms.Field, label: str) -> dict[str, str]:
    """What is said when the field is empty or holds something that cannot be read."""
    if isinstance(field, DocumentField):
        return {"required": f"请选择{label}"}
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return {
            "required": f"请选择{label}",
            "invalid_choice": f"{label}里没有这一项，请从列出的选项中选择",
        }
    if isinstance(field, forms.BooleanField):
        return {"required": f"请勾选“{label}”"}
    words = {
        "required": f"请填写{label}",
        "max_length": f"{label}不能超过 %(limit_value)d 个字，现在有 %(show_value)d 个",
        "min_length": f"{label}至少要 %(limit_value)d 个字，现在有 %(show_value)d 个",
        "max_value": f"{label}不能大于 %(limit_value)s",
        "min_value": f"{label}不能小于 %(limit_value)s",
        "null_characters_not_allowed": f"{label}里有不能保存的字符，请删去后重新填写",
    }
    if isinstance(field, forms.DateField):
        words["invalid"] = f"{label}不是日期，请按 2026-09-16 这样填写"
    if isinstance(field, forms.IntegerField):
        words["invalid"] = f"{label}要填整数"
    return words


class DayField(forms.DateField):
    """A calendar day, picked or typed as 2026-09-16."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d"])
        super().__init__(**kwargs)


class EditorField(forms.CharField):
    """Rich text; without script a textarea for paragraphs or simple HTML. Clean it in the work."""

    def __init__(self, *, rows: int = 16, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "data-editor": ""}))
        super().__init__(**kwargs)


class DocumentField(forms.FileField):
    """A file of one of the `kinds`: size, name and first bytes are checked before it is read."""

    def __init__(self, *, kinds: Sequence[str] = ("docx",), **kwargs: Any) -> None:
        self.kinds = tuple(kinds)
        kwargs.setdefault("help_text", self._hint())
        super().__init__(**kwargs)

    def _hint(self) -> str:
        names = "、".join(KINDS[kind].label for kind in self.kinds)
        return f"{names}，不超过 {file_size(settings.GONGKAI_UPLOAD_LIMIT)}。"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        accept = ",".join(suffix for kind in self.kinds for suffix in KINDS[kind].suffixes)
        return {**super().widget_attrs(widget), "accept": accept}

    def to_python(self, data: File[Any] | None) -> File[Any] | None:
        if data and not data.size:
            raise forms.ValidationError(f"“{data.name}”是空文件，请检查后重新选择", code="empty")
        if data and data.size and data.size > settings.GONGKAI_UPLOAD_LIMIT:
            raise forms.ValidationError(self._too_large(data), code="too_large")
        file = super().to_python(data)
        if file is not None:
            self._check_kind(file)
        return file

    def _too_large(self, file: File[Any]) -> str:
        size, limit = file_size(file.size or 0), file_size(settings.GONGKAI_UPLOAD_LIMIT)
        return f"“{file.name}”有 {size}，超过 {limit} 的上限，请压缩图片或拆成几份再上传"

    def _check_kind(self, file: File[Any]) -> None:
        name = file.name or ""
        named = [k for k in self.kinds if name.lower().endswith(KINDS[k].suffixes)]
        allowed = "、".join(KINDS[kind].label for kind in self.kinds)
        if not named:
            message = f"“{name}”不是可以上传的文件，请选择 {allowed}"
            raise forms.ValidationError(message, code="wrong_kind")
        file.seek(0)
        if not any(fits(kind, file) for kind in named):
            message = (
                f"“{name}”的内容与文件名不符（可能加了密码、已损坏或改过后缀），"
                f"请用 Word、WPS 等软件打开后另存为 {allowed} 再上传"
            )
            raise forms.ValidationError(message, code="wrong_content")
        file.seek(0)


def wrongs(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Every error of the form with the id of the control it belongs to; "" for the whole form."""
    return [
        (str(text), target(form[name]) if name in form.fields else "")
        for name, texts in form.errors.items()
        for text in texts
    ]


def target(bound: forms.BoundField) -> str:
    """The id a link jumps to: of the control, of a group its first choice."""
    if bound.field.widget.use_fieldset:
        return f"{bound.auto_id}_0"
    return bound.id_for_label
