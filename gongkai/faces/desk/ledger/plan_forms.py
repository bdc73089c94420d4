"""Forms of the adoption screen: the file, the head of the plan, cells, names, shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.faces.ui.forms import DayField, DocumentField, Form
from gongkai.work.ledger.models.plan import Plan, Responsible, Task
from gongkai.work.org.models.organisation import Group, Organisation

LATER = "later"
_ROLES = {"牵头": Responsible.Role.LEAD, "配合": Responsible.Role.SUPPORT}
_MEANS = Responsible.Means


def _standing() -> Any:
    return Organisation.objects.filter(active_until=None)


class UploadForm(Form):
    """A plan as a file, and what the file itself may not say."""

    file = DocumentField(label="方案文件", kinds=("docx", "xlsx", "pdf", "text"))
    organisation = forms.ModelChoiceField(
        label="制定机关", queryset=_standing(), help_text="一般是本级政府。"
    )
    year = forms.IntegerField(
        label="年度", required=False, min_value=2008, max_value=2100,
        help_text="文件里写了年份的，可以不填。",
    )  # fmt: skip
    issued_on = DayField(label="成文日期", required=False, help_text="文件里写了日期的，可以不填。")

    def clean(self) -> dict[str, Any]:
        """What `read` takes."""
        given = dict(super().clean() or {})
        file = given.pop("file", None)
        if file is not None:
            given |= {"file_name": file.name, "data": file.read()}
        return given


class DeadlinesForm(Form):
    """One time limit for all tasks that state none."""

    deadline_text = forms.CharField(
        label="时限要求",
        max_length=200,
        help_text="照方案的写法填，例如：长期坚持、2026年10月31日前。",
    )


class HeadForm(Form):
    """The head of the plan."""

    title = forms.CharField(label="标题", max_length=200)
    document_number = forms.CharField(label="发文字号", max_length=60, required=False)
    issuer = forms.CharField(label="发文机关", max_length=80, required=False)
    year = forms.IntegerField(label="年度", min_value=2008, max_value=2100)
    issued_on = DayField(label="成文日期", help_text="按工作日计算的时限从这一天推算。")
    ledger_due_on = DayField(
        label="台账报送期限", required=False, help_text="各单位要在这一天以前报送台账。"
    )

    def clean(self) -> dict[str, Any]:
        """Only what was changed, so that the journal says what was corrected."""
        given = super().clean() or {}
        return {name: value for name, value in given.items() if name in self.changed_data}


def head_form(plan: Plan, data: Any = None) -> HeadForm:
    """The form with what was read."""
    names = HeadForm.base_fields
    return HeadForm(data, initial={name: getattr(plan, name) for name in names})


class TaskForm(Form):
    """The cells of one task; only those that the request names are looked at."""

    number = forms.IntegerField(label="编号", required=False, min_value=1, max_value=9999)
    categories = forms.CharField(
        label="类别", required=False, help_text="几级类别之间用“/”隔开；没有类别就留空。"
    )
    requirement = forms.CharField(
        label="工作要求", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    deadline_text = forms.CharField(
        label="时限要求", required=False, max_length=200,
        help_text="照原文填写，例如“10月底前”；长期任务写“长期坚持”。",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, task: Task | None = None) -> None:
        super().__init__(data, initial=_cells(task) if task else {})
        self.asks_categories = task is not None and task.categories is None
        if data is not None and task is not None:
            for name in set(self.fields) - set(data):
                del self.fields[name]

    def clean_categories(self) -> list[str]:
        """The levels, from the widest to the narrowest."""
        return [part.strip() for part in self.cleaned_data["categories"].split("/") if part.strip()]

    def clean(self) -> dict[str, Any]:
        """Only what was changed; saying that there is no category is an answer too."""
        given = super().clean() or {}
        changed = set(self.changed_data)
        if self.asks_categories and "categories" in given:
            changed.add("categories")
        return {name: value for name, value in given.items() if name in changed}


def _cells(task: Task) -> dict[str, Any]:
    return {
        "number": task.number,
        "categories": " / ".join(task.categories or ()),
        "requirement": task.requirement,
        "deadline_text": task.deadline_text,
    }


class UnitsForm(Form):
    """The names that a task gives, one a line."""

    units = forms.CharField(
        label="责任单位", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一个，照原文填写。牵头、配合写在名称前面，例如“牵头 财政局”。",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """(name, role) pairs as `set_responsibles` takes them."""
        lines = (super().clean() or {}).get("units", "").splitlines()
        return {"rows": [_name_and_role(line) for line in lines if line.strip()]}


def units_text(rows: Iterable[Responsible]) -> str:
    """The names as the form shows them."""
    words = {str(role): word for word, role in _ROLES.items()}
    return "\n".join(f"{words.get(row.role, '')} {row.name}".strip() for row in rows)


def _name_and_role(line: str) -> tuple[str, str]:
    text = line.strip()
    for word, role in _ROLES.items():
        rest = text.removeprefix(word).lstrip("：: \u3000\t")
        if rest and rest != text and not text.removeprefix(word).startswith(("单位", "部门")):
            return rest, role
    return text, Responsible.Role.RESPONSIBLE


class SettleForm(Form):
    """Who is meant by a name: `org:12`, `group:3` or `later`."""

    choice = forms.CharField(label="是哪个单位", required=False)
    remember = forms.BooleanField(required=False)

    def clean_choice(self) -> dict[str, Any]:
        """What `settle` takes."""
        kind, _, key = self.cleaned_data["choice"].partition(":")
        if not kind:
            raise forms.ValidationError("请选择是哪个单位", code="required")
        if kind == LATER:
            return {"means": _MEANS.LATER}
        number = int(key) if key.isdecimal() else 0
        if kind == "org" and (organisation := Organisation.objects.filter(pk=number).first()):
            return {"means": _MEANS.ORGANISATION, "organisation": organisation}
        if kind == "group" and (group := Group.objects.filter(pk=number).first()):
            return {"means": _MEANS.GROUP, "group": group}
        raise forms.ValidationError("列表里没有这一项，请从列出的选项中选择", code="unknown")

    def clean(self) -> dict[str, Any]:
        """The choice spread out."""
        given = super().clean() or {}
        return {**given.get("choice", {}), "remember": given.get("remember", False)}


class MembersForm(Form):
    """Whom a collective name stands for."""

    members = forms.ModelMultipleChoiceField(
        label="成员单位", queryset=_standing(), widget=forms.CheckboxSelectMultiple
    )


class AssignForm(Form):
    """An organisation and its part in a task."""

    organisation = forms.ModelChoiceField(label="单位", queryset=_standing())
    role = forms.ChoiceField(
        label="分工", choices=Responsible.Role.choices, initial=Responsible.Role.RESPONSIBLE
    )


class SuccessorForm(Form):
    """The organisation that takes a duty over."""

    organisation = forms.ModelChoiceField(label="接办单位", queryset=_standing())


class ProblemForm(Form):
    """Which problem of the reader was looked at."""

    index = forms.IntegerField(widget=forms.HiddenInput)


class AdoptForm(Form):
    """Whether what is still open may wait."""

    leave_open = forms.BooleanField(required=False)
