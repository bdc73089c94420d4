"""Which organisation keeps which item of the basic catalogue by periods, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from gongkai.rules.basic_catalogue import BadLimit, Term, read_term
from gongkai.rules.currency import Period, ended_periods, period_at
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.edition import Edition, Row

_NEVER = Term(0)


@dataclass(frozen=True)
class Kept:
    """An item that an organisation publishes by periods, under one rule of one or more editions.

    `kind` is month, quarter or year. It holds from `since` and no more from `until`.
    """

    item: CatalogueItem
    organisation: Organisation
    kind: str
    workdays: int
    limit: str
    since: date
    until: date | None = None

    def ended(self, on: date) -> tuple[Period, ...]:
        """The periods that ended before that day and count for it, the earliest first."""
        return ended_periods(
            self.kind, since=self.since, until=self.until, on=on,
            workdays=self.workdays, limit=self.limit,
        )  # fmt: skip

    def running(self, on: date) -> Period:
        """The period in which that day lies."""
        return period_at(self.kind, on, workdays=self.workdays, limit=self.limit)


_Place = tuple[str, int]
_Rule = tuple[Term, str]


@dataclass
class _Begun:
    """A rule that holds since the edition of that day."""

    rule: _Rule
    since: date


def kept_items(
    on: date, organisation: Organisation | None = None, item: CatalogueItem | None = None
) -> list[Kept]:
    """All that is or was kept by periods up to that day, by organisation and item; four queries.

    The editions adopted until then say so; what a later one changed held until its day.
    """
    stretches = list(_stretches(on, organisation, item))
    codes = {code for (code, _), *_ in stretches}
    items = {one.code: one for one in CatalogueItem.objects.filter(code__in=codes)}
    organisations = Organisation.objects.in_bulk({who for (_, who), *_ in stretches})
    found = [
        Kept(items[code], organisations[who], term.period, term.workdays, limit, since, until)
        for (code, who), (term, limit), since, until in stretches
        if code in items
    ]
    ordered = sorted(found, key=lambda one: (_place(one), one.since))
    return [_within_life(one) for one in ordered]


def _place(one: Kept) -> tuple[int, str, int, str]:
    organisation, item = one.organisation, one.item
    return organisation.order, organisation.code, item.order, item.code


def _within_life(one: Kept) -> Kept:
    """An organisation that was dissolved keeps nothing from that day on."""
    ended = one.organisation.active_until
    if ended is None or (one.until is not None and one.until <= ended):
        return one
    return replace(one, until=ended)


def _stretches(
    on: date, organisation: Organisation | None, item: CatalogueItem | None
) -> Iterator[tuple[_Place, _Rule, date, date | None]]:
    """Each rule of a place with the day of the edition that brought it, and of the one that ended
    it."""
    rows = _rows(organisation, item)
    holding: dict[_Place, _Begun] = {}
    for number, day in _editions(on):
        now = rows.get(number, {})
        for place, begun in list(holding.items()):
            if now.get(place) != begun.rule:
                yield place, begun.rule, begun.since, day
                del holding[place]
        for place, rule in now.items():
            holding.setdefault(place, _Begun(rule, day))
    for place, begun in holding.items():
        yield place, begun.rule, begun.since, None


def _editions(on: date) -> list[tuple[int, date]]:
    adopted = Edition.objects.filter(state=Edition.State.ADOPTED).order_by("number")
    days = [(n, day_of(at)) for n, at in adopted.values_list("number", "adopted_at") if at]
    return [(number, day) for number, day in days if day <= on]


def _rows(
    organisation: Organisation | None, item: CatalogueItem | None
) -> dict[int, dict[_Place, _Rule]]:
    """The rules by number of the edition, then by code and organisation."""
    rows = Row.objects.filter(edition__state=Edition.State.ADOPTED, publishers__isnull=False)
    if organisation is not None:
        rows = rows.filter(publishers=organisation)
    if item is not None:
        rows = rows.filter(code=item.code)
    found: dict[int, dict[_Place, _Rule]] = {}
    asked = ("edition__number", "code", "publishers", "limit_text", "basis")
    for number, code, who, limit, basis in rows.order_by().values_list(*asked):
        term = _term(limit, basis)
        if term.period:
            found.setdefault(number, {})[code, who] = term, limit
    return found


@cache
def _term(limit: str, basis: str) -> Term:
    try:
        return read_term(limit, basis)
    except BadLimit:
        # An adopted edition has none of these; words of an old one may be read no more.
        return _NEVER
