"""Registers a request anew with the body of the district that has the information."""

from __future__ import annotations

from datetime import datetime

from gongkai.work.foi.actions.happen import locked
from gongkai.work.foi.actions.register import next_number
from gongkai.work.foi.models.request import Applicant, Request, RequestFile
from gongkai.work.foi.queries.clocks import INTAKE
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

NOT_OURS = "3.4.1"
_ASKED = ("channel", "wanted", "document_number", "form", "way", "needs_help", "secret_hash")
_WHO = (
    "kind", "name", "identity_kind", "identity", "contact", "phone", "email", "address", "likeness",
)  # fmt: skip


def transfer(
    *, request: Request, to: Organisation, consent: str, by: Person, at: datetime
) -> Request:
    """Hand the request on with the applicant's consent; `consent` says how it was given.

    The law asks the first body to tell the applicant who is responsible (第三十六条第五项), which
    its letter does; it knows no transfer. So this is a new request: it waits to be received there,
    its clock begins with that confirmation, and the same secret follows it.
    """
    place = request.organisation
    with deed("foi.transfer", by=by, at=at, power="foi.handle", organisation=place) as act:
        held = locked(request)
        _refuse_unfit(held, to, consent)
        made = Request.objects.create(
            organisation=to, number=next_number(to, day_of(at)), submitted_at=at, state=INTAKE,
            registered_at=at, registered_by=by, transferred_from=held,
            **{name: getattr(held, name) for name in _ASKED},
        )  # fmt: skip
        who = held.applicant
        Applicant.objects.create(request=made, **{name: getattr(who, name) for name in _WHO})
        for file in held.files.filter(role=RequestFile.Role.APPLICATION):
            RequestFile.objects.create(request=made, file=file.file, role=file.role, at=at, by=by)
        act.target = made
        act.detail = {"number": held.number, "as": made.number, "to": to.code}
    return made


def _refuse_unfit(request: Request, to: Organisation, consent: str) -> None:
    if to.pk == request.organisation_id:
        raise Refused("foi_transfer_own")
    if not consent.strip():
        raise Refused("foi_transfer_without_consent")
    if request.ended_on is not None and request.outcome != NOT_OURS:
        raise Refused("foi_transfer_ended", number=request.number)
    if request.transfers.filter(organisation=to).exists():
        raise Refused("foi_transfer_twice", number=request.number)
