"""What an archive tells of its case besides letters and files: every row, table by table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.rules.foi import find_outcome
from gongkai.rules.letters import find_letter
from gongkai.work.foi.models.letter import Delivery, Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.deeds import CHINA


@dataclass(frozen=True)
class Table:
    """A table of the archive: its title, columns, and rows of texts."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_json(self) -> list[dict[str, str]]:
        """The rows by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


Columns = Sequence[tuple[str, Callable[[Any], object]]]


def tables_of(request: Request) -> list[Table]:
    """All tables, in the order of the work; those without rows are left out."""
    found = [
        _table("申请", _REQUEST, [request]),
        _table("申请人", _APPLICANT, [request.applicant]),
        _table("经手", _HANDING, request.handings.select_related("to", "by")),
        _table("协办", _ASSISTANCE, request.assistances.select_related(*_ASKED)),
        _table("征求意见", _CONSULTATION, request.consultations.all()),
        _table("检索记录", _SEARCH, request.searches.select_related("by")),
        _table("信息处理费", _FEE, _fees(request)),
        _table("文书", _LETTER, request.letters.select_related("drafted_by", "approved_by")),
        _table("送达", _DELIVERY, deliveries_of(request)),
        _table("转主动公开审查", _CONVERSION, _conversions(request)),
        _table("行政复议和行政诉讼", _CHALLENGE, request.challenges.all()),
    ]
    return [one for one in found if one.rows]


def deliveries_of(request: Request) -> list[Delivery]:
    """How the letters of the case were served, in order."""
    rows = Delivery.objects.filter(letter__request=request).select_related("letter", "file", "by")
    return list(rows.order_by("id"))


def said(value: object) -> str:
    """A value as the archive writes it; a moment in China, empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _table(title: str, columns: Columns, rows: Any) -> Table:
    return Table(
        title,
        tuple(name for name, _ in columns),
        tuple(tuple(said(read(row)) for _, read in columns) for row in rows),
    )


def _fees(request: Request) -> list[Any]:
    fee = getattr(request, "fee", None)
    return [fee] if fee is not None else []


def _conversions(request: Request) -> list[Any]:
    conversion = getattr(request, "conversion", None)
    return [conversion] if conversion is not None else []


def _outcome(code: str) -> str:
    return f"{code} {find_outcome(code).name}" if code else ""


def _letter_name(letter: Letter) -> str:
    return find_letter(letter.kind).name


_ASKED = ("organisation", "asked_by", "answered_by")
_REQUEST: Columns = (
    ("编号", lambda one: one.number),
    ("机关", lambda one: one.organisation.name),
    ("提交方式", lambda one: one.get_channel_display()),
    ("提交时间", lambda one: one.submitted_at),
    ("收到日期", lambda one: one.received_on),
    ("所需信息", lambda one: one.wanted),
    ("文号", lambda one: one.document_number),
    ("提供形式", lambda one: one.get_form_display()),
    ("获取方式", lambda one: one.get_way_display()),
    ("需要协助", lambda one: one.needs_help),
    ("承办人", lambda one: one.holder),
    ("办结日期", lambda one: one.ended_on),
    ("答复类型", lambda one: _outcome(one.outcome)),
    ("拆分自", lambda one: one.split_from),
    ("并入", lambda one: one.merged_into),
    ("重复于", lambda one: one.repeats),
)
_APPLICANT: Columns = (
    ("类别", lambda one: one.get_kind_display()),
    ("姓名或者名称", lambda one: one.name),
    ("证件类型", lambda one: one.identity_kind),
    ("证件号码", lambda one: one.identity),
    ("联系人", lambda one: one.contact),
    ("联系电话", lambda one: one.phone),
    ("电子邮箱", lambda one: one.email),
    ("通信地址", lambda one: one.address),
)
_HANDING: Columns = (
    ("时间", lambda one: one.at),
    ("承办人", lambda one: one.to.name),
    ("交办人", lambda one: one.by.name if one.by else ""),
    ("说明", lambda one: one.note),
)
_ASSISTANCE: Columns = (
    ("协办单位", lambda one: one.organisation.name),
    ("请协助的事项", lambda one: one.question),
    ("发出时间", lambda one: one.asked_at),
    ("发出人", lambda one: one.asked_by.name),
    ("期限", lambda one: one.due_on),
    ("答复", lambda one: one.answer),
    ("答复时间", lambda one: one.answered_at),
    ("答复人", lambda one: one.answered_by.name if one.answered_by else ""),
)
_CONSULTATION: Columns = (
    ("对象", lambda one: one.get_whom_display()),
    ("名称", lambda one: one.name),
    ("涉及的信息", lambda one: one.information),
    ("送达日期", lambda one: one.sent_on),
    ("意见", lambda one: one.get_opinion_display()),
    ("理由", lambda one: one.reason),
    ("答复日期", lambda one: one.answered_on),
)
_SEARCH: Columns = (
    ("检索日期", lambda one: one.on),
    ("检索范围", lambda one: one.place),
    ("检索词", lambda one: one.words),
    ("结果", lambda one: one.result),
    ("检索人", lambda one: one.by.name),
)
_FEE: Columns = (
    ("计费方式", lambda one: one.get_tariff_display()),
    ("件数或页数", lambda one: one.count),
    ("当月已计件数", lambda one: one.before),
    ("金额（元）", lambda one: one.amount),
    ("收费理由", lambda one: one.reason),
    ("提出人", lambda one: one.proposed_by.name),
    ("批准人", lambda one: one.approved_by.name if one.approved_by else ""),
    ("批准时间", lambda one: one.approved_at),
)
_LETTER: Columns = (
    ("文书", _letter_name),
    ("文号", lambda one: one.number),
    ("状态", lambda one: one.get_state_display()),
    ("答复类型", lambda one: _outcome(one.outcome)),
    ("起草人", lambda one: one.drafted_by.name),
    ("起草时间", lambda one: one.drafted_at),
    ("批准人", lambda one: one.approved_by.name if one.approved_by else ""),
    ("批准时间", lambda one: one.approved_at),
    ("正文指纹", lambda one: one.content_hash),
    ("意见", lambda one: one.opinion),
)
_DELIVERY: Columns = (
    ("文书", lambda one: _letter_name(one.letter)),
    ("文号", lambda one: one.letter.number),
    ("送达方式", lambda one: one.get_way_display()),
    ("送达日期", lambda one: one.on),
    ("凭证", lambda one: one.proof),
    ("登记人", lambda one: one.by.name if one.by else ""),
)
_CONVERSION: Columns = (
    ("转为主动公开", lambda one: one.is_fit),
    ("理由", lambda one: one.reason),
    ("拟公开的标题", lambda one: one.title),
    ("应在何日前公开", lambda one: one.due_on),
    ("审查人", lambda one: one.by.name),
    ("审查时间", lambda one: one.at),
)
_CHALLENGE: Columns = (
    ("类型", lambda one: one.get_kind_display()),
    ("受理机关", lambda one: one.body),
    ("案号", lambda one: one.number),
    ("收到通知日期", lambda one: one.notified_on),
    ("答复（答辩）期限", lambda one: one.answer_due_on),
    ("提交答复日期", lambda one: one.answered_on),
    ("结果", lambda one: one.get_result_display()),
    ("审结日期", lambda one: one.decided_on),
    ("重新答复期限", lambda one: one.redo_due_on),
    ("重新答复日期", lambda one: one.redone_on),
    ("说明", lambda one: one.note),
)
