"""The periods of a decision: how long opinions are taken, and by when each thing is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from gongkai.rules.decisions.asked import wrong
from gongkai.rules.decisions.lack import Lack
from gongkai.rules.decisions.law import KINDS, MAJOR, NORMATIVE, TERMS, UnknownKind
from gongkai.rules.workdays import add_workdays, workday_from

# Asia/Shanghai has had no other offset since 1991.
_SHANGHAI = timezone(timedelta(hours=8))
_DAY = timedelta(days=1)
COMMENT_DAYS = TERMS["comment_days"].count


def chinese_day(day: date) -> str:
    """Return a day as it is written in Chinese, without leading zeros.

    >>> chinese_day(date(2026, 7, 1))
    '2026年7月1日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def period_days(opens_on: date, closes_on: date) -> int:
    """Return the days of a period; the day on which it begins is not counted.

    Source: 民法典 第二百零一条.

    >>> period_days(date(2026, 8, 20), date(2026, 9, 21))
    32
    """
    return (closes_on - opens_on).days


def earliest_close(opens_on: date) -> date:
    """Return the first day on which a consultation may close that has no reason to be shorter.

    Source: 重大行政决策程序暂行条例 第十五条; a rest day is not moved (ours: it is a least term).

    >>> earliest_close(date(2026, 6, 1))
    datetime.date(2026, 7, 1)
    """
    return opens_on + timedelta(days=COMMENT_DAYS)


def is_short(opens_on: date, closes_on: date) -> bool:
    """True for less than 30 days. Source: 重大行政决策程序暂行条例 第十五条."""
    return period_days(opens_on, closes_on) < COMMENT_DAYS


def length_faults(
    opens_on: date, closes_on: date, reason: str, kind: str = MAJOR
) -> Iterator[Lack]:
    """Yield what is wrong with the length: "period_order", or "period_short" without a reason.

    Source: 重大行政决策程序暂行条例 第十五条.
    """
    if closes_on <= opens_on:
        opens, closes = chinese_day(opens_on), chinese_day(closes_on)
        yield wrong("period_order", kind, opens=opens, closes=closes)
    elif is_short(opens_on, closes_on) and not reason.strip():
        yield wrong(
            "period_short",
            kind,
            days=period_days(opens_on, closes_on),
            needed=COMMENT_DAYS,
            earliest=chinese_day(earliest_close(opens_on)),
        )


def period_faults(
    opens_on: date, closes_on: date, reason: str, today: date, kind: str = MAJOR
) -> tuple[Lack, ...]:
    """Return all that is wrong with a period that is about to open.

    As `length_faults`, and "period_backdated" if it would begin before today: the period runs from
    the day of publication. Source: 重大行政决策程序暂行条例 第十五条.
    """
    found = list(length_faults(opens_on, closes_on, reason, kind))
    if opens_on < today:
        opens = chinese_day(opens_on)
        found.append(wrong("period_backdated", kind, opens=opens, today=chinese_day(today)))
    return tuple(found)


def prolong_faults(
    closes_on: date, new_closes_on: date, reason: str, today: date
) -> tuple[Lack, ...]:
    """Return why a consultation cannot be prolonged: once open it ends later, never earlier.

    Codes "prolong_closed", "term_earlier", "term_reason". Source: our reading of
    重大行政决策程序暂行条例 第十五条 (unverified).
    """
    found = [wrong("prolong_closed")] if today > closes_on else []
    return (*found, *_new_term(closes_on, new_closes_on, reason))


def reopen_faults(
    closes_on: date,
    new_closes_on: date,
    reason: str,
    today: date,
    deliberated_on: date | None = None,
) -> tuple[Lack, ...]:
    """Return why a closed consultation cannot be opened again.

    Codes "reopen_open", "reopen_deliberated", "term_past", "term_earlier", "term_reason". Source:
    our reading of 重大行政决策程序暂行条例 第十五条、第三十条 (unverified).
    """
    found = [wrong("reopen_open")] if today <= closes_on else []
    if deliberated_on is not None:
        found.append(wrong("reopen_deliberated", held=chinese_day(deliberated_on)))
    if new_closes_on < today:
        found.append(wrong("term_past", after=chinese_day(new_closes_on)))
    return (*found, *_new_term(closes_on, new_closes_on, reason))


