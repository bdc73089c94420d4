"""Forms of events, answers, press conferences and major policies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.faces.ui.forms import DayField, Form
from gongkai.faces.ui.moments import MomentField
from gongkai.rules.responses import KINDS
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.record import Record
from gongkai.work.responses.models.event import Event, Part
from gongkai.work.responses.queries.policies import (
    document_of_index,
    own_documents,
    public_documents,
)

_TEXT = {"rows": 4}
_BLANK = [("", "请选择")]
_OFFERED = 200


class LabelField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no parameters at run time
    """An organisation by its label."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class LabelsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # the same
    """Organisations by their labels."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class RecordField(forms.TypedChoiceField):
    """A document of one's own organisations, offered by title, the newest first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=self._record, empty_value=None, **kwargs)

    def _record(self, value: str) -> Record:
        return Record.objects.select_related("live").get(pk=value)

    def offer(self, places: Sequence[Organisation], *, public: bool, blank: str) -> None:
        """The choices; only what is public, or drafts as well."""
        if public:
            rows = public_documents(places)[:_OFFERED]
            found = [(str(one.record_id), f"{one.title}（{one.index_number}）") for one in rows]
        else:
            drafts = own_documents(places)[:_OFFERED]
            found = [(str(one.pk), _title(one)) for one in drafts]
        self.choices = [("", blank), *found]


def _title(record: Record) -> str:
    title = record.current.title if record.current is not None else ""
    return f"{title or record}（{record.get_state_display()}）"


class IndexField(forms.CharField):
    """A public document by its 索引号."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = document_of_index(text)
        if found is None:
            raise forms.ValidationError("没有这个索引号的公开信息，请核对", code="unknown")
        return found


class GradeForm(Form):
    """What the clocks follow from."""

    grade = forms.ChoiceField(
        label="等级", choices=Event.Grade.choices, widget=forms.RadioSelect,
        help_text="重大的 5 小时内发布权威信息、24 小时内举行发布会；一般的 48 小时内回应。",
    )  # fmt: skip
    happened_at = MomentField(label="发生时间", required=False, help_text="不知道的不填。")
    found_at = MomentField(label="发现时间")


class EventForm(GradeForm):
    """What people talk about, where it was found."""

    title = forms.CharField(label="标题", max_length=120)
    kind = forms.ChoiceField(label="类型", choices=[*_BLANK, *KINDS.items()])
    found_where = forms.CharField(
        label="在哪里发现", max_length=200, help_text="网站、账号、网址。"
    )
    text = forms.CharField(
        label="情况", max_length=10_000, widget=forms.Textarea(attrs=_TEXT),
        help_text="只在内部使用，不公开。不要抄录无关的个人信息。",
    )  # fmt: skip
    policy = IndexField(
        label="涉及的政策（索引号）", max_length=60, required=False, help_text="没有的不填。"
    )
    field_order = ("title", "kind", "grade", "happened_at", "found_at", "found_where", "text")


class RegradeForm(GradeForm):
    """The same corrected, with a word on why."""

    reason = forms.CharField(label="更正的原因", max_length=300)


class AssignForm(Form):
    """Who has to answer."""

    organisations = LabelsField(
        label="回应单位", queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple, help_text="可以选几个，各自计时。",
    )  # fmt: skip
    asked = forms.CharField(
        label="要求", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `fields` is typed by its base class, which has no queryset.
        self.fields["organisations"].queryset = offered  # type: ignore[attr-defined]


class ReviewForm(Form):
    """How it went."""

    review = forms.CharField(
        label="办结评估", max_length=5000, widget=forms.Textarea(attrs=_TEXT),
        help_text="回应是否及时、公众是否满意、以后怎样改进。办结以后不能再改。",
    )  # fmt: skip


class NoteForm(Form):
    """What the unit did."""

    text = forms.CharField(label="处置情况", max_length=5000, widget=forms.Textarea(attrs=_TEXT))


class ReplyForm(Form):
    """The answer that was published here."""

    record = RecordField(label="已公开的回应")

    def __init__(self, *args: Any, places: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `fields` is typed by its base class.
        self.fields["record"].offer(places, public=True, blank="请选择")  # type: ignore[attr-defined]


class ElsewhereForm(Form):
    """The answer that stands elsewhere."""

    title = forms.CharField(label="回应的标题", max_length=200)
    url = forms.CharField(label="网址", max_length=300, help_text="以 https:// 或者 http:// 开头。")
    public_at = MomentField(label="公开时间")


class ConferenceForm(Form):
    """A press conference that was held."""

    title = forms.CharField(label="标题", max_length=200)
    held_at = MomentField(label="时间")
    attended = forms.ChoiceField(
        label="主要负责人", widget=forms.RadioSelect,
        choices=[("yes", "出席"), ("no", "没有出席")],
    )  # fmt: skip
    head = forms.CharField(label="出席的负责人（姓名、职务）", max_length=60, required=False)
    absence_reason = forms.CharField(label="没有出席的原因", max_length=300, required=False)
    policy = RecordField(label="解读的政策文件", required=False)
    transcript = RecordField(label="发布会实录", required=False)

    def __init__(self, *args: Any, places: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, public in (("policy", False), ("transcript", True)):
            # `fields` is typed by its base class.
            self.fields[name].offer(places, public=public, blank="没有")  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        attended = given.pop("attended") == "yes"
        return {**given, "head_attended": attended}


class NewConferenceForm(ConferenceForm):
    """The same, for one of one's organisations, on an event that it was asked to answer."""

    organisation = LabelField(
        label="主办单位", queryset=Organisation.objects.none(), empty_label="请选择"
    )
    others = LabelsField(
        label="联合举办的单位", queryset=Organisation.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    event = forms.ModelChoiceField(
        label="回应的舆情", queryset=Event.objects.none(), required=False, empty_label="没有"
    )

    def __init__(self, *args: Any, places: Sequence[Organisation], offered: Any, **kwargs: Any):
        super().__init__(*args, places=places, **kwargs)
        keys = [one.pk for one in places]
        mine = Part.objects.filter(organisation__in=keys).values("event_id")
        querysets = {
            "organisation": Organisation.objects.filter(pk__in=keys),
            "others": offered.exclude(pk__in=keys),
            "event": Event.objects.filter(pk__in=mine, state=Event.State.TRACKING),
        }
        for name, rows in querysets.items():
            # `fields` is typed by its base class, which has no queryset.
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class NewPolicyForm(Form):
    """A major policy in preparation."""

    title = forms.CharField(label="政策名称", max_length=200)
    organisation = LabelField(
        label="牵头单位", queryset=Organisation.objects.none(), empty_label="请选择"
    )

    def __init__(self, *args: Any, places: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [one.pk for one in places]
        # `fields` is typed by its base class, which has no queryset.
        self.fields["organisation"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            pk__in=keys
        )


class AssessmentForm(Form):
    """When risk and effect were assessed, and the documents."""

    assessed_on = DayField(label="评估日期", required=False)
    conclusion = forms.CharField(
        label="评估结论", max_length=5000, required=False, widget=forms.Textarea(attrs=_TEXT),
        help_text="出台时机、社会效果、舆情风险和应对办法。",
    )  # fmt: skip
    document = RecordField(label="政策文件", required=False)
    assessment = RecordField(label="评估情况的公开信息", required=False)

    def __init__(self, *args: Any, places: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, public in (("document", False), ("assessment", True)):
            # `fields` is typed by its base class.
            self.fields[name].offer(places, public=public, blank="没有")  # type: ignore[attr-defined]
