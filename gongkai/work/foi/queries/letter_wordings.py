"""The wordings of an organisation: which are its own, how they came about, how they look filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.rules.letters import CASE, CLAUSES, LETTERS, fill, remedy
from gongkai.rules.letters import Letter as Kind
from gongkai.work.foi.models.letter import LetterTemplate
from gongkai.work.foi.queries.case_values import cn
from gongkai.work.foi.queries.wording import organ_of
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.organisation import Organisation

_VERBS = ("foi.template.set", "foi.template.restore")
# Nobody is called this; no identity stands in a wording.
_SAMPLE = {
    "申请人": "某某",
    "编号": "QH-2026-0001",
    "收到日期": "2026年2月5日",
    "提交方式": "网上提交",
    "所需信息": "二〇二五年某项目的验收报告",
    "提供形式": "电子文本",
    "获取方式": "网上查看",
    "到期日": "2026年3月11日",
    "文号": "某局公开〔2026〕1号",
    "联系人": "某某",
    "联系电话": "0000-0000000",
    "地址": "某路1号",
}


@dataclass(frozen=True)
class Wording:
    """A kind of letter with the organisation's own wording, if it has one."""

    kind: Kind
    own: LetterTemplate | None


@dataclass(frozen=True)
class Change:
    """One change in the history of a wording."""

    at: datetime
    by: str
    is_restored: bool
    text: str


def wordings(organisation: Organisation) -> list[Wording]:
    """Every kind of letter."""
    rows = LetterTemplate.objects.filter(organisation=organisation).select_related("changed_by")
    own = {one.kind: one for one in rows}
    return [Wording(kind, own.get(kind.code)) for kind in LETTERS.values()]


def wording_history(organisation: Organisation, kind: Kind) -> list[Change]:
    """What the journal keeps of it, the newest first."""
    deeds = Deed.objects.filter(organisation=organisation, verb__in=_VERBS)
    rows: Sequence[Deed] = [
        one
        for one in deeds.select_related("by").order_by("-at", "-id")
        if one.detail.get("kind") == kind.code
    ]
    return [
        Change(
            at=one.at,
            by=one.by.name if one.by else "",
            is_restored=one.verb == "foi.template.restore",
            text=str(one.detail.get("text", "")),
        )
        for one in rows
    ]


def sample_letter(organisation: Organisation, kind: Kind, text: str, on: date) -> str:
    """The wording filled from an invented case, with the remedy where there is one."""
    asked = {one.name: _sample_of(one.name, one.kind) for one in kind.asked}
    rest = {name: f"〔{name}〕" for name in (*CASE, *kind.must)}
    values = rest | _SAMPLE | {"机关": organisation.name, "落款日期": cn(on)} | asked
    filled = fill(text, values)
    if kind.outcomes:
        filled = f"{filled}\n{remedy(kind.outcomes[0], organ_of(organisation))}"
    return filled


def _sample_of(name: str, kind: str) -> str:
    if kind == "clause":
        return next(iter(CLAUSES.values())).text
    return "15" if kind == "days" else f"〔{name}〕"
