"""What the states, equations and sources of annual reports are called on the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.faces.ui.dates import cn_date, cn_day
from gongkai.faces.ui.parts import Check, Tag
from gongkai.rules.report_tables import BLANK, MEANINGS, Doubt, Violation
from gongkai.rules.workdays import workday_until
from gongkai.work.reporting.queries.last_year import LastYear

_STATES = {
    "open": Tag("idle", "编制中"),
    "submitted": Tag("info", "已报送"),
    "returned": Tag("warn", "已退回"),
    "frozen": Tag("info", "已定稿，待公开"),
    "reopened": Tag("warn", "重新打开"),
    "published": Tag("ok", "已公开"),
}
_ORIGINS = {
    "frozen": "本系统定稿的上一年年报",
    "imported": "导入的文件",
    "typed": "照原件录入",
    "founded": "当年新设，没有上年结转",
}
_MISSED = {"submitted": "没有按期报送", "published": "没有按期公开"}
EQUATIONS = tuple(code for code in MEANINGS if code != BLANK)


def state_tag(state: str) -> Tag:
    """How the report stands."""
    return _STATES[state]


def missed_words(missed: Sequence[str]) -> str:
    """没有按期报送、没有按期公开; empty where nothing was missed."""
    return "、".join(_MISSED[one] for one in missed)


def origin_words(one: LastYear | None) -> str:
    """Where the numbers of the year before come from."""
    if one is None:
        return ""
    row = one.imported
    by = f"，{cn_date(row.at)}{f'由{row.by.name}' if row.by else ''}" if row is not None else ""
    return f"{_ORIGINS[one.origin]}{by}"


def equation_checks(
    violations: Sequence[Violation], *, has_last_year: bool, year: int
) -> Iterator[Check]:
    """EQ1 to EQ6, each with whether it holds."""
    for code in EQUATIONS:
        count = sum(one.equation == code for one in violations)
        if code == "EQ5" and not has_last_year:
            tag = Tag("warn", "没有核对")
            yield Check(tag, f"{code} {MEANINGS[code]}：缺 {year - 1} 年的年报")
        elif count:
            yield Check(Tag("bad", "不成立"), f"{code} {MEANINGS[code]}：{count} 处不符")
        else:
            yield Check(Tag("ok", "成立"), f"{code} {MEANINGS[code]}")
    blanks = sum(one.equation == BLANK for one in violations)
    if blanks:
        yield Check(Tag("bad", "没有填"), f"{blanks} 格空着；没有的填 0")


def doubt_words(one: Doubt) -> str:
    """What is odd in table 2, in a sentence."""
    told = dict(one.values)
    if one.code == "regulations":
        return f"表二“规章”填了 {told['count']}：县级以下和部门不制定规章，请核对。"
    return (
        f"行政规范性文件现行有效 {told['valid']} 件，而上年 {told['before']} 件加制发 "
        f"{told['made']} 件减废止 {told['ended']} 件是 "
        f"{told['before'] + told['made'] - told['ended']} 件。"
        "清理年份口径不同的可以不改，请在第六部分说明。"
    )


def due_words(due_on: date | None) -> str:
    """By when the report is due; a fixed day does not move, so a day of rest is told."""
    if due_on is None:
        return "没有规定期限"
    act_by = workday_until(due_on, provisional=True)
    if act_by != due_on:
        return f"期限 {cn_date(due_on)}（休息日，不顺延），请在 {cn_day(act_by)} 以前办好"
    return f"期限 {cn_date(due_on)}"