def may_reopen(
    closes_on: date,
    new_closes_on: date,
    reason: str,
    today: date,
    deliberated_on: date | None = None,
) -> bool:
    """True if a closed consultation may be opened again; `reopen_faults` says why not."""
    return not reopen_faults(closes_on, new_closes_on, reason, today, deliberated_on)


def is_open(opens_at: datetime, closes_on: date, moment: datetime) -> bool:
    """True from the opening to the last second of `closes_on` (24 时) in Asia/Shanghai.

    Raises ValueError for moments without a zone. Source: 民法典 第二百零三条.
    """
    if opens_at.tzinfo is None or moment.tzinfo is None:
        raise ValueError(moment)
    ends_at = datetime.combine(closes_on + _DAY, datetime.min.time(), _SHANGHAI)
    return opens_at <= moment < ends_at


def feedback_due(issued_on: date, *, provisional: bool = False) -> date:
    """Return by when it is public what became of the opinions: 10 working days after the issue.

    Raises YearNotPublished unless `provisional`. Source: the yearly work plan (unverified).

    >>> feedback_due(date(2023, 9, 22))
    datetime.date(2023, 10, 12)
    """
    return add_workdays(issued_on, TERMS["feedback_workdays"].count, provisional=provisional)


def legality_earliest(sent_on: date, kind: str, *, provisional: bool = False) -> date:
    """Return the first day on which the review may be given back: 7 (5) working days.

    Raises UnknownKind, and YearNotPublished unless `provisional`. Source: 重大行政决策程序暂行条例
    第二十六条; 国办发〔2018〕115号 (unverified).

    >>> legality_earliest(date(2025, 4, 25), "major")
    datetime.date(2025, 5, 8)
    """
    return add_workdays(sent_on, legality_workdays(kind), provisional=provisional)


def legality_workdays(kind: str) -> int:
    """Return how many working days the review is given at least. Raises UnknownKind."""
    if kind not in KINDS:
        raise UnknownKind(kind)
    name = "normative_legality_workdays" if kind == NORMATIVE else "legality_workdays"
    return TERMS[name].count


def legality_latest(sent_on: date, *, provisional: bool = False) -> date:
    """Return by when the review of a normative document ends: 15 working days.

    Raises YearNotPublished unless `provisional`. Source: 国办发〔2018〕115号 (unverified).
    """
    most = TERMS["normative_legality_workdays"].most
    assert most is not None
    return add_workdays(sent_on, most, provisional=provisional)


def interpretation_due(published_on: date, *, provisional: bool = False) -> date:
    """Return the last day for the interpretation (解读): 3 working days after the publication.

    Raises YearNotPublished unless `provisional`. Source: 国办发〔2016〕80号.
    """
    count = TERMS["interpretation_workdays"].count
    return add_workdays(published_on, count, provisional=provisional)


def filing_due(issued_on: date, *, provisional: bool = False) -> date:
    """Return the last day to file (备案): 15 days, moved from a rest day to the next working day.

    Raises YearNotPublished unless `provisional`. Source: 国办发〔2018〕37号 (unverified); 民法典
    第二百零三条.

    >>> filing_due(date(2026, 9, 16))
    datetime.date(2026, 10, 8)
    """
    last = issued_on + timedelta(days=TERMS["filing_days"].count)
    return workday_from(last, provisional=provisional)


def _new_term(closes_on: date, new_closes_on: date, reason: str) -> Iterator[Lack]:
    if new_closes_on <= closes_on:
        before, after = chinese_day(closes_on), chinese_day(new_closes_on)
        yield wrong("term_earlier", before=before, after=after)
    if not reason.strip():
        yield wrong("term_reason")
