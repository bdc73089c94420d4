"""The sentences of a report with the year's figures already in them, for the clerk to go on from.

What the tables say is worded as `narrative` reads it, so that every number here is checked (EQ6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.rules.report_tables.form import GROUPS3, parts_of, rows_of

_PLATFORM = (
    "政府信息公开指南、制度、法定主动公开内容和年报四个栏目在统一平台发布，"
    "每次公开都记入可以核对的公开日志。"
)
Counted = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class YearFacts:
    """What a year left in the ledger, the records, the findings and the scores.

    `score` is the average of the months as text; `plan_title` is empty without a plan; `done` of
    `due` are occurrences under it. `fees` are yuan received.
    """

    is_government: bool = False
    published: int = 0
    late: int = 0
    items: Counted = ()
    corrected: int = 0
    withdrawn: int = 0
    channels: Counted = ()
    fees: int = 0
    findings: int = 0
    mended: int = 0
    kinds: Counted = ()
    score: str = ""
    months: int = 0
    plan_title: str = ""
    due: int = 0
    done: int = 0
    open_tasks: Sequence[str] = field(default_factory=tuple)


def prepared(report: Mapping[str, Any], facts: YearFacts) -> dict[str, str]:
    """The text of each part by its code, with no word that nobody has checked.

    Source: 政府信息公开条例 第五十条; the wording is ours.
    """
    made = {
        "proactive": _proactive(report, facts),
        "requests": _requests(report, facts),
        "management": _management(facts),
        "platform": _PLATFORM,
        "supervision": _supervision(facts),
        "assessment": _assessment(facts),
        "public_review": "",
        "accountability": "",
        "problems": _problems(facts),
        "fees": f"本年度收取信息处理费{facts.fees}元。",
        "plan": _plan(facts),
        "other": "",
    }
    codes = [one.code for one in parts_of(is_government=facts.is_government)]
    return {code: made[code] for code in codes}


def _proactive(report: Mapping[str, Any], facts: YearFacts) -> str:
    row = (report.get("table2") or {}).get("行政规范性文件") or {}
    text = f"{report['year']}年主动公开政府信息{facts.published}条"
    if facts.items:
        text += f"，其中{_list(facts.items, '条')}"
    text += "。"
    if facts.late:
        text += f"超过法定期限公开的有{facts.late}条，均已标明“超期补录”。"
    return text + (
        f"制发行政规范性文件{row.get('本年制发件数', 0)}件，"
        f"废止或者失效{row.get('本年废止件数', 0)}件，现行有效{row.get('现行有效件数', 0)}件。"
    )


def _requests(report: Mapping[str, Any], facts: YearFacts) -> str:
    table, year = report["table3"], report["year"]

    def total(*rows: str) -> int:
        return sum(table[row]["total"] for row in rows)

    text = f"{year}年新收政府信息公开申请{total('1')}件，上年结转{total('2')}件。"
    if facts.channels:
        text += f"按提交方式分：{_list(facts.channels, '件')}。"
    groups = "，".join(f"{label[3:]}{total(*rows_of(group))}件" for group, label in GROUPS3.items())
    text += (
        f"共办结{total('3.7')}件，其中予以公开{total('3.1')}件，部分公开{total('3.2')}件，{groups}；"
        f"结转下年度继续办理{total('4')}件。"
    )
    return text + _challenges(report)


def _challenges(report: Mapping[str, Any]) -> str:
    table = report["table4"]
    suits = ("litigation_direct", "litigation_after_reconsideration")
    reviews, suit_count = table["reconsideration"], sum(table[row]["total"] for row in suits)
    corrected = reviews["corrected"] + sum(table[row]["corrected"] for row in suits)
    text = f"因政府信息公开引起的行政复议{reviews['total']}件、行政诉讼{suit_count}件"
    return f"{text}，结果纠正的{corrected}件。" if corrected else f"{text}。"


def _management(facts: YearFacts) -> str:
    # What was taken over from elsewhere or put in by hand went through nobody's reviews here.
    text = "公开前均经三级审核，由起草人以外的三人依次审查。" if facts.published else ""
    if facts.corrected or facts.withdrawn:
        text += f"更正已公开信息{facts.corrected}条，撤回{facts.withdrawn}条，均写明原因。"
    return text


def _supervision(facts: YearFacts) -> str:
    if facts.findings:
        return f"全年日常检查发现问题{facts.findings}个，已整改销号{facts.mended}个。"
    # Without a month that was scored nobody knows whether anybody looked.
    return "全年日常检查没有发现问题。" if facts.months else ""


def _assessment(facts: YearFacts) -> str:
    if not facts.months:
        return ""
    return f"对各单位按月考核，全年考核{facts.months}个月，平均得分{facts.score}分。"


def _problems(facts: YearFacts) -> str:
    if not facts.findings:
        return ""
    left = facts.findings - facts.mended
    text = f"检查中发现的问题主要有：{_list(facts.kinds, '个')}。"
    return text + (f"尚未销号的{left}个，正在整改。" if left else "上述问题均已整改销号。")


def _plan(facts: YearFacts) -> str:
    if not facts.plan_title:
        return ""
    text = f"《{facts.plan_title}》到期应办事项{facts.due}项，已办{facts.done}项"
    if facts.due > facts.done:
        text += f"，未办{facts.due - facts.done}项"
    text += "。"
    if facts.open_tasks:
        text += f"未办的是：{'；'.join(facts.open_tasks)}。"
    return text


def _list(counted: Counted, unit: str) -> str:
    return "，".join(_pieces(counted, unit))


def _pieces(counted: Counted, unit: str) -> Iterator[str]:
    for label, count in counted:
        yield f"{label}{count}{unit}"
