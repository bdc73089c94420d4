"""Shelves full of published records, set up in bulk as the actions would have left them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery

from gongkai.faces.jobs.demo.district import District, found_district
from gongkai.faces.jobs.demo.publishing import REVIEWERS, drafted
from gongkai.work.journal.actions.log import append_many
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Drafter, Record, Version
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.content import fingerprint
from gongkai.work.records.queries.shelves import Publication
from gongkai.work.records.queries.traces import PUBLICATION, publication_payload

BATCH = 1000
ITEM = "P20-07"
_MINUTE = timedelta(minutes=1)


@dataclass
class Shelves:
    """One department with its people, one item, and how many records it published so far."""

    organisation: Organisation
    clerk: Person
    reviewers: tuple[Person, ...]
    item: CatalogueItem
    at: datetime
    count: int = 0

    def fill(self, until: int) -> None:
        """Publish until there are so many records."""
        while self.count < until:
            self.at += _MINUTE
            size = min(BATCH, until - self.count)
            with transaction.atomic():
                self._publish(self._reviewed(range(self.count, self.count + size)))
            self.count += size

    def _reviewed(self, numbers: range) -> list[Version]:
        versions = self._versions(self._records(numbers))
        Record.objects.filter(current=None).update(
            current=Subquery(Version.objects.filter(record=OuterRef("pk")).values("pk"))
        )
        Review.objects.bulk_create(
            Review(
                version=version, level=level, outcome=Review.Outcome.PASSED, person=person,
                at=self.at, content_hash=version.content_hash,
            )
            for level, person in enumerate(self.reviewers, 1)
            for version in versions
        )  # fmt: skip
        return versions

    def _records(self, numbers: range) -> list[Record]:
        records = Record.objects.bulk_create(
            Record(
                organisation=self.organisation, created_at=self.at, created_by=self.clerk,
                index_number=f"000000CZJ/2026-{number:07}",
            )
            for number in numbers
        )  # fmt: skip
        Drafter.objects.bulk_create(Drafter(record=one, person=self.clerk) for one in records)
        return records

    def _versions(self, records: list[Record]) -> list[Version]:
        fields = next(drafted()).fields
        versions = [
            Version(
                record=record, number=1, item=self.item, drafted_at=self.at,
                drafted_by=self.clerk, frozen_at=self.at, **fields,
            )
            for record in records
        ]  # fmt: skip
        for version in versions:
            version.content_hash = fingerprint(version, [], [])
        return Version.objects.bulk_create(versions)

    def _publish(self, versions: list[Version]) -> None:
        rows = [self._publication(version) for version in versions]
        payloads = [publication_payload(row, []) for row in rows]
        entries = append_many(kind=PUBLICATION, payloads=payloads, at=self.at)
        for row, entry in zip(rows, entries, strict=True):
            row.log_entry = entry
        Publication.objects.bulk_create(rows)
        Record.objects.filter(live=None).update(
            live=Subquery(Publication.objects.filter(record=OuterRef("pk")).values("pk")),
            state=Record.State.PUBLISHED,
        )

    def _publication(self, version: Version) -> Publication:
        formed_on = version.formed_on
        assert formed_on is not None
        return Publication(
            record=version.record, version=version, organisation=self.organisation, item=self.item,
            index_number=version.record.index_number or "", title=version.title,
            published_at=self.at, published_on=self.at.date(), formed_on=formed_on,
            due_on=formed_on + timedelta(days=28), content_hash=version.content_hash,
            published_by=self.reviewers[-1],
        )  # fmt: skip


def empty_shelves(at: datetime) -> Shelves:
    """The department of finance of the example district before its first publication."""
    district: District = found_district(at)
    set_up(at=at)
    organisation = district.organisations["caizheng"]
    people = {role: district.people["caizheng", role] for role in (Post.Role.CLERK, *REVIEWERS)}
    return Shelves(
        organisation=organisation,
        clerk=people[Post.Role.CLERK],
        reviewers=tuple(people[role] for role in REVIEWERS),
        item=CatalogueItem.objects.get(code=ITEM),
        at=at,
    )
