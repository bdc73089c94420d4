"""Deciding on what somebody else asked to be taken back: agreed, or declined with a reason.

What is withdrawn keeps its address, which answers that it is gone, and says why.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.work.journal.actions.log import append_many
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.prove import unprove
from gongkai.work.records.actions.writing import locked
from gongkai.work.records.models.publication import Withdrawal, WithdrawalRequest
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.traces import WITHDRAWAL, withdrawal_payload
from gongkai.work.records.queries.withdrawals import asked, is_readable


def withdraw(*, request: WithdrawalRequest, by: Person, at: datetime) -> Withdrawal:
    """Take back what was asked for. A correction that is being drafted goes on as a draft."""
    with deed(
        "record.withdraw", by=by, at=at, power="record.withdraw",
        organisation=request.publication.organisation,
    ) as act:  # fmt: skip
        record = locked(request.publication.record)
        requests = _decidable(request, record, by)
        withdrawals = _written(requests, by, at)
        if any(one.publication_id == record.live_id for one in requests):
            _take_down(record, withdrawals[-1], at)
        act.target = record
        act.detail = {
            "index_number": record.index_number,
            "reason": request.reason,
            "log": [one.log_entry.sequence for one in withdrawals],
        }
    request.publication.record.refresh_from_db()
    return withdrawals[-1]


def decline(*, request: WithdrawalRequest, reason: str, by: Person, at: datetime) -> None:
    """Leave it public, and say to whoever asked why."""
    with deed(
        "record.decline_withdrawal", by=by, at=at, power="record.withdraw",
        organisation=request.publication.organisation,
    ) as act:  # fmt: skip
        record = locked(request.publication.record)
        requests = _decidable(request, record, by)
        answer = " ".join(reason.split())
        _refuse_unfit(answer)
        for one in requests:
            one.declined_at, one.declined_by, one.answer = at, by, answer
            one.save(update_fields=["declined_at", "declined_by", "answer"])
        act.target = record
        act.detail = {"index_number": record.index_number, "answer": answer}
    request.refresh_from_db()


def _decidable(request: WithdrawalRequest, record: Record, by: Person) -> list[WithdrawalRequest]:
    """The requests that are decided together, the oldest version first, as they stand now."""
    found = asked(request).every
    if any(one.by_id == by.pk for one in found):
        raise Refused("withdrawal_own_request")
    if (declined := next((one for one in found if one.declined_at), None)) is not None:
        raise Refused("withdrawal_declined", at=declined.declined_at, answer=declined.answer)
    left = [one for one in found if is_readable(one.publication, record)]
    if not left or found[-1] != left[-1]:
        raise Refused("publication_not_live", index_number=request.publication.index_number)
    return left


def _written(requests: list[WithdrawalRequest], by: Person, at: datetime) -> list[Withdrawal]:
    rows = [
        Withdrawal(request=one, publication=one.publication, at=at, by=by, reason=one.reason)
        for one in requests
    ]
    entries = append_many(kind=WITHDRAWAL, payloads=map(withdrawal_payload, rows), at=at)
    for row, entry in zip(rows, entries, strict=True):
        row.log_entry = entry
    try:
        with transaction.atomic():
            return Withdrawal.objects.bulk_create(rows)
    except IntegrityError as error:
        number = rows[-1].publication.index_number
        raise Refused("publication_not_live", index_number=number) from error


def _take_down(record: Record, withdrawal: Withdrawal, at: datetime) -> None:
    record.live = None
    if record.state == Record.State.PUBLISHED:
        record.state = Record.State.WITHDRAWN
    record.save(update_fields=["live", "state"])
    unprove(record=record, reason=f"已撤回：{withdrawal.reason}", at=at)


def _refuse_unfit(answer: str) -> None:
    if not answer:
        raise Refused("decline_without_reason")
    limit = WithdrawalRequest._meta.get_field("answer").max_length or 0
    if len(answer) > limit:
        raise Refused("field_too_long", field="不同意理由", limit=limit, length=len(answer))
