"""Forms for records: beginning, the document itself, decisions, the catalogue."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from gongkai.faces.desk.records.bodies import UnknownPicture, as_stored, for_editing, is_untouched
from gongkai.faces.desk.records.facts import control, fact_fields, typed_facts
from gongkai.faces.desk.records.within_item import fitting, item_fields
from gongkai.faces.ui.forms import DayField, DocumentField, EditorField, Form
from gongkai.rules.document import KINDS, RELATIONS
from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.plan import Task
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries import choices
from gongkai.work.records.queries.attached import pictures
from gongkai.work.records.queries.columns import column_under
from gongkai.work.records.queries.content import FIELDS, NOTE, fingerprint
from gongkai.work.records.queries.fitness import was_published

ATTACHED = ("docx", "xlsx", "pdf", "ofd", "image", "text", "csv")
_BETWEEN_KEYWORDS = re.compile(r"[、，,;；\s]+")
_CODE = r"\A[A-Za-z0-9][A-Za-z0-9.-]*\Z"
_PLAIN = tuple(name for name in FIELDS if name not in {"body_html", "keywords"})


# Django itself cannot be subscripted at run time; only its type stubs are generic.
class ItemField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A catalogue item, named with the group it belongs to."""

    def label_from_instance(self, item: Any) -> str:
        return f"{item.parent.name}：{item.name}" if item.parent else str(item.name)


