"""What states, reasons, checks and what was left out are called on the pages of redactions."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.faces.ui.parts import Check, Tag
from gongkai.rules.letters.kinds import CLAUSES
from gongkai.work.foi.models.redaction import Redaction

STATES = {
    Redaction.State.DRAFT: Tag("warn", "标记中"),
    Redaction.State.MADE: Tag("info", "待审看"),
    Redaction.State.APPROVED: Tag("ok", "已批准提供"),
    Redaction.State.RETURNED: Tag("warn", "已退回"),
    Redaction.State.DISCARDED: Tag("idle", "已作废"),
}
GROUNDS = [(code, one.text.split("》", 1)[-1]) for code, one in CLAUSES.items()]
WHY = {"mark": "勾选或者画框", "term": "按词语查到", "same": "与勾选的字句相同"}
# What a file holds beside its text and never passes; the number is put before the words.
REMARKS = {
    "changes": "处修订，按接受后的文字保留",
    "comments": "条批注，全部去掉",
    "hidden": "处隐藏的文字，全部去掉",
    "boxes": "个文本框，改成带边框的段落",
    "links": "个链接，只留文字，不留网址",
    "embedded": "个内嵌文件或者对象，全部去掉",
    "shapes": "个图形或者图表，不能带过去，原处写明",
    "pictures": "张图片格式特殊，不能带过去，原处写明",
    "formulas": "个公式，改成一行文字",
    "numbering": "处编号样式里的文字，改成普通编号",
    "unknown": "处不认识的内容，没有带过去",
    "stored": "份附带的数据，全部去掉",
    "properties": "项文件属性和缩略图，全部去掉",
    "annotations": "处批注或者签章，印出来看得见的留在画面里",
    "forms": "套表单，填写的内容留在画面里",
    "scripts": "段脚本，全部去掉",
    "outline": "条书签，全部去掉",
    "editions": "个保存过的旧版本，全部去掉",
}
CHECKS = {
    "parts": "新文件只有认识的部分，共 {count} 个",
    "expected": "留下的文字与应当留下的逐段一致，共 {count} 段",
    "text": "用另一套程序提取出 {count} 个字，没有要遮盖的字句",
    "parts_text": "逐个部分查了文字和属性，共 {count} 个，没有要遮盖的字句",
    "bytes": "按多种编码查了 {count} 字节（压缩的先解开），没有要遮盖的字句",
    "beside": "没有批注、附件、脚本、属性和隐藏内容",
    "pages": "每页都重新画过，共 {count} 页",
}
_IN_PICTURES = "页面里只有画面，没有可以提取的文字"


def checks_said(rows: Iterable[dict[str, object]]) -> list[Check]:
    """The checks that the new file passed."""
    return [Check(Tag("ok", "通过"), _check(str(row["check"]), row["count"])) for row in rows]


def _check(code: str, count: object) -> str:
    if code == "text" and not count:
        return _IN_PICTURES
    return CHECKS[code].format(count=count)


def remarks_said(rows: Iterable[tuple[str, int]]) -> list[str]:
    """What does not pass whatever is marked."""
    return [f"{count} {REMARKS[kind]}" for kind, count in rows]
