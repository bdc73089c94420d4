"""What checks and steps are called on the desk, and where a missing thing is to be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from gongkai.faces.desk.records.facts import control
from gongkai.faces.ui.marks import sentence as said
from gongkai.faces.ui.messages import sentence, shown
from gongkai.faces.ui.parts import Check, Hit, Tag
from gongkai.rules.document import FIELDS, MARKS
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.queries.review_desk import Check as Found

_TAGS = {"ok": Tag("ok", "通过"), "warn": Tag("warn", "请核对"), "block": Tag("bad", "不能公开")}
_CHECKS = {
    "publication_due": (
        "公开期限：{formed_on}形成，应在{due_on}以前公开，{limit}（{source}{doubt}）。"
    ),
    "formed_after_issue": "形成日期 {formed_on} 晚于成文日期 {issued_on}，请核对公开期限的起算日。",
    "pictures_without_words": "正文有 {count} 张图片没有文字说明，看不见图片的人读不到内容。",
    "document_number_form": "发文字号的写法不规范，应写作“{right}”。",
    "document_number_year": "发文字号的年份 {year} 与成文日期的年份不同。",
    "registration_number_form": "登记号“{number}”不合本地登记号的写法，请核对统一登记的编号。",
    "term_missing": "规范性文件没有填失效日期，有效期一般不超过 {years} 年，请核对。",
    "term_too_long": "有效期超过 {years} 年，一般应在{last_on}以前失效，请核对失效日期。",
    "published_late": "已过成文后 20 个工作日（{due_on}），公开时会标注超期。",
}
_OF_DATES = {
    "mark": "发布后永久标注“{}”，以后改日期也不能去掉：",
    "date_doubt": "日期请核对：",
}
_SCREENED = {
    "ok": "个人信息和表述：正文、要素和附件里没有发现问题。",
    "warn": "个人信息和表述：有 {count} 处要核对，见检查结果。",
    "block": "个人信息和表述：有 {count} 处，其中有不能公开的内容，见检查结果。",
}
_FIELD_OF_LABEL = {label: name for name, label in FIELDS.items()} | {
    "公开方式": "openness",
    "不主动公开的理由": "withheld_reason",
    "目录事项": "item",
    "形成或变更日期": "formed_on",
}
_FIELD_OF_CODE = {
    "remark_column_title": "title",
    "remark_document_number": "document_number",
    "remark_expires_before_effective": "expires_on",
    "remark_validity_of_the_day": "expires_on",
    "remark_issued_after_publication": "issued_on",
    "formed_in_future": "formed_on",
    "matter_missing": "matter",
    "record_not_proactive": "openness",
    "word_openness": "openness",
    "record_without_content": "body_html",
    "change_note_missing": "change_note",
    "picture_missing": "body_html",
}
_STEPS = {
    "submitted": "送审",
    "passed": "通过",
    "returned": "退回",
    "published": "发布",
    "asked": "申请撤回",
    "declined": "不同意撤回",
    "withdrawn": "撤回",
    "waived": "豁免筛查结果",
    "drafting": "起草中",
}
LEVELS = {1: "一审", 2: "二审", 3: "三审"}
LEVEL_OF_STATE = {"first": 1, "second": 2, "final": 3}


def step(kind: str, level: int | None) -> str:
    """一审通过, 送审, 发布 …"""
    return f"{LEVELS[level]}{_STEPS[kind]}" if level else _STEPS[kind]


def signed_by(name: str, behalf: str) -> str:
    """A reviewer, and whom they stood in for."""
    return f"{name}（代{behalf}）" if behalf else name


def missing(reasons: Sequence[Refused]) -> list[tuple[str, str]]:
    """What is still missing, each with where it is mended: the id of a control, or a path."""
    return [(sentence(one), _target(one)) for one in reasons]


def _target(reason: Refused) -> str:
    if reason.code == "column_taken":
        return reverse("desk:record", args=[reason.values["record"]])
    if "fact" in reason.values:
        return f"id_{control(str(reason.values['fact']))}"
    label = str(reason.values.get("field", ""))
    name = _FIELD_OF_CODE.get(reason.code) or _FIELD_OF_LABEL.get(label, "")
    return f"id_{name}" if name else ""


def checked(found: Sequence[Found]) -> list[Check]:
    """The checks of the review desk in words."""
    return [Check(_TAGS[one.level], _said(one)) for one in found]


def _said(one: Found) -> str:
    if one.code == "screening":
        return _SCREENED[one.level].format(**one.values)
    if one.code in _OF_DATES:
        reason = one.values["reason"]
        return _OF_DATES[one.code].format(MARKS.get(reason.mark, "")) + said(reason)
    if one.code in _CHECKS:
        values = {name: shown(value) for name, value in one.values.items()}
        values["doubt"] = "" if one.values.get("is_verified", True) else "，未核对原文"
        return _CHECKS[one.code].format(**values)
    return sentence(Refused(f"remark_{one.code}", **one.values))


def hits(screening: Sequence[Mapping[str, Any]]) -> list[Hit]:
    """What was found in the body, at its places in the text."""
    return [
        Hit(one["start"], one["end"], one["level"], _title(one), one["suggestion"], one["text"])
        for one in screening
        if one["where"] == "body"
    ]


def elsewhere(screening: Sequence[Mapping[str, Any]]) -> list[tuple[Tag, str, str]]:
    """What was found in fields and files: its tag, where it is, what to do."""
    return [
        (_hit_tag(one["level"]), f"{one['where_label']}：{_title(one)}", one["suggestion"])
        for one in screening
        if one["where"] != "body"
    ]


def _hit_tag(level: str) -> Tag:
    return Tag("bad", "必须改") if level == "block" else Tag("warn", "请核对")


def _title(one: Mapping[str, Any]) -> str:
    return f"{one['label']} {one['text']}".strip()
