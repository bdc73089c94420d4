"""Asking that something public be taken back; whoever asks never decides."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.rules.screening import screen
from gongkai.rules.withdrawal import REASONS, worded
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.writing import locked
from gongkai.work.records.models.publication import Publication, WithdrawalRequest
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.withdrawals import is_readable, open_for, readable

_LABEL = "撤回原因"


def ask_withdrawal(
    *,
    publication: Publication,
    kind: str,
    reason: str,
    by: Person,
    at: datetime,
    since_on: date | None = None,
    with_history: bool = True,
) -> WithdrawalRequest:
    """Ask for what is public now or was before it; `reason` is what the public will read.

    `with_history` asks for the earlier versions too, which else can be read again as soon as a
    corrected version is published; some kinds always take them along.
    """
    with deed(
        "record.ask_withdrawal", by=by, at=at, power="record.ask_withdrawal",
        organisation=publication.organisation,
    ) as act:  # fmt: skip
        record = locked(publication.record)
        text = " ".join(reason.split())
        _refuse_unfit(kind, text, since_on, day_of(at))
        _refuse_useless(record, publication)
        with_history = with_history or REASONS[kind].with_history
        wanted = _wanted(record, publication, with_history)
        requests = WithdrawalRequest.objects.bulk_create(
            WithdrawalRequest(
                publication=one, kind=kind, since_on=since_on, reason=worded(kind, text), at=at,
                by=by,
            )
            for one in wanted
        )  # fmt: skip
        act.target = record
        act.detail = {
            "index_number": record.index_number,
            "reason": requests[-1].reason,
            "versions": [one.version.number for one in wanted],
        }
    return requests[-1]


def _wanted(record: Record, publication: Publication, with_history: bool) -> list[Publication]:
    """What is asked for, the oldest version first; an earlier version is asked for by itself."""
    if not with_history or record.live_id != publication.pk:
        return [publication]
    every = [one for one in readable(record) if one.pk == publication.pk or open_for(one) is None]
    return every[::-1]


def _refuse_unfit(kind: str, text: str, since_on: date | None, on: date) -> None:
    if kind not in REASONS:
        raise Refused("choice_unknown", field=_LABEL, value=kind)
    if not text:
        raise Refused("withdrawal_without_reason")
    limit = WithdrawalRequest._meta.get_field("reason").max_length or 0
    if len(worded(kind, text)) > limit:
        raise Refused("field_too_long", field=_LABEL, limit=limit, length=len(worded(kind, text)))
    # The reason becomes public: it must not tell what the withdrawal is to hide.
    if found := [hit for hit in screen(text, on=on) if hit.level == "block"]:
        raise Refused("withdrawal_reason_unfit", found=[hit.masked or hit.text for hit in found])
    if (event := REASONS[kind].from_event) and since_on is None:
        raise Refused("field_missing", field=event)
    if since_on is not None and since_on > on:
        raise Refused("withdrawal_since_future", since_on=since_on)


def _refuse_useless(record: Record, publication: Publication) -> None:
    if not is_readable(publication, record):
        raise Refused("publication_not_live", index_number=publication.index_number)
    if (known := open_for(publication)) is not None:
        raise Refused("withdrawal_asked_already", person=known.by.name, at=known.at)
