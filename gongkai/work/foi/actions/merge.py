"""Puts two requests of one applicant for one matter together (并案办理)."""

from __future__ import annotations

from datetime import datetime

from gongkai.work.foi.actions.happen import happen, locked
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.clocks import INTAKE
from gongkai.work.foi.queries.likes import same_applicant
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person

MERGED = "3.6.3"
"""Where the annual report counts a request that went up in another: 其他处理——其他."""


def merge(*, request: Request, into: Request, by: Person, at: datetime) -> Request:
    """End the request as merged into one that was received no later, so that nobody waits longer.

    Refused where the applicants differ, where one of them is not open, or where a fee or an open
    consultation would be lost.
    """
    place = request.organisation
    with deed("foi.merge", by=by, at=at, power="foi.handle", organisation=place) as act:
        # In the order of their keys, so that two merges cannot wait for each other.
        kept, held = _both(into, request)
        _refuse_unfit(held, kept)
        note = f"并入 {kept.number} 一并办理"
        happen(request=held, kind="replied", on=day_of(at), by=by, at=at, outcome=MERGED, note=note)
        held.merged_into = kept
        held.save(update_fields=["merged_into"])
        act.target = held
        act.detail = {"number": held.number, "into": kept.number}
    request.refresh_from_db()
    return request


def _both(into: Request, request: Request) -> tuple[Request, Request]:
    held = {one.pk: locked(one) for one in sorted((into, request), key=lambda row: row.pk)}
    return held[into.pk], held[request.pk]


def _refuse_unfit(request: Request, into: Request) -> None:
    if request.pk == into.pk or not same_applicant(request).filter(pk=into.pk).exists():
        raise Refused("foi_merge_another", number=into.number)
    for one in (request, into):
        if one.state == INTAKE or one.ended_on is not None:
            raise Refused("foi_merge_not_open", number=one.number)
    if request.received_on is None or into.received_on is None:
        raise Refused("foi_merge_not_open", number=request.number)
    if into.received_on > request.received_on:
        raise Refused("foi_merge_later", number=into.number, other=request.number)
    if hasattr(request, "fee"):
        raise Refused("foi_merge_fee", number=request.number)
    if Consultation.objects.filter(request=request, answered_on=None).exists():
        raise Refused("foi_merge_asking", number=request.number)
