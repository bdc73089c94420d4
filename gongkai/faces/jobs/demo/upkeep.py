"""Keeping the items of the example's catalogue up to date: periods, statements, changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.documents import load, markup
from gongkai.faces.jobs.demo.publishing import Draft
from gongkai.rules.currency import bounds_of, label_of
from gongkai.rules.workdays import workday_until
from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions.currency import note_change, state_nothing
from gongkai.work.records.models.catalogue import CatalogueItem

_DATA = load("upkeep.toml")
# In the afternoon: what is published on the same day has left its last review by then.
_HOUR = 15

Act = tuple[date, Callable[[], object]]


def reports() -> Iterator[Draft]:
    """What is published for a period, or in answer to a change."""
    kinds = dict(CatalogueItem.objects.exclude(period="").values_list("code", "period"))
    for row in _DATA["series"]:
        for first, published in row["published"]:
            period = label_of(*bounds_of(kinds[row["item"]], first))
            fields = {name: row[name] for name in ("matter",) if name in row}
            formed = workday_until(published - timedelta(days=3))
            yield _draft(row, formed, published, fields | {"covers_from": first}, period)
    for row in _DATA["answer"]:
        yield _draft(row, row["formed"], row["published"], {})


def acts(district: District) -> Iterator[Act]:
    """What is signed and noted, each on its day."""
    for row in _DATA["nothing"]:
        yield row["signed"], partial(_sign, district, row, row["organisation"], row["signed"])
    yield from _arrears(district)
    for row in _DATA["change"]:
        yield row["noted"], partial(_note, district, row)


def _arrears(district: District) -> Iterator[Act]:
    """Nearly everybody signs that there are none; one does so late, one not at all."""
    row = _DATA["arrears"]
    publishers = CatalogueItem.objects.get(code=row["item"]).organisations.order_by("order")
    for n, code in enumerate(publishers.values_list("code", flat=True)):
        if code in row["published"] or code in row["silent"]:
            continue
        day = row["late"].get(code, row["days"][n % len(row["days"])])
        yield day, partial(_sign, district, row, code, day)


def _draft(
    row: dict[str, Any], formed: date, published: date, fields: dict[str, Any], period: str = ""
) -> Draft:
    told = {
        "title": row["title"].format(period=period),
        "issued_on": formed,
        "formed_on": formed,
        "theme": row["theme"],
        "keywords": row["keywords"],
        "body_html": markup(row["body"].format(period=period)),
    }
    return Draft(row["organisation"], row["item"], published, told | fields)


def _sign(district: District, row: dict[str, Any], code: str, day: date) -> object:
    item = CatalogueItem.objects.get(code=row["item"])
    period = label_of(*bounds_of(item.period, row["first"]))
    return state_nothing(
        item=item,
        organisation=district.organisations[code],
        from_on=row["first"],
        reason=row["reason"].format(period=period),
        by=district.people[code, Post.Role.FINAL_REVIEWER],
        at=_moment(day),
    )


def _note(district: District, row: dict[str, Any]) -> object:
    code = row["organisation"]
    return note_change(
        item=CatalogueItem.objects.get(code=row["item"]),
        organisation=district.organisations[code],
        what=row["what"],
        formed_on=row["formed"],
        by=district.people[code, Post.Role.CLERK],
        at=_moment(row["noted"]),
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(_HOUR), CHINA)
