"""Makes a reviewed version public: numbered, dated by the server, logged, and filed as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongkai.rules.document import Claim, is_late, permanent_marks
from gongkai.rules.review import is_approved
from gongkai.work.journal.actions.log import append
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.measure import measure
from gongkai.work.records.actions.prove import prove
from gongkai.work.records.actions.writing import locked
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.queries.columns import column_under, why_second
from gongkai.work.records.queries.content import current_of, fingerprint
from gongkai.work.records.queries.ended import why_ended
from gongkai.work.records.queries.marks import claim_of, claims_of
from gongkai.work.records.queries.numbering import next_number
from gongkai.work.records.queries.reviewing import drafters_of, passes_of
from gongkai.work.records.queries.terms import Line, due_of
from gongkai.work.records.queries.traces import publication_payload
from gongkai.work.records.queries.waivers import findings_of, standing, waivers_of


def publish(*, record: Record, by: Person, at: datetime) -> Publication:
    """Publish the current version, which three different people have passed in these words."""
    with deed(
        "record.publish", by=by, at=at, power="record.review_final",
        organisation=record.organisation,
    ) as act:  # fmt: skip
        held = locked(record)
        version = current_of(held)
        _refuse_unapproved(held, version)
        _refuse_ended(version)
        _refuse_found(version, day_of(at))
        _refuse_second(version)
        try:
            with transaction.atomic():
                _number(held, day_of(at))
                publication = _write(held, version, by, at)
        except IntegrityError as error:
            raise Refused("not_approved") from error
        held.live, held.state = publication, Record.State.PUBLISHED
        held.save(update_fields=["live", "state"])
        version.record = held
        measure([version], {version.pk: publication.published_on})
        prove(record=held, by=by, at=at)
        act.target = held
        act.detail = {
            "index_number": held.index_number,
            "version": version.number,
            "content_hash": version.content_hash,
            "log": publication.log_entry.sequence,
        }
    record.refresh_from_db()
    return publication


def _refuse_unapproved(record: Record, version: Version) -> None:
    if record.state != Record.State.FINAL:
        raise Refused("record_not_under_review", state=record.get_state_display())
    content = fingerprint(version)
    if content != version.content_hash:
        raise Refused("version_tampered", number=version.number)
    if not is_approved(passes_of(version), content, drafters_of(record)):
        raise Refused("not_approved")


def _refuse_ended(version: Version) -> None:
    """Its item may have left the catalogue during the reviews."""
    if reasons := list(why_ended(version)):
        raise Refused("publication_blocked", reasons=reasons)


def _refuse_found(version: Version, on: date) -> None:
    """Screen once more by the wording of the day: names and titles may have changed since."""
    if found := standing(findings_of(version, on), waivers_of(version)):
        reasons = [
            Refused(
                "screening_found",
                place=one["where_label"],
                thing=f"{one['label']} {one['text']}".strip(),
                suggestion=one["suggestion"],
            )
            for one in found
        ]
        raise Refused("publication_blocked", reasons=reasons)


def _refuse_second(version: Version) -> None:
    """Let a guide, or the report of a year, be the only one of its organisation.

    Two may have been reviewed side by side; the lock lets the second see the first.
    """
    column = column_under(version.item)
    if column is not None and column.once_by is not None:
        organisations = Organisation.objects.select_for_update()
        list(organisations.filter(pk=version.record.organisation_id))
        for refusal in why_second(version):
            raise refusal


def _number(record: Record, on: date) -> None:
    """Give the record its number once; a correction keeps it, and so its address."""
    if record.index_number is not None:
        return
    mine = record.organisation
    sharing = {"credit_code": mine.credit_code} if mine.credit_code else {"pk": mine.pk}
    list(Organisation.objects.select_for_update().filter(**sharing).order_by("pk"))
    record.index_number = next_number(mine, on)
    record.save(update_fields=["index_number"])


def _write(record: Record, version: Version, by: Person, at: datetime) -> Publication:
    publication = drawn_up(record, version, by=by, at=at)
    publication.log_entry = append(
        kind="publication", payload=publication_payload(publication), at=at
    )
    publication.save(force_insert=True)
    return publication


def drawn_up(
    record: Record,
    version: Version,
    *,
    by: Person,
    at: datetime,
    before: Sequence[Claim] | None = None,
    line: Line | None = None,
) -> Publication:
    """The publication as it will stand: not logged and not saved yet.

    Its day, its term and its marks follow from the server's clock and from what was published
    before. `before` (`queries.marks.claims_of`) and `line` spare the queries in a batch.
    """
    due, on = due_of(version, line), day_of(at)
    assert version.item is not None and version.formed_on is not None and due is not None
    if before is None:
        before = claims_of([record.pk]).get(record.pk, [])
    claim = claim_of(version, due.on, on, line)
    return Publication(
        record=record,
        version=version,
        organisation=record.organisation,
        item=version.item,
        index_number=record.index_number or "",
        title=version.title,
        published_at=at,
        published_on=on,
        formed_on=version.formed_on,
        due_on=due.on,
        is_late=is_late(claim, before),
        marks=list(permanent_marks(claim, before)),
        content_hash=version.content_hash,
        published_by=by,
    )
