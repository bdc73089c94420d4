"""What the example district puts right: corrections with a word on them, withdrawals by two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.documents import load
from gongkai.faces.jobs.demo.publishing import pass_reviews
from gongkai.faces.jobs.demo.upkeep import Act
from gongkai.rules.workdays import workday_until
from gongkai.work.journal.deeds import CHINA, day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions import draft, submit
from gongkai.work.records.actions.ask_withdrawal import ask_withdrawal
from gongkai.work.records.actions.withdraw import withdraw
from gongkai.work.records.queries.relations import meant_by
from gongkai.work.records.queries.withdrawals import open_for

# After noon: what is published on that day was published in the morning.
_HOUR = time(14)


def changes(district: District) -> Iterator[Act]:
    """The corrections and withdrawals of corrections.toml, each on its day."""
    rows = load("corrections.toml")
    for kind, happen in (("correction", _correct), ("withdrawal", _withdraw)):
        for row in rows[kind]:
            at = datetime.combine(row["on"], _HOUR, CHINA)
            yield row["on"], partial(happen, row, district, at)


def ask_for_one(district: District, until: datetime) -> None:
    """Leave one withdrawal to be decided by whoever reads the example."""
    row = load("corrections.toml")["asked"]
    # The example may be loaded in a year whose holidays are not published yet.
    day = workday_until(day_of(until) - timedelta(row["days_ago"]), provisional=True)
    _ask(row, district, datetime.combine(day, _HOUR, CHINA))


def _correct(row: dict[str, Any], district: District, at: datetime) -> None:
    found = meant_by(row["title"])
    record, version = found.record, found.version
    clerk = _person(district, found.organisation, Post.Role.CLERK)
    body = version.body_html.replace(row["old"], row["new"])
    draft.edit(record=record, by=clerk, at=at, body_html=body, change_note=row["note"])
    submit.submit(record=record, by=clerk, at=at + timedelta(minutes=10))
    code = found.organisation.code
    pass_reviews(district, record, code, at + timedelta(minutes=40), levels=3)


def _withdraw(row: dict[str, Any], district: District, at: datetime) -> None:
    _ask(row, district, at)
    found = meant_by(row["title"])
    request = open_for(found)
    assert request is not None
    final = _person(district, found.organisation, Post.Role.FINAL_REVIEWER)
    withdraw(request=request, by=final, at=at + timedelta(minutes=25))


def _ask(row: dict[str, Any], district: District, at: datetime) -> None:
    found = meant_by(row["title"])
    clerk = _person(district, found.organisation, Post.Role.CLERK)
    ask_withdrawal(publication=found, kind=row["kind"], reason=row["reason"], by=clerk, at=at)


def _person(district: District, organisation: Organisation, role: str) -> Person:
    return district.people[organisation.code, role]
