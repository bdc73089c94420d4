"""Forms of the editions: beginning one, a row in the official columns, a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from gongkai.faces.ui.forms import DocumentField, Form
from gongkai.rules.basic_catalogue import CHANNELS, FIELDS, LIMITS, OTHER, PARENTS, channel_words
from gongkai.rules.catalogue import items_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.edition import Row

_LATER = "可以先空着，施行前补齐。"
_CODE = r"\A[A-Za-z0-9][A-Za-z0-9.-]*\Z"
_PREFIX, _MUST, _MAY = "channel_", "must", "may"
_GROUPS = ("P20", "P21-county", "P21-town")
_GROUP_NAMES = ("条例第二十条", "条例第二十一条：县级", "条例第二十一条：乡镇")
_FIELDS = [("", "不属于试点领域"), *FIELDS.items()]
COLUMNS: list[Any] = [
    ("", "还没有归入"),
    *(
        (name, [(one.code, one.name) for one in items_of(group) if one.code in PARENTS])
        for name, group in zip(_GROUP_NAMES, _GROUPS, strict=True)
    ),
]


class DescribeForm(Form):
    """What an edition is called, and why it is revised."""

    title = forms.CharField(label="名称", max_length=120)
    note = forms.CharField(
        label="修订说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="为什么修订、改了什么，对公众显示。第二版起必须写。",
    )  # fmt: skip


class ColumnForm(Form):
    """The column under which the chosen rows are put."""

    column = forms.ChoiceField(label="归入栏目", choices=COLUMNS[1:])


class TableForm(Form):
    """A workbook in the official shape."""

    file = DocumentField(label="目录表格", kinds=("xlsx",))


class RowForm(Form):
    """One row in the official columns."""

    code = forms.CharField(
        label="代码", max_length=20, required=False, validators=[RegexValidator(
            _CODE, "代码只用字母、数字、点和短横线")],
        help_text="留空由系统编号。以后不再改，会出现在网址里。",
    )  # fmt: skip
    field = forms.ChoiceField(label="领域", choices=_FIELDS, required=False)
    column = forms.ChoiceField(
        label="所属栏目", choices=COLUMNS, required=False,
        help_text="在法定主动公开内容的哪一项下公开，每项都要对应一个栏目。",
    )  # fmt: skip
    first = forms.CharField(label="一级事项", max_length=LIMITS["first"])
    second = forms.CharField(label="二级事项", max_length=LIMITS["second"], required=False)
    content = forms.CharField(
        label="公开内容（要素）", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_LATER,
    )  # fmt: skip
    basis = forms.CharField(
        label="公开依据", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="时限长于20个工作日的，写明是哪一部法律、法规的第几条。",
    )  # fmt: skip
    limit_text = forms.CharField(
        label="公开时限", max_length=LIMITS["limit_text"], required=False,
        help_text="例如：信息形成或变更之日起20个工作日内、每季度、每年3月31日前、实时、长期。",
    )  # fmt: skip
    publishers_text = forms.CharField(
        label="公开主体", max_length=LIMITS["publishers_text"], required=False,
        help_text="单位名称，几个之间用顿号。",
    )  # fmt: skip
    publishers = forms.ModelMultipleChoiceField(
        label="公开主体对应的单位", queryset=Organisation.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="系统按名称自动对应；认不出的在这里选（按住 Ctrl 选几个）。",
    )  # fmt: skip
    other = forms.CharField(label="“其他”渠道是什么", max_length=60, required=False)
    audience = forms.ChoiceField(
        label="公开对象", choices=[("", "还没有选"), *Row.Audience.choices], required=False
    )
    audience_group = forms.CharField(
        label="特定群体是谁", max_length=LIMITS["audience_group"], required=False
    )
    mode = forms.ChoiceField(
        label="公开方式", choices=[("", "还没有选"), *Row.Mode.choices], required=False
    )
    at_county = forms.BooleanField(label="公开层级：县级", required=False)
    at_town = forms.BooleanField(label="公开层级：乡、村级", required=False)

    def __init__(self, data: Any = None, *, row: Row | None = None, field: str = "") -> None:
        self.row = row
        self.chosen = list(row.publishers.all()) if row else []
        super().__init__(data, initial=self._initial(row) if row else {"field": field})
        known: Any = self.fields["publishers"]
        known.queryset = Organisation.objects.filter(active_until=None).order_by("order", "code")
        known.label_from_instance = lambda one: one.label
        self.fields |= {_PREFIX + code: _use(one.title) for code, one in CHANNELS.items()}
        if row is not None:
            del self.fields["code"]

    @property
    def channels(self) -> list[forms.BoundField]:
        """How each channel of the table is used."""
        return [self[_PREFIX + code] for code in CHANNELS]

    @property
    def strange(self) -> list[str]:
        """Channels of the row that are none of the table; they go when the row is saved."""
        return [one for one in self.row.channels if _code(one) not in CHANNELS] if self.row else []

    def clean(self) -> dict[str, Any]:
        """What `add_row` and `change_row` take."""
        given = dict(super().clean() or {})
        words = given.pop("other", "")
        uses = {code: given.pop(_PREFIX + code, "") for code in CHANNELS}
        if words and not uses[OTHER]:
            self.add_error(_PREFIX + OTHER, "写了“其他”渠道是什么，请选它是必选还是可选")
        named = {code: f"{OTHER}:{words}" if words and code == OTHER else code for code in uses}
        given["channels"] = [named[code] for code, use in uses.items() if use]
        given["channels_must"] = [named[code] for code, use in uses.items() if use == _MUST]
        given["publishers"] = self._meant(given.get("publishers"))
        return given

    def _meant(self, chosen: Any) -> Sequence[Organisation] | None:
        """Who was chosen; None lets the names be looked up, as after they were changed."""
        picked = list(chosen or ())
        if {one.pk for one in picked} != {one.pk for one in self.chosen}:
            return picked or None
        return None if "publishers_text" in self.changed_data else self.chosen or None

    def _initial(self, row: Row) -> dict[str, Any]:
        own = [one for one in row.channels if _code(one) == OTHER and one != OTHER]
        uses = {
            _PREFIX + _code(one): _MUST if one in row.channels_must else _MAY
            for one in row.channels
        }
        parts = ("field", "first", "second", "content", "basis", "limit_text", "publishers_text",
                 "audience", "audience_group", "mode", "at_county", "at_town")  # fmt: skip
        return {
            **{name: getattr(row, name) for name in parts},
            "column": row.column.code if row.column else "",
            "publishers": self.chosen,
            **uses,
            "other": own[0].partition(":")[2] if own else "",
        }


def _code(channel: str) -> str:
    return channel.partition(":")[0]


def _use(title: str) -> forms.ChoiceField:
    choices = [("", "不用"), (_MUST, "■ 必选"), (_MAY, "□ 可选")]
    return forms.ChoiceField(label=title, choices=choices, required=False)


def channel_names(channels: Iterable[str]) -> str:
    """The channels in the words of the table."""
    return "、".join(map(channel_words, channels))
