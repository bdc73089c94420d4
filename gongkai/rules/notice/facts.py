"""What a notice rests on, and the check that its figures fit together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gongkai.rules.scoring import Month

_NONE = Decimal(0)


class FiguresDisagree(ValueError):
    """The problems of an organisation do not add up to what its score was lowered by."""

    def __init__(self, organisation: str, by_score: Decimal, by_problems: Decimal) -> None:
        super().__init__(organisation, by_score, by_problems)
        self.organisation = organisation
        self.by_score = by_score
        self.by_problems = by_problems


@dataclass(frozen=True)
class UnitScore:
    """One organisation's result; `grade` as it is to be printed."""

    organisation: str
    points: Decimal
    deducted: Decimal
    grade: str
    bonus: Decimal = _NONE


@dataclass(frozen=True)
class Problem:
    """One finding of the month; `points` is what it cost in fact."""

    number: str
    organisation: str
    kind: str
    what: str
    points: Decimal
    mend_by: date | None = None


@dataclass(frozen=True)
class OldProblem:
    """A finding of the month before, as it was found again."""

    number: str
    organisation: str
    what: str
    is_mended: bool


@dataclass(frozen=True)
class LateLedger:
    """A ledger that was due and came late, or has not come (`submitted_on` None)."""

    organisation: str
    due_on: date
    submitted_on: date | None = None


@dataclass(frozen=True)
class Deadline:
    """What falls due next."""

    due_on: date
    organisation: str
    task: str


@dataclass(frozen=True)
class LogHead:
    """How the publication log stood: its entries, its root and the key that signed them."""

    size: int
    root_hash: str
    algorithm: str
    key_id: str
    signed_at: datetime


@dataclass(frozen=True)
class MonthFacts:
    """All that a notice rests on. `old_problems` is None if the month before was not inspected.

    `log` is None as long as nothing was ever logged.
    """

    month: Month
    issuer: str
    addressees: str
    scores: Sequence[UnitScore]
    problems: Sequence[Problem]
    published_count: int
    old_problems: Sequence[OldProblem] | None = None
    late_ledgers: Sequence[LateLedger] = ()
    deadlines: Sequence[Deadline] = ()
    log: LogHead | None = None


def check(facts: MonthFacts) -> None:
    """Raise FiguresDisagree unless each score was lowered by its problems and nothing else.

    Source: ours.
    """
    lost: dict[str, Decimal] = {}
    for problem in facts.problems:
        lost[problem.organisation] = lost.get(problem.organisation, _NONE) + problem.points
    scored = {score.organisation: score.deducted for score in facts.scores}
    for organisation in (*scored, *lost):
        lowered, found = scored.get(organisation, _NONE), lost.get(organisation, _NONE)
        if organisation not in scored or lowered != found:
            raise FiguresDisagree(organisation, lowered, found)


def by_kind(problems: Sequence[Problem]) -> list[tuple[str, list[Problem]]]:
    """Return the problems by kind, the most frequent kind first.

    Source: ours.
    """
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.kind, []).append(problem)
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def written_day(day: date) -> str:
    """Return the day as documents write it.

    Source: 党政机关公文格式 (GB/T 9704-2012).

    >>> written_day(date(2023, 10, 31))
    '2023年10月31日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
