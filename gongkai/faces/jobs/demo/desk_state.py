"""The work on the desks when the example is loaded: drafts, reviews waiting, one returned."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.documents import load, markup
from gongkai.faces.jobs.demo.publishing import Draft, pass_reviews, write
from gongkai.rules.workdays import workday_until
from gongkai.work.journal.deeds import CHINA, day_of
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions import review, submit
from gongkai.work.records.models.record import Record

# The example may be loaded in a year whose holidays are not published yet.
_ANY_YEAR = {"provisional": True}


def leave_work_open(district: District, until: datetime) -> None:
    """Leave the documents of open.toml where they say: draft, first, second, final, returned."""
    for row in load("open.toml")["document"]:
        formed = workday_until(day_of(until) - timedelta(days=row["formed_days_ago"]), **_ANY_YEAR)
        day = workday_until(day_of(until) - timedelta(days=row["days_ago"]), **_ANY_YEAR)
        at = datetime.combine(day, time(9, 20), CHINA)
        record = write(district, _draft(row, formed), at)
        if row["state"] != Record.State.DRAFT:
            _move_on(district, record, row, at)


def _draft(row: dict[str, Any], formed: date) -> Draft:
    fields = {
        "title": row["title"],
        "document_number": row.get("number", ""),
        "document_kind": row["kind"] if row.get("number") else "",
        "issued_on": formed,
        "formed_on": formed,
        "theme": row["theme"],
        "keywords": row["keywords"],
        "body_html": markup(row["body"]),
    }
    return Draft(row["organisation"], row["item"], formed, fields)


def _move_on(district: District, record: Record, row: dict[str, Any], at: datetime) -> None:
    code = row["organisation"]
    clerk = district.people[code, Post.Role.CLERK]
    submit.submit(record=record, by=clerk, at=at + timedelta(minutes=20))
    levels = {"first": 0, "returned": 0, "second": 1, "final": 2}[row["state"]]
    pass_reviews(district, record, code, at + timedelta(hours=1), levels)
    if row["state"] == Record.State.RETURNED:
        record.refresh_from_db()
        assert record.current is not None
        review.give(
            record=record,
            level=1,
            outcome="returned",
            opinion=row["reason"],
            content_hash=record.current.content_hash,
            by=district.people[code, Post.Role.FIRST_REVIEWER],
            at=at + timedelta(hours=2),
        )
