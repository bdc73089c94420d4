"""Forms for organisations, their names and groups, people and posts."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.faces.ui.forms import DayField, Form
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post


class DescribeForm(Form):
    """What an organisation is, besides its name and code."""

    short_name = forms.CharField(label="简称", max_length=40, required=False)
    credit_code = forms.CharField(
        label="统一社会信用代码",
        max_length=18,
        required=False,
        help_text="18 位，信息的索引号以它开头。没有的可以不填，索引号改用单位代码。",
    )
    kind = forms.ChoiceField(label="类型", choices=Organisation.Kind.choices, initial="department")
    order = forms.IntegerField(
        label="排序", min_value=0, max_value=9999, initial=0, help_text="数小的排在前面。"
    )


class OrganisationForm(DescribeForm):
    """A new organisation."""

    name = forms.CharField(label="全称", max_length=80)
    code = forms.SlugField(
        label="代码", max_length=32, help_text="小写字母、数字和短横线，以后不再改，例如 caizheng"
    )

    field_order = ("name", "short_name", "code", "credit_code", "kind", "order")


class RenameForm(Form):
    """A new name from a day on."""

    name = forms.CharField(label="新的全称", max_length=80)
    on = DayField(label="启用日期")


class AliasForm(Form):
    """Another name by which plans call the organisation."""

    text = forms.CharField(label="别名", max_length=80, help_text="方案里怎么称呼，就怎么填。")


class GroupForm(Form):
    """Whom a collective name stands for."""

    name = forms.CharField(label="统称", max_length=40, help_text="例如：各有关单位")
    members = forms.ModelMultipleChoiceField(
        label="成员单位",
        queryset=Organisation.objects.filter(active_until=None),
        widget=forms.CheckboxSelectMultiple,
    )


class AppointForm(Form):
    """A person, a role, a first day."""

    person = forms.ModelChoiceField(label="人员", queryset=Person.objects.filter(is_active=True))
    role = forms.ChoiceField(label="岗位", choices=Post.Role.choices)
    from_on = DayField(label="到岗日期")


class EndPostForm(Form):
    """The last day in a post."""

    until_on = DayField(label="最后在岗日期")


class AccountForm(Form):
    """A new account."""

    username = forms.CharField(label="账号", max_length=40, help_text="字母和数字，以后用它登录。")
    name = forms.CharField(label="姓名", max_length=40)
    password = forms.CharField(
        label="初始密码",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="至少 8 位，请本人第一次登录后修改。",
    )


def initial_group(group: Any) -> dict[str, Any]:
    """What the form of a known group shows."""
    return {"name": group.name, "members": list(group.members.all())} if group else {}
