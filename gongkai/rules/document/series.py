"""Which numbers of a series of documents are missing, and by when each must be explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from gongkai.rules.document.fields import PUBLICATION_WORKDAYS, load
from gongkai.rules.workdays import add_workdays

GAPS: dict[str, str] = load()["gaps"]["labels"]
PENDING = "pending"
BEFORE = "before"
"""Said of numbers given before this system was used: not of gaps, but of where it begins."""


@dataclass(frozen=True)
class Statement:
    """What somebody declared about the numbers `first` to `last`; a later one replaces it."""

    first: int
    last: int
    kind: str
    said_on: date
    key: int = 0


@dataclass(frozen=True)
class Gap:
    """Numbers in a row that are not public: since when that shows, and what is known of them.

    `since` is the first day on which numbers on both sides were public, None while there is none
    above. Nothing is known below a `leading` gap: the series may have begun elsewhere.
    """

    first: int
    last: int
    since: date | None
    statement: Statement | None = None
    drafted: bool = False
    leading: bool = False

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def gaps(
    published: Iterable[tuple[int, date]],
    drafted: Iterable[int] = (),
    statements: Sequence[Statement] = (),
) -> tuple[Gap, ...]:
    """Return the numbers missing below the highest one, those alike and in a row as one.

    Whoever publishes number 14 first is not accused of thirteen gaps, but asked where the series
    begins here (a statement of the kind `before`). Source: 党政机关公文处理工作条例 第九条
    (统一编号); our reading.

    >>> [gap.label for gap in gaps([(1, date(2026, 1, 5)), (4, date(2026, 2, 2))])]
    ['2–3']
    """
    public, drafts = dict(published), set(drafted)
    highest = max([*public, *drafts], default=0)
    above, below = _above(public, highest), _below(public, statements, highest)
    missing = [
        Gap(
            serial,
            serial,
            _later(above[serial], below[serial]),
            _said(statements, serial),
            serial in drafts,
            above[serial] is not None and below[serial] is None,
        )
        for serial in range(1, highest + 1)
        if serial not in public
    ]
    return tuple(_together(missing))


def _above(public: Mapping[int, date], highest: int) -> dict[int, date | None]:
    """For each number the first day on which a higher one was public."""
    found: dict[int, date | None] = {}
    since: date | None = None
    for serial in range(highest, 0, -1):
        found[serial] = since
        since = _earlier(since, public.get(serial))
    return found


def _below(
    public: Mapping[int, date], statements: Sequence[Statement], highest: int
) -> dict[int, date | None]:
    """For each number the first day on which it was known that the series begins below it."""
    begun = {one.last: one.said_on for one in statements if one.kind == BEFORE}
    found: dict[int, date | None] = {}
    since: date | None = None
    for serial in range(1, highest + 1):
        found[serial] = since
        since = _earlier(_earlier(since, public.get(serial)), begun.get(serial))
    return found


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _later(above: date | None, below: date | None) -> date | None:
    return above if above is None or below is None else max(above, below)


def answer_due(gap: Gap) -> date | None:
    """Return the last day to explain the gap, None where nothing is (or can yet be) asked.

    A document declared as coming has the term of article 26 from the declaration; every other
    explanation stands for good. Source: 政府信息公开条例 第二十六条; our reading.
    """
    stands = gap.statement is not None and gap.statement.kind != PENDING
    if gap.since is None or stands or (gap.leading and gap.statement is None):
        return None
    from_on = gap.statement.said_on if gap.statement is not None else gap.since
    return add_workdays(max(from_on, gap.since), PUBLICATION_WORKDAYS, provisional=True)


def is_asked(gap: Gap, on: date) -> bool:
    """True if somebody must still say what became of the numbers.

    Source: 政府信息公开条例 第二十六条; our reading.
    """
    if gap.statement is None:
        return True
    due_on = answer_due(gap)
    return due_on is not None and on > due_on


def _said(statements: Sequence[Statement], serial: int) -> Statement | None:
    return next((one for one in reversed(statements) if one.first <= serial <= one.last), None)


def _together(missing: Iterable[Gap]) -> Iterable[Gap]:
    # Serial minus place is the same for numbers in a row.
    rows = enumerate(missing)
    for _, run in groupby(
        rows,
        key=lambda row: (row[1].first - row[0], *_alike(row[1])),
    ):
        members = [gap for _, gap in run]
        head = members[0]
        yield replace(head, last=members[-1].last)


def _alike(gap: Gap) -> tuple[object, ...]:
    return gap.since, gap.statement, gap.drafted, gap.leading
