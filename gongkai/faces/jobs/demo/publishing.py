"""Publishing the example district's documents: drafted, reviewed by three people, made public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.documents import load, markup
from gongkai.rules.disclosure_terms import OTHER
from gongkai.rules.workdays import workday_from
from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions import draft, review, submit
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.terms import matters_of

REVIEWERS = (Post.Role.FIRST_REVIEWER, Post.Role.SECOND_REVIEWER, Post.Role.FINAL_REVIEWER)
HISTORY_ITEM = "P20-15-06"
# Departments that had not finished clearing their old documents by 31 October, and how late.
HISTORY_LATE = {"wenlv": 4, "shangwu": 9, "shiqiao-zhen": 12}
HISTORY_MISSING = frozenset({"nongye", "nanpu-zhen", "liutang-jiedao"})


@dataclass(frozen=True)
class Draft:
    """A document to be published on a day by one organisation under one item."""

    organisation: str
    item: str
    published: date
    fields: dict[str, Any] = field(repr=False)


def drafted() -> Iterator[Draft]:
    """The documents of documents.toml."""
    for row in load("documents.toml")["document"]:
        fields = {
            "title": row["title"],
            "document_number": row["number"],
            "document_kind": row["kind"] if row["number"] else "",
            "issued_on": row["issued"],
            "formed_on": row["issued"],
            "effective_on": row.get("effective"),
            **({"matter": row["matter"]} if "matter" in row else {}),
            "theme": row["theme"],
            "keywords": row["keywords"],
            "body_html": markup(row["body"]),
        }
        yield Draft(row["organisation"], row["item"], row["published"], fields)


def history_results(district: District, random: Random) -> Iterator[Draft]:
    """Each organisation's result of clearing its documents since 2016; some are late."""
    for code, organisation in district.organisations.items():
        if code in HISTORY_MISSING:
            continue
        late = HISTORY_LATE.get(code)
        day = date(2026, 10, 31) + timedelta(days=late) if late else _autumn_day(random)
        day = workday_from(day)
        count = random.randint(12, 160)
        body = (
            f"本单位2016年以来公开的文件共{count}件，已补齐发文机关、文号、成文日期和有效性。\n"
            f"其中废止{count // 9}件、失效{count // 12}件，均已在页面标注。"
        )
        fields = {
            "title": f"{organisation.name}历史文件清理结果",
            "issued_on": day,
            "formed_on": day,
            "theme": "综合政务-政务公开",
            "keywords": ["历史文件", "清理"],
            "body_html": markup(body),
        }
        yield Draft(code, HISTORY_ITEM, day, fields)


def _autumn_day(random: Random) -> date:
    return date(2026, 9, 7) + timedelta(days=random.randint(0, 46))


def write(district: District, one: Draft, at: datetime) -> Record:
    """Draft a record; nobody has seen it yet."""
    clerk = district.people[one.organisation, Post.Role.CLERK]
    item = CatalogueItem.objects.get(code=one.item)
    record = draft.start(
        organisation=district.organisation(one.organisation), by=clerk, at=at, item=item
    )
    usual = {"matter": OTHER} if matters_of(item) else {}
    draft.edit(record=record, by=clerk, at=at, **(usual | one.fields))
    return record


def pass_reviews(district: District, record: Record, code: str, at: datetime, levels: int) -> None:
    """Let the first `levels` reviewers of the organisation pass the record, an hour apart."""
    for level in range(1, levels + 1):
        record.refresh_from_db()
        assert record.current is not None
        review.give(
            record=record,
            level=level,
            outcome="passed",
            opinion="",
            content_hash=record.current.content_hash,
            by=district.people[code, REVIEWERS[level - 1]],
            at=at + timedelta(hours=level - 1),
        )


def finish(
    district: District, record: Record, code: str, at: datetime, *, item: str, **fields: Any
) -> None:
    """Take a record that another office drafted through the reviews, all on one day."""
    clerk = district.people[code, Post.Role.CLERK]
    kept = CatalogueItem.objects.get(code=item)
    usual: dict[str, Any] = {"matter": OTHER} if matters_of(kept) else {}
    days = {"issued_on": at.date(), "formed_on": at.date()}
    draft.edit(record=record, by=clerk, at=at, item=kept, **(usual | days | fields))
    submit.submit(record=record, by=clerk, at=at + timedelta(minutes=10))
    pass_reviews(district, record, code, at + timedelta(minutes=30), levels=3)


def publish(district: District, one: Draft) -> Record:
    """Take a document through drafting and three reviews to its publication on its day."""
    at = datetime.combine(one.published, time(9, 40), CHINA)
    record = write(district, one, at - timedelta(minutes=40))
    clerk = district.people[one.organisation, Post.Role.CLERK]
    submit.submit(record=record, by=clerk, at=at - timedelta(minutes=10))
    pass_reviews(district, record, one.organisation, at, levels=3)
    return record
