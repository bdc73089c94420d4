"""Reading a time limit in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from gongkai.rules.deadlines.due import count_from
from gongkai.rules.deadlines.limit import LAST_DAY, NotADeadline, TimeLimit
from gongkai.rules.deadlines.points import Years, read_point
from gongkai.rules.deadlines.words import (
    NUMBER,
    OWN_ISSUE,
    PREFIX,
    STANDING,
    STRICT_TAIL,
    TIMES,
    VAGUE,
    normalise,
    number,
)

_LONGEST = 100
_BY = r"(?P<by>之前|以前|前|以内|之内|内|为止|止)?(?P<tail>.{0,60})$"
_SPLIT = re.compile(r"(?<![后起])(?:[，,；;。、（）()和]|及(?!时))+")
_MONTHLY = re.compile(
    rf"^(?:每个?月度?|按月|逐月|[次下]月)(?:的)?(?:{NUMBER}[日号]?(?:~+|至|到))?"
    rf"(?:(?P<day>{NUMBER})[日号]|(?P<part>月?底|月?末|上旬|中旬|下旬|最后一[天日]))?{_BY}"
)
_QUARTERLY = re.compile(
    r"^(?:每个?季度?|按季度?|逐季度?|[下次]一?个?季度?|季度?(?=[末首]月|最后))(?:的)?"
    rf"(?:(?P<part>季?底|季?末(?!月|\d))|(?P<month>首个?月|末月|季?末(?=\d)|最后[一1]个?月|第?[一二三123]个?月)(?:的|份)?"
    rf"(?:(?P<day>{NUMBER})[日号]|月?底|月?末)?)?{_BY}"
)
_HALF_YEARLY = re.compile(rf"^(?:每半年度?|半年(?=[一1]次))(?:底|末)?{_BY}")
_OFTEN = re.compile(rf"^每个?(?:周|星期|日|天|工作日)(?:[一二三四五六日天](?!次))?{_BY}")
_AFTER = re.compile(
    r"^(?:自|从|于|在)?(?P<event>[^，,。；;：:]{0,40}?)"
    r"(?P<link>(?:之日|当日|当天|之时|日)?(?:起|算起|起算|计算|以后|之后|后)?(?:的)?[，,]?)"
    rf"(?:(?P<number>{NUMBER})(?:个)?(?P<unit>工作日|自然日|日历日|日|天|周|星期|(?<=个)月|年)"
    r"|(?P<half>半年(?!度?(?:结束|终了))|半个?月))(?P<within>之内|以内|内|前)?(?P<tail>.{0,60})$"
)
# What ends so is cut out of a date, or of 最后一个月.
_NO_EVENT = ("年", "月", "最", *"0123456789")
_LINKS = ("起", "算", "后")
_BEFORE = re.compile(
    rf"^.{{0,30}}(?:前|提前|至少提前)(?:至少|不少于)?{NUMBER}个?(?:工作日|自然日|日|天|小时)(?:以上)?.{{0,20}}$"
)
_TOGETHER = re.compile(r"^与.{1,16}同步.{0,8}$")
_HOURS = re.compile(rf"^.{{0,40}}?{NUMBER}个?小时(?:之内|以内|内).{{0,40}}$")
_MONTHS_OF_QUARTER = {"首": 1, "一": 1, "1": 1, "二": 2, "2": 2}
_TEN_DAYS = {"上旬": 10, "中旬": 20}
_GOVERNING = ("fixed", "yearly", "quarterly", "monthly", "workdays_after_event",
              "days_after_event", "standing", "vague")  # fmt: skip


def parse_deadline(
    text: str,
    *,
    issued: date | None = None,
    year: int | None = None,
    event: date | None = None,
) -> TimeLimit:
    """Return the time limit that `text` states, with its due date where that can be known.

    `year` is the year of the plan, by default that of `issued`, the day the plan was issued. A
    limit from an event is due from `event`, or from `issued` where the event is that issue. A
    text with several limits gives the governing one and all of them in `parts`. Raises
    NotADeadline, or its kinds NeedsYear and NoSuchDay; nothing is guessed. Source: 民法典
    第二百零一条 至 第二百零四条; 政府信息公开条例 第二十六条.

    >>> parse_deadline("2023年10月底前完成").as_json()
    {'kind': 'fixed', 'date': '2023-10-31', 'due': '2023-10-31'}
    >>> parse_deadline("每年3月31日前").as_json()
    {'kind': 'yearly', 'month_day': '03-31'}
    """
    if year is None and issued is not None:
        year = issued.year
    words = normalise(text)
    if not words or len(words) > _LONGEST:
        raise NotADeadline(text)
    try:
        limit = _several(words, Years(year)) or _read(words, Years(year))[0]
    except NotADeadline as error:
        error.args, error.text = (text,), text
        raise
    return _with_due(limit, issued, event)


def _several(words: str, years: Years) -> TimeLimit | None:
    """Read the pieces between commas; a piece that is no limit belongs to the one before it."""
    found: list[TimeLimit] = []
    pieces = _SPLIT.split(words)
    for piece in pieces:
        try:
            limit, years = _read(piece, years)
        except NotADeadline as error:
            if type(error) is not NotADeadline:
                raise
            continue
        found += limit.parts or (limit,)
    dated = list(dict.fromkeys(part for part in found if part.kind != "vague"))
    if len(pieces) > 1 and len(dated) == 1 and len(found) >= len(pieces):
        return dated[0]
    return replace(_governing(dated), parts=tuple(dated)) if len(dated) > 1 else None


def _governing(parts: list[TimeLimit]) -> TimeLimit:
    """The last fixed day, when all must be done; else the limit that says most about dates."""
    fixed = [part for part in parts if part.kind == "fixed" and part.date]
    if fixed:
        return max(fixed, key=lambda part: part.date or date.min)
    return min(parts, key=lambda part: _GOVERNING.index(part.kind))


def _read(words: str, years: Years) -> tuple[TimeLimit, Years]:
    words = PREFIX.sub("", words)
    if STANDING.match(words):
        return TimeLimit("standing"), years
    if VAGUE.match(words):
        return TimeLimit("vague"), years
    for read in (_monthly, _quarterly, _half_yearly, _often):
        limit = read(words)
        if limit:
            return limit, years
    point = read_point(words, years)
    if point:
        return point
    limit = _without_date(words) or _after(words)
    if limit is None:
        raise NotADeadline(words)
    return limit, years


def _is_whole(match: re.Match[str]) -> bool:
    tail = match["tail"]
    often = TIMES.match(tail)
    return bool(match["by"] or STRICT_TAIL.match(tail[often.end() :] if often else tail))


def _monthly(words: str) -> TimeLimit | None:
    match = _MONTHLY.match(words)
    if match is None or not _is_whole(match):
        return None
    day = number(match["day"]) if match["day"] else _TEN_DAYS.get(match["part"], LAST_DAY)
    return TimeLimit("monthly", day=day) if 1 <= day <= LAST_DAY else None


def _quarterly(words: str) -> TimeLimit | None:
    match = _QUARTERLY.match(words)
    if match is None or not _is_whole(match):
        return None
    sign = (match["month"] or "末").removeprefix("第")[0]
    day = number(match["day"]) if match["day"] else LAST_DAY
    month = _MONTHS_OF_QUARTER.get(sign, 3)
    return TimeLimit("quarterly", month=month, day=day) if 1 <= day <= LAST_DAY else None


def _half_yearly(words: str) -> TimeLimit | None:
    """Twice a year is two yearly limits; the law of the calendar has no kind between."""
    match = _HALF_YEARLY.match(words)
    if match is None or not _is_whole(match):
        return None
    halves = tuple(TimeLimit("yearly", month_day=end) for end in ((6, 30), (12, 31)))
    return replace(halves[0], parts=halves)


def _often(words: str) -> TimeLimit | None:
    """More often than monthly is judged continuously, as what has no end."""
    match = _OFTEN.match(words)
    return TimeLimit("standing") if match and _is_whole(match) else None


def _without_date(words: str) -> TimeLimit | None:
    """Hours, days before an event, at one time with it: limits, but none that gives a date."""
    patterns = (_BEFORE, _HOURS, _TOGETHER)
    return TimeLimit("vague") if any(pattern.match(words) for pattern in patterns) else None


def _after(words: str) -> TimeLimit | None:
    match = _AFTER.match(words)
    if match is None or not _says_within(match):
        return None
    event = match["event"] or None
    if event and event.endswith(_NO_EVENT):
        return None
    if match["within"] == "前":
        return TimeLimit("vague")
    if match["half"]:
        half_year = match["half"] == "半年"
        return TimeLimit(
            "days_after_event",
            months=6 if half_year else None,
            days=None if half_year else 15,
            event=event,
        )
    return _counted(number(match["number"]), match["unit"], event)


def _says_within(match: re.Match[str]) -> bool:
    """A bare 30日 is a day of a month, but 20个工作日, …之日起30日 and 30日内 are lengths."""
    linked = any(sign in match["link"] for sign in _LINKS) and STRICT_TAIL.match(match["tail"])
    if match["unit"] in {"工作日", "自然日"} and not match["within"]:
        return bool(linked or not match["event"])
    return bool(linked or match["within"])


def _counted(count: int, unit: str, event: str | None) -> TimeLimit | None:
    if count == 0:
        return None
    if unit == "工作日":
        return TimeLimit("workdays_after_event", days=count, event=event)
    months = {"月": count, "年": count * 12}.get(unit)
    if months:
        return TimeLimit("days_after_event", months=months, event=event)
    days = count * 7 if unit in {"周", "星期"} else count
    return TimeLimit("days_after_event", days=days, event=event)


def is_own_issue(limit: TimeLimit) -> bool:
    """True if the limit runs from the issue of the plan that states it.

    Source: 民法典 第二百零一条; our reading of 方案印发, 本通知发布.
    """
    return bool(limit.event and OWN_ISSUE.match(limit.event))


def _with_due(limit: TimeLimit, issued: date | None, event: date | None) -> TimeLimit:
    parts = tuple(_with_due(part, issued, event) for part in limit.parts)
    limit = replace(limit, parts=parts)
    if limit.date:
        return replace(limit, due=limit.date)
    start = event or (issued if is_own_issue(limit) else None)
    if start is None or not (limit.days or limit.months):
        return limit
    due, provisional = count_from(limit, start)
    return replace(limit, due=due, provisional=provisional)