class StartForm(Form):
    """Whose record it is, and under which item it will stand."""

    organisation = forms.ModelChoiceField(
        label="起草单位", queryset=Organisation.objects.none(), empty_label=None
    )
    item = ItemField(
        label="目录事项",
        queryset=CatalogueItem.objects.none(),
        required=False,
        empty_label="暂不选择",
        help_text="在公开目录的哪一项下公开。可以先不选，送审前补上。",
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `fields` is typed by its base class, which has no queryset.
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        offered = choices.items(organisations)
        self.fields["item"].queryset = offered  # type: ignore[attr-defined]
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial.setdefault("organisation", organisations[0].pk)


class DraftForm(Form):
    """The document: what it says about itself, its text, and files on their way in."""

    seen_hash = forms.CharField(required=False, widget=forms.HiddenInput())
    title = forms.CharField(label="标题", max_length=200, required=False)
    item = ItemField(
        label="目录事项",
        queryset=CatalogueItem.objects.none(),
        required=False,
        empty_label="请选择",
    )
    theme = forms.CharField(
        label="主题分类", max_length=60, required=False, help_text="例如：城乡建设-住房保障"
    )
    issuer = forms.CharField(label="发文机关", max_length=80, required=False)
    document_number = forms.CharField(
        label="发文字号", max_length=60, required=False, help_text="例如：青政办发〔2026〕5号"
    )
    document_kind = forms.ChoiceField(
        label="公文种类", choices=[("", "不是公文"), *KINDS.items()], required=False
    )
    issued_on = DayField(label="成文日期", required=False)
    formed_on = DayField(
        label="形成或变更日期",
        required=False,
        help_text="公开期限从这一天起算（条例第二十六条）。",
    )
    effective_on = DayField(label="实施日期", required=False)
    expires_on = DayField(label="失效日期", required=False, help_text="长期有效的不填。")
    registration_number = forms.CharField(
        label="登记号", max_length=40, required=False, help_text="规范性文件统一登记的编号。"
    )
    openness = forms.ChoiceField(label="公开属性", choices=Version.Openness.choices)
    withheld_reason = forms.CharField(
        label="不公开理由",
        max_length=200,
        required=False,
        help_text="公开属性不是主动公开时填写。",
    )
    keywords = forms.CharField(label="关键词", required=False, help_text="用顿号分开，最多 10 个。")
    summary = forms.CharField(
        label="内容概述",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="一两句话，显示在列表和搜索结果里。",
    )
    change_note = forms.CharField(
        label="更正说明",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="改了什么、为什么改。随这一稿送审，发布后显示在公开页的“更正记录”里。",
    )
    body_html = EditorField(label="正文", required=False)
    word = DocumentField(label="Word 文件", kinds=("docx",), required=False)
    keep_word = forms.BooleanField(
        label="把 Word 原件也作为附件公开", required=False,
        help_text="原件里可能有批注、修订和作者信息，公开前请先检查。",
    )  # fmt: skip
    attachment = DocumentField(label="附件", kinds=ATTACHED, required=False)
    relation_kind = forms.ChoiceField(
        label="本文件对它", choices=list(RELATIONS.items()), required=False
    )
    relation_target = forms.CharField(
        label="关联文件",
        max_length=200,
        required=False,
        help_text="已公开文件的索引号、发文字号或标题。",
    )

    def __init__(self, data: Any = None, files: Any = None, *, version: Version) -> None:
        self.version, self.column = version, column_under(version.item)
        self.pictures = [one.file.sha256 for one in pictures(version)]
        super().__init__(data, files, initial=self._initial())
        # An item that has ended, or got finer ones, stays offered where it was chosen before.
        offered = choices.items([version.record.organisation], also=version.item)
        self.fields["item"].queryset = offered  # type: ignore[attr-defined]
        if self.column is not None:
            self.fields |= fact_fields(self.column)
        if not was_published(version):
            del self.fields[NOTE]
        self.fields |= item_fields(version, day_of(timezone.now()))

    @property
    def facts(self) -> list[forms.BoundField]:
        """The fields that the column of the record asks for; they come with it."""
        return [self[control(one.code)] for one in self.column.fields] if self.column else []

    def _initial(self) -> dict[str, Any]:
        stored = {name: getattr(self.version, name) for name in _PLAIN}
        # What a public version says of itself is no word on the correction that begins now.
        stored[NOTE] = "" if hasattr(self.version, "publication") else self.version.change_note
        typed = {control(code): text for code, text in self.version.facts.items()}
        return (
            stored
            | typed
            | {
                "keywords": "、".join(self.version.keywords),
                "body_html": for_editing(self.version.body_html, self.pictures),
                "seen_hash": fingerprint(self.version),
            }
        )

    def clean_keywords(self) -> list[str]:
        return [word for word in _BETWEEN_KEYWORDS.split(self.cleaned_data["keywords"]) if word]

    def clean_body_html(self) -> str:
        typed = self.cleaned_data["body_html"]
        if is_untouched(typed, self.initial["body_html"]):
            return self.version.body_html
        try:
            return as_stored(typed, self.pictures)
        except UnknownPicture as error:
            raise forms.ValidationError(
                f"正文里的［图片{error.number}］找不到对应的图片，请删去这个标记或重新读入 Word"
            ) from error

    def clean(self) -> dict[str, Any]:
        asked = {
            "word": "请选择要读入的 Word 文件",
            "attach": "请选择要添加的附件",
            "relate": "请填写关联文件的索引号、发文字号或标题",
        }
        act, found = self.data.get("act", ""), self.cleaned_data
        fields = {"word": "word", "attach": "attachment", "relate": "relation_target"}
        field = fields.get(act, "")
        if field and field not in self.errors and not found.get(field):
            self.add_error(field, asked[act])
        if self.column is not None:
            found["facts"] = typed_facts(self.column, found)
        return found

    def changes(self) -> dict[str, Any]:
        """The fields that differ from what is stored; the next version begins without a note."""
        typed = fitting(self.cleaned_data.get("item"), self.cleaned_data)
        found = {
            name: typed[name]
            for name in FIELDS
            if name in typed and typed[name] != getattr(self.version, name)
        }
        if NOTE not in self.fields:
            return found
        note = self.cleaned_data.get(NOTE, "")
        kept = "" if self.version.frozen_at else self.version.change_note
        if note != kept and (found or note != self.initial[NOTE]):
            found[NOTE] = note
        return found

    def seen_anew(self, version: Version) -> DraftForm:
        """The same input against what is stored now: saving it again writes over that."""
        # The button that was pressed is not asked again for the file that came with it.
        data = dict(self.data.items()) | {"seen_hash": fingerprint(version), "act": "save"}
        anew = DraftForm(data, version=version)
        anew.full_clean()
        return anew


class ReviewForm(Form):
    """One decision on what stood on the screen."""

    level = forms.IntegerField(label="审级", min_value=1, max_value=3, widget=forms.HiddenInput())
    content_hash = forms.CharField(widget=forms.HiddenInput(), required=False)
    opinion = forms.CharField(
        label="审核意见",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回时必须写明哪一处、应怎样改；起草人和其他审核人都会看到。",
    )
    outcome = forms.ChoiceField(
        choices=[("passed", "通过"), ("returned", "退回")], label="决定",
        widget=forms.HiddenInput(),
    )  # fmt: skip


class LinkForm(Form):
    """Which tasks of the adopted plan the records under an item serve."""

    tasks = forms.ModelMultipleChoiceField(
        label="对应的任务",
        queryset=Task.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选后，在这一项下公开的信息自动成为这些任务的佐证。",
    )

    def __init__(self, *args: Any, tasks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tasks"]
        field.queryset = tasks
        field.label_from_instance = lambda task: (
            f"{task.plan.year} 年第 {task.number} 项　{task.requirement}"
        )


class AddItemForm(Form):
    """An item of the place's own below one of the law's."""

    code = forms.CharField(
        label="代码",
        max_length=20,
        help_text="以后不再改，例如 P20-15-07；会出现在网址里。",
        validators=[RegexValidator(_CODE, "代码只用字母、数字、点和短横线")],
    )
    name = forms.CharField(label="公开事项", max_length=120)
    basis = forms.CharField(
        label="公开依据", max_length=200, required=False, help_text="不填的，沿用上一级的依据。"
    )
    workdays = forms.IntegerField(
        label="公开时限（工作日）", min_value=1, initial=20,
        help_text="不超过 20 个工作日（条例第二十六条），别的法规定得更短的填更短的。",
    )  # fmt: skip
