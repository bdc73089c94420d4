"""The columns, channels and fields of the official table, read from basic_catalogue.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from gongkai.rules.catalogue import GENERAL_LEVELS, items_of

OTHER = "other"
"""The channel that says in words of its own what it is: `other`, or `other:` and these words."""

_NOT_WORDS = re.compile(r"[\s\u3000（）()〔〕\[\]【】、，,/／·・:：.．\-—_]+")
_AROUND_FIELD = re.compile(
    r"^(?:附件)?[0-9０-９]+|^第?[一二三四五六七八九十]+[、.．]|基层政务公开|主动公开|标准化|规范化|"
    r"标准|事项|基本|目录|指引|领域|试点|汇总|表$"
)


@dataclass(frozen=True)
class Column:
    """One column of the table; `group` is the merged heading above it, "" where there is none."""

    code: str
    title: str
    group: str
    width: int
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """How a person is told which column is meant: 公开对象（全社会）."""
        return f"{self.group}（{self.title}）" if self.group else self.title


@dataclass(frozen=True)
class Channel:
    """A way to publish, in the words of the table."""

    code: str
    title: str
    names: tuple[str, ...]


def plain(text: str) -> str:
    """Return `text` without blanks, brackets and signs, as headings and channels are compared."""
    return _NOT_WORDS.sub("", text)


def _load() -> dict[str, Any]:
    path = files("gongkai.rules.data").joinpath("basic_catalogue.toml")
    return tomllib.loads(path.read_text("utf-8"))


DATA = _load()
SOURCE: str = DATA["source"]
VERIFIED: bool = DATA["verified"]
COLUMNS = {
    row["code"]: Column(
        row["code"], row["title"], row.get("group", ""), row["width"], tuple(row["names"])
    )
    for row in DATA["column"]
}
CHANNELS = {
    row["code"]: Channel(row["code"], row["title"], tuple(row["names"])) for row in DATA["channel"]
}
FIELDS = {item.code: item.name for item in items_of("pilot")}
"""The 26 pilot fields by code, in their order. Source: 国办发〔2019〕54号 (unverified)."""

PARENTS = {
    item.code: item.name
    for group in dict.fromkeys(group for groups in GENERAL_LEVELS.values() for group in groups)
    for item in items_of(group)
}
"""The items of the law under which a row of the table can stand (条例 第二十条, 第二十一条)."""

_HEADINGS = {
    plain(name): column.code
    for column in COLUMNS.values()
    for name in (column.title, *column.names)
}
_CHANNEL_NAMES = {
    plain(name): one.code for one in CHANNELS.values() for name in (one.title, *one.names)
}
_FIELD_NAMES = {plain(name): code for code, name in FIELDS.items()} | {
    plain(name): code for code, names in DATA["fields"].items() for name in names
}
_NO_FIELD = {"其他", "其它", "非试点"}


def column_of(heading: str) -> str | None:
    """Return the code of the column with that heading, None if the table has no such column.

    Source: 国办发〔2019〕54号 (unverified), headings of published tables.

    >>> column_of("公开内容(要素)"), column_of("备注")
    ('content', None)
    """
    return _HEADINGS.get(plain(heading))


def channel_of(words: str) -> str | None:
    """Return the code of the channel of that name, None if there is no such channel.

    Source: 国办发〔2019〕54号 (unverified), channels of published tables.

    >>> channel_of("发布会听证会"), channel_of("飞鸽")
    ('conference', None)
    """
    return _CHANNEL_NAMES.get(plain(words))


def field_of(title: str) -> str | None:
    """Return the code of the pilot field that a sheet or a heading names; None if it names none.

    "" is the sheet of all that belongs to no pilot field. Before the word 领域 the name of the
    place may stand. Source: 国办发〔2019〕54号 (unverified).

    >>> field_of("04 财政预决算领域基层政务公开标准目录"), field_of("Sheet1")
    ('pilot-04', None)
    """
    core, before = plain(title), ""
    while core != before:
        core, before = _AROUND_FIELD.sub("", core), core
    if core in _NO_FIELD:
        return ""
    ends = [name for name in _FIELD_NAMES if "领域" in title and core.endswith(name)]
    return _FIELD_NAMES.get(core) or _FIELD_NAMES.get(max(ends, key=len, default=""))
