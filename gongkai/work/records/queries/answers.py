"""What was published under items, from when to when: the answers to periods and changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.rules.currency import Published
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.queries.terms import lines

_FIELDS = (
    "record_id", "organisation_id", "item_id", "index_number", "title", "published_on",
    "formed_on", "version__covers_from", "withdrawal__at",
)  # fmt: skip


@dataclass(frozen=True)
class Answer(Published):
    """One publication of a record, until it was replaced or withdrawn."""

    index_number: str = ""
    title: str = ""


class Answers:
    """The answers by the organisation and by the item or any of those above it."""

    def __init__(self, found: Mapping[tuple[int, str], Sequence[Answer]]) -> None:
        self._found = found

    def under(self, organisation: int, code: str) -> Sequence[Answer]:
        """What the organisation published under the item with that code, or below it."""
        return self._found.get((organisation, code), ())


def answers(
    on: date,
    codes: Iterable[str],
    *,
    since: date = date.min,
    organisations: Iterable[Organisation] | None = None,
) -> Answers:
    """What was published in these days under items with these codes; two queries."""
    wanted, line = set(codes), lines()
    items = {pk: wanted.intersection(line[pk]) for pk in line}
    found: dict[tuple[int, str], list[Answer]] = defaultdict(list)
    wanted_items = [pk for pk, above in items.items() if above]
    for rows in _by_record(wanted_items, since, on, organisations):
        for row, gone_on in _with_ends(rows):
            answer = Answer(
                row["published_on"], row["formed_on"], gone_on, row["version__covers_from"],
                row["index_number"], row["title"],
            )  # fmt: skip
            for code in items.get(row["item_id"], ()):
                found[row["organisation_id"], code].append(answer)
    return Answers(found)


def _by_record(
    items: Sequence[int], since: date, on: date, organisations: Iterable[Organisation] | None
) -> list[list[dict[str, Any]]]:
    """Every publication of the records that stood under the items in these days, record by
    record."""
    days = {"published_on__gte": since, "published_on__lte": on}
    under = Publication.objects.filter(item__in=items, **days)
    if organisations is not None:
        under = under.filter(organisation__in=[one.pk for one in organisations])
    every = Publication.objects.filter(record__in=under.order_by().values("record"), **days)
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in every.order_by("id").values(*_FIELDS):
        rows[row["record_id"]].append(row)
    return list(rows.values())


def _with_ends(rows: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], date | None]]:
    """Each publication with the day on which the next one replaced it, or it was withdrawn."""
    nexts = [row["published_on"] for row in rows[1:]] + [None]
    return [(row, _end(row, following)) for row, following in zip(rows, nexts, strict=True)]


def _end(row: dict[str, Any], replaced_on: date | None) -> date | None:
    withdrawn_at = row["withdrawal__at"]
    ends = [one for one in (replaced_on, withdrawn_at and day_of(withdrawn_at)) if one is not None]
    return min(ends, default=None)
