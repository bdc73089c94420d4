"""Which numbers of a series of documents are missing, and by when each must be explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gongkai.rules.document.fields import PUBLICATION_WORKDAYS, load
from gongkai.rules.workdays import add_workdays

GAPS: dict[str, str] = load()["gaps"]["labels"]
PENDING = "pending"


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

    `since` is the first day on which a higher number was public, None while there is none.
    """

    first: int
    last: int
    since: date | None
    statement: Statement | None = None
    drafted: bool = False

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def gaps(
    published: Iterable[tuple[int, date]],
    drafted: Iterable[int] = (),
    statements: Sequence[Statement] = (),
) -> tuple[Gap, ...]:
    """Return the numbers missing below the highest one, those alike and in a row as one.

    Source: 党政机关公文处理工作条例 第九条 (统一编号); our reading.

    >>> [gap.label for gap in gaps([(1, date(2026, 1, 5)), (4, date(2026, 2, 2))])]
    ['2–3']
    """
    public, drafts = dict(published), set(drafted)
    highest = max([*public, *drafts], default=0)
    missing: list[Gap] = []
    since: date | None = None
    for serial in range(highest, 0, -1):
        if (on := public.get(serial)) is not None:
            since = on if since is None else min(since, on)
        else:
            said = _said(statements, serial)
            missing.append(Gap(serial, serial, since, said, serial in drafts))
    missing.reverse()
    return tuple(_together(missing))


def answer_due(gap: Gap) -> date | None:
    """Return the last day to explain the gap, None where nothing is (or can yet be) asked.

    A document declared as coming has the term of article 26 from the declaration; every other
    explanation stands for good. Source: 政府信息公开条例 第二十六条; our reading.
    """
    if gap.since is None or (gap.statement is not None and gap.statement.kind != PENDING):
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
        key=lambda row: (row[1].first - row[0], row[1].since, row[1].statement, row[1].drafted),
    ):
        members = [gap for _, gap in run]
        head = members[0]
        yield Gap(head.first, members[-1].last, head.since, head.statement, head.drafted)
