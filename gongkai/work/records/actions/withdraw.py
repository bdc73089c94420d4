"""Takes a publication back: its address stays, answers that it is gone, and says why."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.work.journal.actions.log import append
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.prove import unprove
from gongkai.work.records.actions.writing import locked
from gongkai.work.records.models.publication import Publication, Withdrawal
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.traces import withdrawal_payload


def withdraw(*, publication: Publication, reason: str, by: Person, at: datetime) -> Withdrawal:
    """Withdraw what is public now. A correction that is being drafted goes on as a draft."""
    organisation = publication.organisation
    with deed(
        "record.withdraw", by=by, at=at, power="record.withdraw", organisation=organisation
    ) as act:
        record = locked(publication.record)
        reason = " ".join(reason.split())
        _refuse_unfit(record, publication, reason)
        withdrawal = Withdrawal(publication=publication, at=at, by=by, reason=reason)
        withdrawal.log_entry = append(
            kind="withdrawal", payload=withdrawal_payload(withdrawal), at=at
        )
        _save(withdrawal)
        record.live = None
        if record.state == Record.State.PUBLISHED:
            record.state = Record.State.WITHDRAWN
        record.save(update_fields=["live", "state"])
        unprove(record=record, reason=f"已撤回：{reason}", at=at)
        act.target = record
        act.detail = {
            "index_number": record.index_number,
            "reason": reason,
            "log": withdrawal.log_entry.sequence,
        }
    publication.record.refresh_from_db()
    return withdrawal


def _refuse_unfit(record: Record, publication: Publication, reason: str) -> None:
    if not reason:
        raise Refused("withdrawal_without_reason")
    limit = Withdrawal._meta.get_field("reason").max_length or 0
    if len(reason) > limit:
        raise Refused("field_too_long", field="撤回原因", limit=limit, length=len(reason))
    if record.live_id != publication.pk:
        raise Refused("publication_not_live", index_number=publication.index_number)


def _save(withdrawal: Withdrawal) -> None:
    try:
        with transaction.atomic():
            withdrawal.save(force_insert=True)
    except IntegrityError as error:
        number = withdrawal.publication.index_number
        raise Refused("publication_not_live", index_number=number) from error
