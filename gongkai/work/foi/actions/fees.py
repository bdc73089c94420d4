"""Proposes a fee and lets another person approve it (第四十二条; 国办函〔2020〕109号)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from gongkai.rules.foi import Event, fee, read_clock
from gongkai.work.foi.actions.happen import locked
from gongkai.work.foi.models.ending import Fee
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.clocks import as_events, events_of
from gongkai.work.foi.queries.likes import pieces_before
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person


def propose(
    *, request: Request, tariff: str, count: int, reason: str, by: Person, at: datetime
) -> Fee:
    """Propose a fee by piece or by page, never both; the amount follows from the tariff.

    Refused where the tariff gives nothing, where the clock has no room for a notice today, where
    the case went up in another, and where another part of one split request has another tariff.
    """
    place = request.organisation
    with deed("foi.fee.propose", by=by, at=at, power="foi.handle", organisation=place) as act:
        held = locked(request)
        if hasattr(held, "fee"):
            raise Refused("foi_fee_there", number=held.number)
        _refuse_unfit(held, tariff, count, reason, at)
        before = _before(held, tariff)
        amount = fee(tariff, count, before=before)
        if not amount:
            raise Refused("foi_fee_nothing", count=count)
        row = Fee.objects.create(
            request=held, tariff=tariff, count=count, before=before, amount=amount,
            reason=" ".join(reason.split()), proposed_at=at, proposed_by=by,
        )  # fmt: skip
        act.target = row
        act.detail = {"number": held.number, "tariff": tariff, "amount": amount}
    return row


def approve(*, charge: Fee, by: Person, at: datetime) -> Fee:
    """Approve a proposed fee; who proposed it cannot. The letter with the amount comes after."""
    place = charge.request.organisation
    with deed("foi.fee.approve", by=by, at=at, power="foi.approve", organisation=place) as act:
        row = _held(charge)
        if row.proposed_by_id == by.pk:
            raise Refused("foi_fee_own")
        # Meanwhile a fee of the same month may have been approved that moves the rank of these.
        before = _before(row.request, row.tariff)
        if fee(row.tariff, row.count, before=before) != row.amount:
            raise Refused("foi_fee_moved", number=row.request.number)
        row.approved_at, row.approved_by = at, by
        row.save(update_fields=["approved_at", "approved_by"])
        act.target = row
        act.detail = {"number": row.request.number, "amount": row.amount}
    charge.refresh_from_db()
    return charge


def give_up(*, charge: Fee, by: Person, at: datetime) -> None:
    """Take back a fee that is not approved; nobody is charged."""
    place = charge.request.organisation
    with deed("foi.fee.void", by=by, at=at, power="foi.handle", organisation=place) as act:
        row = _held(charge)
        act.detail = {"number": row.request.number, "amount": row.amount}
        row.delete()


def _held(charge: Fee) -> Fee:
    locked(charge.request)
    row = Fee.objects.select_related("request__organisation", "request__applicant").filter(
        pk=charge.pk
    )
    found = row.first()
    if found is None:
        raise Refused("foi_fee_gone")
    if found.approved_at is not None:
        raise Refused("foi_fee_approved", amount=found.amount)
    return found


def _before(request: Request, tariff: str) -> int:
    return pieces_before(request) if tariff == Fee.Tariff.PIECE else 0


def _refuse_unfit(request: Request, tariff: str, count: int, reason: str, at: datetime) -> None:
    if tariff not in Fee.Tariff.values:
        raise Refused("foi_tariff_unknown")
    if count < 1 or not reason.strip():
        raise Refused("foi_fee_incomplete")
    whole = request.split_from_id or request.pk
    kin = Fee.objects.filter(Q(request=whole) | Q(request__split_from=whole))
    other = kin.exclude(request=request).exclude(tariff=tariff).select_related("request").first()
    if other is not None:
        raise Refused("foi_fee_other_tariff", number=other.request.number)
    event = Event("fee_notified", day_of(at))
    reading = read_clock([*as_events(events_of(request)), event], day_of(at))
    if reading.error:
        raise Refused("foi_event_unlawful", sentence=reading.error.split("：", 1)[-1])
