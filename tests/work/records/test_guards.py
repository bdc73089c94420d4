"""Going around the three reviews by every way there is into the database: each is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.sites import AdminSite
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory

from gongkai.work.journal.actions.log import append
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication, Withdrawal
from gongkai.work.records.models.record import Attachment, Drafter, Record, Version
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.content import current_of, fingerprint
from tests.factories import AT, moment
from tests.work.records.world import (
    World,
    at_once,
    decide,
    draft,
    published,
    submitted,
    withdrawn,
    world,
)

pytestmark = pytest.mark.django_db
LATER = moment(date(2023, 10, 9))


def refused(act: Callable[[], object]) -> None:
    """The database itself says no."""
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def numbered(record: Record) -> Record:
    Record.objects.filter(pk=record.pk).update(index_number=f"000000JYJ/2023-{record.pk:05d}")
    record.refresh_from_db()
    return record


def publication(record: Record, /, **fields: Any) -> Publication:
    """A publication as our action would write it, not yet saved."""
    version = current_of(record)
    written = {
        "record": record,
        "version": version,
        "organisation": record.organisation,
        "item": version.item,
        "index_number": record.index_number,
        "title": version.title,
        "published_at": AT,
        "published_on": AT.date(),
        "formed_on": version.formed_on,
        "content_hash": version.content_hash,
        "published_by": record.created_by,
        "log_entry": append(kind="publication", payload={}, at=LATER),
    }
    return Publication(**(written | fields))


def review(record: Record, level: int, by: Person, **fields: Any) -> Review:
    version = current_of(record)
    written = {
        "version": version,
        "level": level,
        "outcome": "passed",
        "person": by,
        "at": AT,
        "content_hash": version.content_hash,
    }
    return Review(**(written | fields))


def insert_raw(one: Any) -> None:
    columns = [field for field in one._meta.concrete_fields if not field.primary_key]
    names = ", ".join(field.column for field in columns)
    marks = ", ".join(["%s"] * len(columns))
    values = [field.get_db_prep_save(getattr(one, field.attname), connection) for field in columns]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {one._meta.db_table} ({names}) VALUES ({marks})", values)


def by_admin(one: Any) -> None:
    admin = ModelAdmin(type(one), AdminSite())
    admin.save_model(RequestFactory().post("/"), one, form=None, change=False)


WAYS: dict[str, Callable[[Any], object]] = {
    "create": lambda one: type(one).objects.create(
        **{field.name: getattr(one, field.name) for field in one._meta.concrete_fields}
    ),
    "save": lambda one: one.save(),
    "bulk_create": lambda one: type(one).objects.bulk_create([one]),
    "bulk_create past conflicts": lambda one: (
        type(one).objects.bulk_create(
            [one], update_conflicts=True, unique_fields=["id"], update_fields=["title"]
        )
        if isinstance(one, Publication)
        else type(one).objects.bulk_create([one])
    ),
    "raw sql": insert_raw,
    "admin": by_admin,
}
way = pytest.mark.parametrize("write", WAYS.values(), ids=WAYS.keys())


@way
@pytest.mark.parametrize("passed", [0, 1, 2])
def test_no_way_publishes_without_three_reviews(
    write: Callable[[Any], object], passed: int
) -> None:
    here = world()
    record = numbered(submitted(here))
    for level in range(1, passed + 1):
        decide(record, level, here.reviewers[level - 1])
    one = publication(record)
    refused(lambda: write(one))
    assert Publication.objects.count() == 0


@way
def test_every_way_would_publish_what_was_reviewed(write: Callable[[Any], object]) -> None:
    """The same statements go through once three people have passed: the refusals are real."""
    here = world()
    record = numbered(submitted(here))
    for level, reviewer in enumerate(here.reviewers, start=1):
        review(record, level, reviewer).save()
    write(publication(record))
    assert Publication.objects.count() == 1


@way
def test_no_way_publishes_a_draft(write: Callable[[Any], object]) -> None:
    one = publication(numbered(draft(world())))
    refused(lambda: write(one))


@way
def test_nobody_reviews_what_they_wrote(write: Callable[[Any], object]) -> None:
    here = world()
    one = review(submitted(here), 1, here.clerk)
    refused(lambda: write(one))


@way
def test_no_level_is_skipped(write: Callable[[Any], object]) -> None:
    here = world()
    one = review(submitted(here), 3, here.final)
    refused(lambda: write(one))


@way
def test_one_person_gives_one_review(write: Callable[[Any], object]) -> None:
    here = world()
    record = submitted(here)
    decide(record, 1, here.first)
    one = review(record, 2, here.first)
    refused(lambda: write(one))


@way
def test_a_review_of_other_words_is_none(write: Callable[[Any], object]) -> None:
    here = world()
    one = review(submitted(here), 1, here.first, content_hash="0" * 64)
    refused(lambda: write(one))


@way
def test_a_draft_cannot_be_reviewed(write: Callable[[Any], object]) -> None:
    here = world()
    one = review(draft(here), 1, here.first)
    refused(lambda: write(one))


def test_a_writer_missing_among_the_drafters_cannot_review() -> None:
    here = world()
    record = draft(here)
    Version.objects.filter(pk=record.current_id).update(drafted_by=here.second)
    submit(record=record, by=here.clerk, at=AT)
    decide(record, 1, here.first)
    refused(lambda: review(record, 2, here.second).save())


def test_after_a_return_nothing_can_be_added() -> None:
    here = world()
    record = submitted(here)
    decide(record, 1, here.first)
    decide(record, 2, here.second, outcome="returned", opinion="重写")
    refused(lambda: review(record, 3, here.final).save())


def reviewed(here: World) -> Record:
    record = numbered(submitted(here))
    for level, reviewer in enumerate(here.reviewers, start=1):
        review(record, level, reviewer).save()
    return record


def test_reviews_bind_to_version_record_and_words() -> None:
    here = world()
    record, other = reviewed(here), numbered(submitted(here, title="另一件"))
    swapped = {
        "version": current_of(other),
        "record": other,
        "content_hash": current_of(other).content_hash,
        "title": "偷换标题",
        "index_number": "000000JYJ/2023-99999",
        "organisation": world("wjj", "卫健局").organisation,
    }
    for name, value in swapped.items():
        one = publication(record, **{name: value})
        refused(one.save)
    publication(record).save()


def test_an_edit_after_the_last_pass_ends_what_was_passed() -> None:
    here = world()
    record = reviewed(here)
    old = current_of(record)
    edit(record=record, by=here.clerk, at=AT, title="换了")
    one = publication(record, version=old, title=old.title, content_hash=old.content_hash)
    refused(one.save)


def passed_anew(here: World, record: Record) -> Record:
    """The next version of what is public, passed by three people past our actions."""
    version = current_of(record)
    Version.objects.filter(pk=version.pk).update(frozen_at=AT, content_hash=fingerprint(version))
    for level, reviewer in enumerate(here.reviewers, start=1):
        review(record, level, reviewer).save()
    return record


@way
def test_no_way_replaces_what_is_public_without_a_word(write: Callable[[Any], object]) -> None:
    here = world()
    record = published(here).record
    edit(record=record, by=here.clerk, at=AT, title="改过的标题")
    refused(lambda: write(publication(passed_anew(here, record))))


@way
def test_no_way_loses_a_mark(write: Callable[[Any], object]) -> None:
    here = world()
    late = published(here, moment(date(2023, 9, 1)))
    edit(record=late.record, by=here.clerk, at=AT, title="改", change_note="标题写错")
    record = passed_anew(here, late.record)
    for marks in ([], ["redated"]):
        one = publication(record, marks=marks)
        refused(lambda one=one: write(one))
    write(publication(record, marks=["late", "redated"]))
    assert record.publications.count() == 2


def raw(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_what_stands_cannot_be_changed_or_removed() -> None:
    here = world()
    record = draft(here)
    attach(record=record, file_name="a.txt", data=b"1", by=here.clerk, at=AT)
    submit(record=record, by=here.clerk, at=AT)
    for level, reviewer in enumerate(here.reviewers, start=1):
        decide(record, level, reviewer)
    one = record.live
    assert one is not None
    version = one.version
    acts: list[Callable[[], object]] = [
        lambda: Publication.objects.update(published_on=AT.date() - timedelta(days=9)),
        lambda: Publication.objects.all().delete(),
        lambda: raw("UPDATE records_publication SET title = %s", "x"),
        lambda: raw("DELETE FROM records_publication"),
        lambda: Review.objects.update(person=here.clerk),
        lambda: raw("DELETE FROM records_review"),
        lambda: Drafter.objects.all().delete(),
        lambda: Drafter.objects.update(person=here.first),
        lambda: Version.objects.update(body_html="<p>x</p>"),
        lambda: Version.objects.bulk_update([version], ["title"]),
        lambda: raw("UPDATE records_version SET frozen_at = NULL"),
        lambda: raw("DELETE FROM records_attachment"),
        lambda: Attachment.objects.update(order=9),
        lambda: Attachment.objects.create(
            version=version, file=version.attachments.get().file, order=2
        ),
        lambda: Record.objects.update(index_number="000000JYJ/2023-77777"),
        lambda: Record.objects.update(index_number=None, live=None, state="draft"),
        lambda: raw("DELETE FROM records_record"),
    ]
    for act in acts:
        refused(act)
    withdrawn(here, one, AT, reason="错")
    refused(lambda: Withdrawal.objects.update(reason="x"))
    refused(lambda: raw("DELETE FROM records_withdrawal"))
    refused(lambda: Record.objects.filter(pk=record.pk).update(live=one, state="published"))


def test_live_is_only_ever_the_record_s_own_publication() -> None:
    here = world()
    one, record = published(here), draft(here)
    refused(lambda: Record.objects.filter(pk=record.pk).update(live=one))
    refused(lambda: Record.objects.filter(pk=record.pk).update(state="published"))
    refused(
        lambda: Record.objects.create(
            organisation=here.organisation, created_at=AT, created_by=here.clerk, state="final"
        )
    )


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_get_around_the_reviews() -> None:
    here = world()
    record = numbered(submitted(here))
    decide(record, 1, here.first)
    ones = [publication(record) for _ in range(3)]
    raised = at_once(
        *(one.save for one in ones),
        lambda: review(record, 2, here.first).save(),
        lambda: review(record, 2, here.clerk).save(),
        lambda: review(record, 3, here.final).save(),
    )
    assert [type(error) for error in raised] == [IntegrityError] * 6
    assert (Publication.objects.count(), Review.objects.count()) == (0, 1)
