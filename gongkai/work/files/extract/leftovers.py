"""What a file holds beside its text: what readers can bring to light, what nobody can read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_DOUBLE = "欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|司徒|夏侯|东方|令狐"
_PERSON = re.compile(
    rf"[\u4e00-\u9fff]{{2,3}}|(?:{_DOUBLE})[\u4e00-\u9fff]{{2}}|[\u4e00-\u9fff]+·.+"
)
# Names that programs give to somebody they do not know, and those of offices.
_NOBODY = re.compile(
    r"用户|作者|匿名|管理|微软|电脑|办公|系统|测试|未知|本机|[局科室部委办厅站所组]$"
)
_MOST_NAMED = 5


@dataclass(frozen=True)
class Leftover:
    """One kind of it: how many, and what they are called as far as they have names."""

    kind: str
    count: int
    names: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return LEFTOVERS[self.kind][0]

    @property
    def sentence(self) -> str:
        """What it is and what to do about it."""
        named = "、".join(self.names[:_MOST_NAMED])
        if len(self.names) > _MOST_NAMED:
            named += f"等 {len(self.names)} 个"
        return LEFTOVERS[self.kind][1].format(count=self.count, names=named)


LEFTOVERS = {
    "changes": (
        "修订没有接受",
        "文件里有 {count} 处修订，删去的文字别人也能看到。请接受或拒绝全部修订，另存后重新上传。",
    ),
    "comments": ("有批注", "文件里有 {count} 条批注，别人也能看到。请删除批注，另存后重新上传。"),
    "hidden_text": (
        "有隐藏文字",
        "文件里有 {count} 处隐藏的文字，别人也能显示出来。请删除或取消隐藏，另存后重新上传。",
    ),
    "hidden_sheets": (
        "有隐藏的工作表",
        "工作簿里有隐藏的工作表：{names}，别人也能显示出来。请删除或取消隐藏，另存后重新上传。",
    ),
    "hidden_cells": (
        "有隐藏的行或列",
        "工作表里有 {count} 处隐藏的行或列：{names}，别人也能显示出来。请删除或取消隐藏。",
    ),
    "cached": (
        "有缓存的数据",
        "工作簿里留有表格上看不到的数据（{names}），别人也能取出来。请复制为数值，另存后重新上传。",
    ),
    "persons": (
        "有人名",
        "文件属性、批注或修订里有人名：{names}。请用“检查文档”清除个人信息，另存后重新上传。",
    ),
    "embedded": (
        "有内嵌文件",
        "文件里嵌有 {count} 个文件：{names}，不能自动检查。请打开逐个核对，不需要的删去。",
    ),
    "unread": (
        "无法筛查",
        "{names}没有文字，像是扫描件或图片，无法筛查，请人工核对个人信息和表述。",
    ),
    "location": (
        "有拍摄地点",
        "图片里记有拍摄地点，别人也能读出来。请清除照片的位置信息后重新上传。",
    ),
}


def persons(names: Iterable[str | None]) -> tuple[str, ...]:
    """Those of the names that are a person's, each once."""
    plain = dict.fromkeys("".join((name or "").split()) for name in names)
    return tuple(name for name in plain if _PERSON.fullmatch(name) and not _NOBODY.search(name))


def found(**counted: int | Iterable[str]) -> list[Leftover]:
    """The leftovers by kind: a number, or names; those of nothing are left out."""
    leftovers = []
    for kind, value in counted.items():
        names = () if isinstance(value, int) else tuple(dict.fromkeys(value))
        count = value if isinstance(value, int) else len(names)
        if count:
            leftovers.append(Leftover(kind, count, names))
    return leftovers
