"""Makes several requests of one that asks for several things (拆分)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gongkai.work.foi.actions.happen import locked
from gongkai.work.foi.actions.register import keep_file, next_number
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Applicant, Request, RequestEvent, RequestFile
from gongkai.work.foi.queries.clocks import events_of
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person

_FEWEST = 2
# What concerns the whole wish; anything else was done for it as one and cannot be shared out.
_SHARED = frozenset(
    {"received", "correction_requested", "supplement_received", "explanation_requested"}
)
_CARRIED = (
    "channel", "document_number", "form", "way", "needs_help", "submitted_at", "received_on",
    "secret_hash", "state", "due_on", "holder", "registered_by", "organisation",
)  # fmt: skip
_FACTS = ("order", "kind", "on", "days", "until", "outcome", "party", "good_reason")
_WHO = ("kind", "name", "identity_kind", "identity", "contact", "phone", "email", "address")


def split(*, request: Request, parts: Sequence[str], by: Person, at: datetime) -> list[Request]:
    """Let the request go on with its first part, each further part under a number of its own.

    All parts have the day of receipt, the events and the secret of the whole, so the clock of none
    moves, and the annual report counts each. What was written at first is kept as a file. Refused
    once a fee was proposed, and once more was done than to take in and to clarify.
    """
    place = request.organisation
    with deed("foi.split", by=by, at=at, power="foi.handle", organisation=place) as act:
        held = locked(request)
        texts = [" ".join(one.split()) for one in parts if one.strip()]
        _refuse_unfit(held, texts)
        keep_file(request=held, name="原申请内容.txt", data=held.wanted.encode(), by=by, at=at)
        held.wanted = texts[0]
        held.save(update_fields=["wanted"])
        made = [_part(held, text, by, at) for text in texts[1:]]
        act.target = held
        act.detail = {"number": held.number, "parts": [one.number for one in made]}
    request.refresh_from_db()
    return [request, *made]


def _part(whole: Request, text: str, by: Person, at: datetime) -> Request:
    part = Request.objects.create(
        number=next_number(whole.organisation, day_of(at)), wanted=text, split_from=whole,
        registered_at=at, **{name: getattr(whole, name) for name in _CARRIED},
    )  # fmt: skip
    who = whole.applicant
    Applicant.objects.create(
        request=part, likeness=who.likeness, **{name: getattr(who, name) for name in _WHO}
    )
    note = f"拆分自 {whole.number}"
    for row in events_of(whole):
        facts = {name: getattr(row, name) for name in _FACTS}
        RequestEvent.objects.create(request=part, note=note, at=at, by=by, **facts)
    for file in RequestFile.objects.filter(request=whole):
        RequestFile.objects.create(request=part, file=file.file, role=file.role, at=at, by=by)
    return part


def _refuse_unfit(request: Request, texts: Sequence[str]) -> None:
    if len(texts) < _FEWEST or len(set(texts)) < len(texts):
        raise Refused("foi_split_too_few")
    if request.ended_on is not None:
        raise Refused("foi_split_ended", number=request.number)
    if hasattr(request, "fee"):
        raise Refused("foi_split_fee", number=request.number)
    done = {one.kind for one in events_of(request)}
    letters = Letter.objects.filter(request=request).exclude(state=Letter.State.VOID)
    under_way = letters.exclude(kind__in=["G1", "G2"]).filter(
        state__in=[Letter.State.SUBMITTED, Letter.State.APPROVED]
    )
    if not done <= _SHARED or request.consultations.exists() or under_way.exists():
        raise Refused("foi_split_late", number=request.number)
