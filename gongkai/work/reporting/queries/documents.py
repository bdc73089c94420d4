"""Normative documents of a year: issued, ended, in force at its end, from the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.normative import Normative, normative

MADE, ENDED, VALID = "本年制发件数", "本年废止件数", "现行有效件数"
_OVER = frozenset({"repealed", "lapsed"})


def documents(organisations: Iterable[Organisation], year: int) -> dict[int, dict[str, int]]:
    """The row 行政规范性文件 of table 2 of each organisation, by its key. Four queries.

    Made is what bears a date of that year, whenever it became public. A document that lapsed
    counts as ended like one that was repealed (ours): it is in force no more.
    """
    found: dict[int, dict[str, int]] = {
        one.pk: {MADE: 0, ENDED: 0, VALID: 0} for one in organisations
    }
    before = {one.publication.record_id for one in _in_force(date(year - 1, 12, 31))}
    for one in normative(date(year, 12, 31)):
        issued_on = _issued_on(one)
        row = found.get(one.publication.organisation_id)
        if row is None or issued_on is None or issued_on.year > year:
            continue
        is_new = issued_on.year == year
        is_over = one.effect.status in _OVER
        row[MADE] += is_new
        row[VALID] += not is_over
        row[ENDED] += is_over and (is_new or one.publication.record_id in before)
    return found


def in_all(found: dict[int, dict[str, int]]) -> dict[str, int]:
    """The sum over all."""
    whole: dict[str, int] = defaultdict(int)
    for row in found.values():
        for name, count in row.items():
            whole[name] += count
    return {name: whole[name] for name in (MADE, ENDED, VALID)}


def _in_force(on: date) -> Iterable[Normative]:
    for one in normative(on):
        issued_on = _issued_on(one)
        if one.effect.status not in _OVER and issued_on is not None and issued_on <= on:
            yield one


def _issued_on(one: Normative) -> date | None:
    return one.publication.version.issued_on or one.publication.formed_on
