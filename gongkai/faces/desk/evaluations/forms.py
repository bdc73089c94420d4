"""Forms of surveys and evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.faces.ui.forms import DayField, Form
from gongkai.rules.decisions.evaluation import ASPECTS, METHODS
from gongkai.rules.decisions.surveys import Question as Asked
from gongkai.work.evaluations.models.evaluation import Evaluation
from gongkai.work.evaluations.models.survey import Answer, Question, Survey
from gongkai.work.org.models.organisation import Organisation

_TEXT = {"rows": 4}
_BLANK = [("", "请选择")]


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no parameters at run time
    """An organisation by its label."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class SurveyForm(Form):
    """What a survey is about and when."""

    title = forms.CharField(label="标题", max_length=120, help_text="例如：2026 年公交线网满意度")
    introduction = forms.CharField(
        label="说明", widget=forms.Textarea(attrs=_TEXT), help_text="写明为什么调查、结果怎样使用。"
    )
    opens_on = DayField(label="开始日期")
    closes_on = DayField(label="截止日期")


class NewSurveyForm(SurveyForm):
    """The same, for one of one's organisations."""

    organisation = PlaceField(label="主办单位", queryset=Organisation.objects.none())

    def __init__(self, *args: Any, places: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Organisation.objects.filter(pk__in=[one.pk for one in places])
        # `fields` is typed by its base class, which has no queryset.
        self.fields["organisation"].queryset = offered  # type: ignore[attr-defined]


class QuestionForm(Form):
    """One question; a row without a question is left out."""

    label = forms.CharField(label="问题", max_length=200, required=False)
    kind = forms.ChoiceField(label="题型", choices=Question.Kind.choices)
    options = forms.CharField(
        label="选项", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="单选、多选题每行写一个选项。",
    )  # fmt: skip
    most = forms.IntegerField(label="最多选几项", required=False, min_value=1, max_value=30)
    required = forms.BooleanField(label="必答", required=False)


QuestionsForm = forms.formset_factory(QuestionForm, extra=3, max_num=33)


def asked(rows: Sequence[dict[str, Any]]) -> list[Asked]:
    """The filled rows as questions, numbered in their order."""
    filled = [one for one in rows if one.get("label")]
    return [
        Asked(
            code=f"q{place}",
            label=one["label"].strip(),
            kind=one["kind"],
            options=tuple(line.strip() for line in one["options"].splitlines() if line.strip()),
            required=one["required"],
            most=one["most"],
        )
        for place, one in enumerate(filled, 1)
    ]


def initial_of(survey: Survey) -> list[dict[str, Any]]:
    """The questions there are, for the form."""
    return [
        {
            "label": one.label, "kind": one.kind, "options": "\n".join(one.options),
            "most": one.most, "required": one.required,
        }
        for one in survey.questions.all()
    ]  # fmt: skip


class ChannelForm(Form):
    """How a sheet came that somebody enters."""

    channel = forms.ChoiceField(
        label="来源", choices=[one for one in Answer.Channel.choices if one[0] != "portal"]
    )


class PolicyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no parameters at run time
    """A public document by title and number."""

    def label_from_instance(self, obj: Any) -> str:
        number = obj.version.document_number
        return f"{obj.title}（{number}）" if number else str(obj.title)


class BeginForm(Form):
    """Which policy is evaluated, in which year."""

    policy = PolicyField(
        label="政策文件", queryset=None, empty_label="请选择",
        help_text="本单位已公开的规范性文件和政策文件；最近公开的在前。",
    )  # fmt: skip
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)

    def __init__(self, *args: Any, policies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `fields` is typed by its base class, which has no queryset.
        self.fields["policy"].queryset = policies  # type: ignore[attr-defined]


class EvaluationForm(Form):
    """The five aspects, the result and what it is used for; all may be filled later."""

    result = forms.CharField(label="评价结果", required=False, widget=forms.Textarea(attrs=_TEXT))
    use = forms.CharField(
        label="结果运用", required=False, widget=forms.Textarea(attrs=_TEXT),
        help_text="评价结果怎样转化为政策调整。",
    )  # fmt: skip
    outcome = forms.ChoiceField(
        label="结论", required=False, choices=[*_BLANK, *Evaluation.Outcome.choices]
    )
    evaluated_on = DayField(label="评价日期", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aspects = {
            f"aspect_{code}": forms.CharField(
                label=label, required=False, widget=forms.Textarea(attrs=_TEXT)
            )
            for code, label in ASPECTS.items()
        }
        self.fields = {**aspects, **self.fields}

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        aspects = {code: given.pop(f"aspect_{code}") for code in ASPECTS}
        return {"aspects": aspects, **given}


class MethodForm(Form):
    """One way in which the effect was found out."""

    code = forms.ChoiceField(label="方式", choices=[*_BLANK, *METHODS.items()])
    on = DayField(label="日期")
    people = forms.IntegerField(label="参加人数", min_value=0, max_value=1_000_000)
    note = forms.CharField(label="情况", max_length=500, required=False)
    survey = forms.ModelChoiceField(
        label="本系统的问卷", queryset=Survey.objects.none(), required=False,
        empty_label="没有用本系统的问卷",
    )  # fmt: skip

    def __init__(self, *args: Any, surveys: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # `fields` is typed by its base class, which has no queryset.
        self.fields["survey"].queryset = surveys  # type: ignore[attr-defined]
