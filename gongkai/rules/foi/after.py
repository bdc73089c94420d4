"""What follows a reply: keeping the file, reviewing it for disclosure, challenges with terms."""

from __future__ import annotations

import calendar
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from gongkai.rules.workdays import add_workdays, workday_from


class NotAChallenge(LookupError):
    """There are reconsiderations, direct suits, and suits after a reconsideration."""


@dataclass(frozen=True)
class Keeping:
    """How many years a closed file is kept."""

    source: str
    verified: bool
    years: int


@dataclass(frozen=True)
class ConversionLaw:
    """Working days to review a closed case and to publish; applicants that make one urgent."""

    source: str
    verified: bool
    review_workdays: int
    publish_workdays: int
    applicants: int


@dataclass(frozen=True)
class ChallengeLaw:
    """The terms of one kind of challenge; each is in days, working days or months, 0 if not."""

    kind: str
    source: str
    verified: bool
    apply_days: int = 0
    apply_months: int = 0
    answer_days: int = 0
    answer_workdays: int = 0


def _load() -> dict[str, Any]:
    return tomllib.loads(files("gongkai.rules.data").joinpath("foi_after.toml").read_text("utf-8"))


_DATA = _load()
KEEPING = Keeping(**_DATA["keeping"])
CONVERSION = ConversionLaw(**_DATA["conversion"])
CHALLENGES = {row["kind"]: ChallengeLaw(**row) for row in _DATA["challenge"]}


def challenge_law(kind: str) -> ChallengeLaw:
    """Return the terms of a kind of challenge. Raises NotAChallenge.

    Source: 行政复议法; 行政诉讼法 (rules/data/foi_after.toml).
    """
    try:
        return CHALLENGES[kind]
    except KeyError:
        raise NotAChallenge(kind) from None


def keep_until(closed_on: date, years: int) -> date:
    """Return the last day of keeping: whole years, counted from the year after the closing.

    Source: 条例 第四十五条 asks for the archive; how years are counted is our reading.

    >>> keep_until(date(2026, 3, 11), 10)
    datetime.date(2036, 12, 31)
    """
    return date(closed_on.year + years, 12, 31)


def review_by(closed_on: date, workdays: int = CONVERSION.review_workdays) -> date:
    """Return the last day to decide whether a closed case becomes proactive disclosure.

    Source: 条例 第四十四条 (及时); the number of working days is ours.

    >>> review_by(date(2026, 2, 5))
    datetime.date(2026, 3, 11)
    """
    return add_workdays(closed_on, workdays, provisional=True)


def publish_by(decided_on: date, workdays: int = CONVERSION.publish_workdays) -> date:
    """Return the last day to publish what was decided to be public for all.

    Source: 条例 第四十四条 (及时); the number of working days is ours.
    """
    return add_workdays(decided_on, workdays, provisional=True)


def challenge_until(kind: str, known_on: date) -> date:
    """Return the last day to ask for reconsideration or to sue; a rest day moves it on.

    `known_on` is the day of the reply's service, or of the decision that a suit follows. Raises
    NotAChallenge. Source: 行政复议法 第二十条; 行政诉讼法 第四十五、四十六条;
    民事诉讼法 第八十五条.

    >>> challenge_until("reconsideration", date(2026, 3, 11))
    datetime.date(2026, 5, 11)
    >>> challenge_until("litigation_direct", date(2026, 8, 31))
    datetime.date(2027, 3, 1)
    """
    law = challenge_law(kind)
    last = _months_on(known_on, law.apply_months) + timedelta(days=law.apply_days)
    return workday_from(last, provisional=True)


def answer_by(kind: str, notified_on: date) -> date:
    """Return the last day for the agency's answer, the day of the notice not counted.

    Raises NotAChallenge. Source: 行政复议法 第四十八条、第八十八条; 行政诉讼法 第六十七条.

    >>> answer_by("reconsideration", date(2026, 5, 6))
    datetime.date(2026, 5, 19)
    >>> answer_by("litigation_direct", date(2026, 5, 6))
    datetime.date(2026, 5, 21)
    """
    law = challenge_law(kind)
    if law.answer_workdays:
        return add_workdays(notified_on, law.answer_workdays, provisional=True)
    return workday_from(notified_on + timedelta(days=law.answer_days), provisional=True)


def _months_on(day: date, months: int) -> date:
    """The same day some months on, or the last day of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
