"""How periods and changes of the items stand on a day: published, late, nothing, due, overdue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.currency import Period, Standing, State, change_standing, period_standing
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.currency import NothingStatement
from gongkai.work.records.queries.answers import Answer, Answers, answers
from gongkai.work.records.queries.changed import Change, changes
from gongkai.work.records.queries.kept import Kept

OPEN = frozenset({State.DUE, State.OVERDUE})


@dataclass(frozen=True)
class PeriodState:
    """A period of an item that has ended, and what the organisation published or signed for it."""

    kept: Kept
    period: Period
    standing: Standing
    statement: NothingStatement | None

    @property
    def key(self) -> str:
        """What names it for ever."""
        return f"{self.kept.item.code}:{self.kept.organisation.pk}:{self.period.from_on}"

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def answer(self) -> Answer | None:
        """The publication that answers for it."""
        return _shown(self.standing)


@dataclass(frozen=True)
class ChangeState:
    """A change under an item, and what was published of it."""

    change: Change
    standing: Standing

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def answer(self) -> Answer | None:
        """The publication that answers for it."""
        return _shown(self.standing)


class _Telling:
    """What was published under one item, found by the periods that it can tell of."""

    def __init__(self, published: Sequence[Answer]) -> None:
        self._named: dict[date, list[Answer]] = defaultdict(list)
        for one in published:
            if one.covers is not None:
                self._named[one.covers].append(one)
        others = (one for one in published if one.covers is None)
        self._others = sorted(others, key=lambda one: one.formed_on)

    def about(self, period: Period) -> list[Answer]:
        """What names the period, or was formed in it or in its time to publish."""
        last = max(period.until_on, period.due_on)
        low = bisect_left(self._others, period.from_on, key=lambda one: one.formed_on)
        high = bisect_right(self._others, last, key=lambda one: one.formed_on)
        return [*self._named.get(period.from_on, ()), *self._others[low:high]]


def period_states(
    kept: Sequence[Kept], on: date, *, latest: int | None = None
) -> list[PeriodState]:
    """The ended periods of what is kept, or the `latest` of each, the earliest first."""
    wanted = [(one, one.ended(on)[-latest if latest else 0 :]) for one in kept]
    firsts = [periods[0].from_on for _, periods in wanted if periods]
    if not firsts:
        return []
    given = answers(
        on,
        {one.item.code for one in kept},
        # Nothing that became public before a period began tells of it.
        since=min(firsts),
        organisations={one.organisation for one in kept},
    )
    stated = _statements(kept, on)
    return [state for one, periods in wanted for state in _states(one, periods, given, stated, on)]


def change_states(
    on: date, organisation: Organisation | None = None, item: CatalogueItem | None = None
) -> list[ChangeState]:
    """Every change that was known by the end of that day, the first due first."""
    found = changes(on, organisation, item)
    if not found:
        return []
    given = answers(
        on,
        {one.item.code for one in found},
        since=min(one.formed_on for one in found),
        organisations={one.organisation for one in found},
    )
    return [_changed(one, given, on) for one in found]


def _states(
    kept: Kept,
    periods: Iterable[Period],
    given: Answers,
    stated: dict[tuple[int, int, date], NothingStatement],
    on: date,
) -> Iterator[PeriodState]:
    published = _Telling(given.under(kept.organisation.pk, kept.item.code))
    for period in periods:
        statement = stated.get((kept.item.pk, kept.organisation.pk, period.from_on))
        stated_on = day_of(statement.at) if statement is not None else None
        standing = period_standing(period, published.about(period), stated_on, on)
        yield PeriodState(kept, period, standing, statement)


def _changed(change: Change, given: Answers, on: date) -> ChangeState:
    published = given.under(change.organisation.pk, change.item.code)
    standing = change_standing(change.formed_on, change.due_on, published, on)
    return ChangeState(change, standing)


def _shown(standing: Standing) -> Answer | None:
    return standing.answer if isinstance(standing.answer, Answer) else None


def _statements(kept: Sequence[Kept], on: date) -> dict[tuple[int, int, date], NothingStatement]:
    rows = NothingStatement.objects.filter(
        item__in={one.item.pk for one in kept},
        organisation__in={one.organisation.pk for one in kept},
    ).select_related("by", "log_entry")
    return {
        (one.item_id, one.organisation_id, one.from_on): one for one in rows if day_of(one.at) <= on
    }
