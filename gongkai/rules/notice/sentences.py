"""The sentences of a notice; every figure is counted from the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from gongkai.rules.notice.facts import MonthFacts, by_kind, written_day
from gongkai.rules.scoring import plain

NUMERALS = "一二三四五六七八九十"
_CENT = Decimal("0.01")
_ALGORITHMS = {"sha256": "SHA-256", "sm3": "SM3"}


def _share(part: int, whole: int) -> str:
    return f"{_rounded(Decimal(100 * part) / whole)}%"


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_CENT, ROUND_HALF_UP)


def _units(names: Iterable[str]) -> str:
    """List units in the order of their first mention, with a count where one is named often."""
    counted = Counter(names)
    return "、".join(
        name if count == 1 else f"{name}（{count}个）" for name, count in counted.items()
    )


def about_old(facts: MonthFacts) -> Iterator[str]:
    """Say how far the problems of the month before are mended.

    Source: ours, after real notices.
    """
    if facts.old_problems is None:
        yield "上月没有检查考核记录。"
        return
    if not facts.old_problems:
        yield "上月没有需要整改的问题。"
        return
    left = [one.organisation for one in facts.old_problems if not one.is_mended]
    total = len(facts.old_problems)
    yield (
        f"上月通报问题{total}个，经复查已整改{total - len(left)}个，"
        f"整改率{_share(total - len(left), total)}。"
    )
    if left:
        yield f"仍有{len(left)}个问题未整改：{_units(left)}。"


def about_scores(facts: MonthFacts) -> Iterator[str]:
    """Say what was published and how the units scored.

    Source: ours, after real notices.
    """
    yield f"本月全部单位共公开信息{facts.published_count}条。"
    if not facts.scores:
        yield "本月没有单位参加考核。"
        return
    points = [one.points for one in facts.scores]
    average = _rounded(sum(points, Decimal(0)) / len(points))
    grades = Counter(one.grade for one in sorted(facts.scores, key=lambda one: -one.points))
    yield (
        f"考核平均{plain(average)}分，最高{plain(max(points))}分，最低{plain(min(points))}分；"
        f"其中{'、'.join(f'{grade}{count}个' for grade, count in grades.items())}。"
    )
    found = {problem.organisation for problem in facts.problems}
    clean = [one.organisation for one in facts.scores if one.organisation not in found]
    if clean:
        yield f"未发现问题的单位{len(clean)}个：{_units(clean)}。"


def about_problems(facts: MonthFacts) -> Iterator[str]:
    """Say what was found, by kind, with the units.

    Source: ours, after real notices.
    """
    if not facts.problems:
        yield "本月未发现问题。"
        return
    total = len(facts.problems)
    deducted = sum((one.points for one in facts.problems), Decimal(0))
    units = {one.organisation for one in facts.problems}
    yield f"共发现问题{total}个，涉及单位{len(units)}个，合计扣{plain(deducted)}分。"
    for place, (kind, problems) in enumerate(by_kind(facts.problems), 1):
        named = _units(one.organisation for one in problems)
        share = _share(len(problems), total)
        yield f"（{_numeral(place)}）{kind}{len(problems)}个，占{share}：{named}。"


def _numeral(number: int) -> str:
    """Write 1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return head + (NUMERALS[ones - 1] if ones else "")


def about_ledgers(facts: MonthFacts) -> Iterator[str]:
    """Say whose ledger came late or not at all.

    Source: ours, after real notices.
    """
    if not facts.late_ledgers:
        yield "工作台账没有逾期未报、迟报的单位。"
    missing = [one.organisation for one in facts.late_ledgers if one.submitted_on is None]
    late = [one.organisation for one in facts.late_ledgers if one.submitted_on]
    if missing:
        yield f"逾期未报工作台账的单位{len(missing)}个：{_units(missing)}。"
    if late:
        yield f"迟报工作台账的单位{len(late)}个：{_units(late)}。"


def about_next(facts: MonthFacts) -> Iterator[str]:
    """Say what must be done by when.

    Source: ours, after real notices.
    """
    limits = Counter(one.mend_by for one in facts.problems if one.mend_by)
    for day in sorted(limits):
        yield f"本次通报的问题中{limits[day]}个须于{written_day(day)}前整改完毕并报送整改情况。"
    if limits:
        yield "不能按期整改的，请在期限届满前说明情况、申请延期。"
    if not facts.deadlines:
        yield "近期没有到期任务。"
        return
    first = min(one.due_on for one in facts.deadlines)
    coming = f"近期到期任务{len(facts.deadlines)}项，最早于{written_day(first)}到期"
    yield f"{coming}，请责任单位按时办理。"


def about_log(facts: MonthFacts) -> Iterator[str]:
    """Print how the publication log stood, so that everybody who got the notice keeps it.

    A log that is rewritten afterwards no longer fits what was printed. Source: RFC 9162; ours.
    """
    if facts.log is None:
        return
    head = facts.log
    yield (
        f"截至{written_day(head.signed_at.date())}{head.signed_at:%H时%M分}，公开日志共{head.size}条，"
        f"根指纹（{_ALGORITHMS.get(head.algorithm, head.algorithm)}）为{head.root_hash}，"
        f"签名密钥编号为{head.key_id}。"
    )
    yield (
        "请各单位和档案、审计等部门留存本通报。此前公开的信息如被倒填日期、替换或者删去，"
        "公开日志将与上述条数和根指纹不一致；核对办法见政府信息公开门户的公开日志页。"
    )
