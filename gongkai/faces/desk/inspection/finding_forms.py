"""Forms of a finding: what was done about it, what is thought of that, and a new one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from gongkai.faces.desk.inspection.words import rate_words
from gongkai.faces.ui.forms import DayField, Form
from gongkai.rules.findings import KINDS
from gongkai.rules.scoring_table import Rule, default_table
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.queries.labels import rules_by_code, usable_rules
from gongkai.work.org.models.organisation import Organisation

CLOSE, SEND_BACK, DISMISS = "close", "send_back", "dismiss"
_TEXT = forms.Textarea(attrs={"rows": 3})
_JUDGEMENTS = {
    CLOSE: "已改到位，销号",
    SEND_BACK: "没有改到位，退回重改（整改期限重新计算）",
    DISMISS: "问题不成立，不计分",
}


class MendForm(Form):
    """What the department did."""

    text = forms.CharField(
        label="整改情况",
        max_length=2000,
        widget=_TEXT,
        help_text="写明改了什么、在哪里能看到，例如索引号或网址。",
    )


class JudgeForm(Form):
    """What the openness office thinks of it."""

    judgement = forms.ChoiceField(label="您的判断", widget=forms.RadioSelect)
    text = forms.CharField(label="理由或要求", max_length=2000, widget=_TEXT)
    due_on = DayField(
        label="新的整改期限",
        required=False,
        help_text="只在退回重改时用；不填就从今天起重新计算。",
    )

    def __init__(self, *args: Any, allowed: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["judgement"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, _JUDGEMENTS[one]) for one in allowed]
        if SEND_BACK not in allowed:
            del self.fields["due_on"]


class FindingForm(Form):
    """A finding that a person raises."""

    organisation = forms.ModelChoiceField(
        label="单位", queryset=Organisation.objects.none(), empty_label="请选择单位"
    )
    basis = forms.ChoiceField(label="问题种类和扣分规则")
    what = forms.CharField(
        label="问题", max_length=2000, widget=_TEXT, help_text="写明在哪里、错在什么地方。"
    )
    object_title = forms.CharField(
        label="对象标题", max_length=300, required=False, help_text="有问题的文件、栏目或事项。"
    )
    url = forms.CharField(label="对象网址", max_length=300, required=False)
    evidence = forms.CharField(
        label="佐证",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="网址和佐证至少填一项：没有佐证的问题不扣分。",
    )
    count = forms.IntegerField(label="数量", min_value=1, max_value=1000, initial=1)
    happened_on = DayField(label="发生日期")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"happened_on": on}, **kwargs})
        active = Organisation.objects.filter(active_until=None)
        organisation, basis = self.fields["organisation"], self.fields["basis"]
        assert isinstance(organisation, forms.ModelChoiceField)
        assert isinstance(basis, forms.ChoiceField)
        organisation.queryset = active.order_by("order", "code")
        basis.choices = [("", "请选择问题种类"), *_bases()]

    def given(self) -> dict[str, Any]:
        """The values as the action takes them."""
        values = dict(self.cleaned_data)
        name, _, code = values.pop("basis").partition(":")
        return {**values, name: code}


def judgements_on(finding: Finding, *, is_locked: bool, is_reporter: bool) -> tuple[str, ...]:
    """What can be decided now: one's own report cannot be closed, a locked month keeps its points.

    The action checks it again.
    """
    if finding.is_ended:
        return ()
    mended = finding.state == Finding.State.MENDED
    allowed = {CLOSE: mended and not is_reporter, SEND_BACK: mended, DISMISS: not is_locked}
    return tuple(name for name, is_allowed in allowed.items() if is_allowed)


def _bases() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The usual kinds first, then every rule of the scoring table by its group."""
    rules = rules_by_code(default_table())
    yield (
        "常见问题",
        [
            (f"kind:{kind.code}", _named(kind.title, rules.get(kind.rule)))
            for kind in KINDS.values()
            if not kind.rule or (kind.rule in rules and rules[kind.rule].enabled)
        ],
    )
    usable = usable_rules()
    for group in default_table().groups:
        rows = [
            (f"rule:{one.code}", _named(one.text, one)) for one in usable if one.group == group.code
        ]
        if rows:
            yield f"扣分表：{group.title}", rows


def _named(title: str, rule: Rule | None) -> str:
    return f"{title}（{rate_words(rule) if rule else '不扣分'}）"
