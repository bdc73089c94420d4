"""Duties that the running text lays on somebody, found by who must do what how often."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from gongkai.rules.plan.front import Paragraph
from gongkai.rules.plan.model import Obligation
from gongkai.rules.plan.timelimits import time_limit

_SECTION = re.compile(
    r"^([一二三四五六七八九十]+、[^。；：，,]{1,30})$|^([一二三四五六七八九十]+、)"
)
_PART = re.compile(r"^([（(][一二三四五六七八九十]+[）)][^。，：；]{1,30})[。：]?")
_ASIDE = re.compile(r"（[^（）]*[:：][^（）]*）")
_ACTOR = (
    r"(?:请)?(?:各|全区|全市|全县|有关|相关)?[\u4e00-\u9fff、（）]{0,60}?"
    r"(?:部门|单位|局|办公室|中心|委员会|机构|办事处|领导小组|负责同志|负责人|街道|乡镇|科室)"
)
_MUST = (
    r"(?:进一步)?(?:要|应当|应|须|必须|需|严格|加强|负责|继续|定期|牵头|每年|每季度|每月|于\d|将)"
)
_BY_ACTOR = re.compile(rf"^{_ACTOR}{_MUST}")
_OFTEN = re.compile(
    r"每(?P<per>年|半年|季度|季|月)(?P<least>至少|不少于|不低于)?[^，。；]{0,12}?(?P<count>\d+|[一二两三四五六七八九十])次"
    r"|(?:全年|年内)[^，。；]{0,12}?(?:至少|不少于)(?P<year_count>\d+|[一二两三四五六七八九十])次"
)
_REPORT = re.compile(r"纳入[^，。；]{0,16}年度报告")
_PURPOSE = re.compile(r"^(?:确保|切实提高|不断提高|进一步提高|培养|打造|形成合力|推动|以便|为)")
# A clause with a subject of its own tells what follows from the duty, not the duty.
_NEW_SUBJECT = re.compile(r"^(?:[\u4e00-\u9fff]{1,8}(?:作为|由|将会|结果)|查出)")
_DAY = re.compile(
    r"(?:于|在)?((?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底)前|每(?:年|季度|月)[^，,。；]{0,12}?(?:日|底|末)前)"
)
_COUNTS = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_PER = {"年": "year", "半年": "half_year", "季度": "quarter", "季": "quarter", "月": "month"}
_OFTEN_KINDS = (
    ("training", "培训"),
    ("hearing", "听取"),
    ("meeting", "会议"),
    ("meeting", "研究"),
    ("inspection", "检查"),
)
_KINDS = (
    ("annual_report", "年度报告"),
    ("ledger", "台账"),
    ("rectification", "整改"),
    ("inspection", "督查"),
    ("inspection", "检查"),
    ("inspection", "督办"),
    ("inspection", "通报"),
    ("inspection", "考核"),
)


def read_obligations(
    texts: list[Paragraph], issued: date | None, year: int | None
) -> tuple[Obligation, ...]:
    """Return the duties of the body in order, numbered B1, B2, …"""
    found: list[Obligation] = []
    section, part = "", ""
    for paragraph in texts:
        text = paragraph.text
        heading = _SECTION.match(text)
        if heading:
            section, part = heading.group(1) or "", ""
            text = "" if heading.group(1) else text[heading.end() :]
        heading = _PART.match(text)
        if heading:
            part = heading.group(1)
            text = text[heading.end() :]
        elif text.startswith("请"):
            part = ""
        place = "/".join(name for name in (section, part) if name)
        for sentence in re.split(r"[。；;！]", _ASIDE.sub("", text)):
            found += _duties(sentence, place, paragraph.lines, issued, year)
    found = _share_ledger_date(found)
    return tuple(replace(duty, id=f"B{at}") for at, duty in enumerate(found, 1))


def _duties(
    sentence: str, section: str, lines: tuple[int, int], issued: date | None, year: int | None
) -> list[Obligation]:
    found: list[Obligation] = []
    clauses = re.findall(r"[^，,]+[，,]?", sentence)
    while clauses:
        span, clauses = _span(clauses)
        if span:
            found.append(_duty(span, section, lines, issued, year))
    return found


def _duty(
    span: list[str], section: str, lines: tuple[int, int], issued: date | None, year: int | None
) -> Obligation:
    text = "".join(span).rstrip("，,")
    often = _OFTEN.search(span[-1])
    count, per = _frequency(often)
    stated, limit = (None, None) if often else _limit(text, issued, year)
    return Obligation(
        id="",
        section=section,
        text=text,
        kind=_kind(text, span[-1] if often else None),
        lines=lines,
        count=count,
        per=per,
        date=limit["date"] if limit and "date" in limit else None,
        deadline_text=stated,
        deadline=limit,
    )


def _span(clauses: list[str]) -> tuple[list[str], list[str]]:
    """Cut off the next duty: the clauses from its actor to its end, and what comes after."""
    start = next((i for i, clause in enumerate(clauses) if _begins(clause)), None)
    if start is None:
        return [], []
    end = start + 1
    if _BY_ACTOR.match(clauses[start]):
        while end < len(clauses) and not _closes(clauses[end - 1], clauses[end]):
            end += 1
    return clauses[start:end], clauses[end:]


def _begins(clause: str) -> bool:
    return bool(_BY_ACTOR.match(clause) or _OFTEN.search(clause) or _REPORT.search(clause))


def _closes(clause: str, following: str) -> bool:
    """A duty ends after its count, and before a purpose, another subject, another actor."""
    ends = _OFTEN.search(clause) or _PURPOSE.match(following) or _NEW_SUBJECT.match(following)
    return bool(ends or _BY_ACTOR.match(following))


def _frequency(often: re.Match[str] | None) -> tuple[int | None, str | None]:
    if often is None:
        return None, None
    written = often["count"] or often["year_count"]
    count = int(written) if written.isdecimal() else _COUNTS[written]
    return count, _PER[often["per"]] if often["per"] else "year"


def _limit(
    text: str, issued: date | None, year: int | None
) -> tuple[str | None, dict[str, Any] | None]:
    match = _DAY.search(text)
    if not match:
        return None, None
    limit = time_limit(match.group(1), issued, year)
    return (match.group(1), limit) if limit else (None, None)


def _kind(text: str, often: str | None) -> str:
    table = _OFTEN_KINDS if often else _KINDS
    return next((kind for kind, word in table if word in (often or text)), "other")


def _share_ledger_date(duties: list[Obligation]) -> list[Obligation]:
    """Drawing up the ledger and handing it in are one date, stated at the latter."""
    dated = [duty for duty in duties if duty.kind == "ledger" and duty.date]
    if len(dated) != 1:
        return duties
    return [
        replace(duty, date=dated[0].date)
        if duty.kind == "ledger" and not duty.deadline_text
        else duty
        for duty in duties
    ]
