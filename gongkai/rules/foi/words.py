"""Why a step does to the clock what it does, with its article."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from gongkai.rules.foi.law import Law

_FEE = "国办函〔2020〕109号"
Say = Callable[..., str]


def because(rule: str, law: Law, **values: int | date | str | None) -> str:
    """The reason for a step of that kind, in one sentence that cites the article."""
    return _REASONS[rule](values, law)


@cache
def _cite(law: Law, *subjects: str) -> str:
    """The law, and the article where one is known that says it."""
    articles = "、".join(law.articles[one] for one in subjects if one in law.articles)
    return f"{law.source} {articles}".rstrip()


_REASONS: dict[str, Say] = {
    "received": lambda v, law: (
        f"自收到申请之日起 {v['days']} 个工作日内答复，当日不计，到期日{v['due']}"
        f"（{_cite(law, 'reply')}）"
    ),
    "correction": lambda v, law: (
        "申请内容不明确，一次性告知补正，答复期限自收到补正之日起重新计算"
        + (f"，补正最迟{v['term']}" if v["term"] else "，没有登记补正期限")
        + f"（{_cite(law, 'clarification')}）"
    ),
    "supplement": lambda v, law: (
        f"答复期限自收到补正之日起重新计算 {v['days']} 个工作日，到期日{v['due']}"
        f"（{_cite(law, 'clarification')}）"
    ),
    "no_supplement": lambda v, law: (
        f"补正期限{v['term']}届满没有补正，视为放弃申请，不再处理（{_cite(law, 'clarification')}）"
    ),
    "third_party_consulted": lambda v, law: _asked(v, f"{_cite(law, 'third_party', 'reply')}"),
    "agency_consulted": lambda v, law: _asked(v, f"{_cite(law, 'reply', 'agency')}"),
    "answered": lambda v, law: (
        f"征求意见所需的 {v['days']} 个工作日不计入期限，到期日{v['due']}（{_cite(law, 'reply')}）"
    ),
    "answered_late": lambda v, law: (
        f"答复期限{v['lapses']}已过，只扣除 {v['days']} 个工作日，到期日{v['due']}"
        f"（{_cite(law, 'third_party', 'reply')}）"
    ),
    "explanation": lambda _, law: (
        f"申请数量、频次明显超过合理范围，要求说明理由，期限照常计算（{_cite(law, 'volume')}）"
    ),
    "delayed": lambda v, law: (
        f"申请理由合理但不能在期限内答复，约定并告知答复日期{v['due']}（{_cite(law, 'volume')}）"
    ),
    "extended": lambda v, law: (
        f"延长 {v['days']} 个工作日（最长 {v['longest']} 个），须经负责人同意并告知申请人，"
        f"到期日{v['due']}（{_cite(law, 'reply')}）"
    ),
    "fee_notified": lambda v, _: (
        f"应在收到通知次日起 {v['days']} 个工作日内缴费，最迟{v['term']}，期间不计（{_FEE}）"
    ),
    "fee_paid": lambda v, _: (
        f"自缴费次日起重新计算 {v['days']} 个工作日，到期日{v['due']}（{_FEE}）"
    ),
    "no_fee": lambda v, _: f"缴费期限{v['term']}届满没有缴费，视为放弃申请，不再处理（{_FEE}）",
    "withdrawn": lambda _, __: "申请人自愿撤回，办理终止，年报计入“其他处理”的“其他”",
    "replied": lambda v, _: f"依据{v['basis']}",
}


def _asked(values: dict[str, int | date | str | None], article: str) -> str:
    lapses = values["lapses"]
    until = f"对方最迟{lapses}答复，" if lapses else ""
    return f"{until}征求意见所需时间不计入期限，无答复时到期日{values['due']}（{article}）"
