"""A third party says on its own page whether what concerns it may be disclosed (第三十二条)."""

from __future__ import annotations

from datetime import datetime

from gongkai.rules.foi.case import CLOSED
from gongkai.work.foi.actions.handed_in import plain
from gongkai.work.foi.actions.happen import happen, locked
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.clocks import clock_of
from gongkai.work.journal.deeds import Refused, day_of, deed

_LONGEST = 3000


def answer(*, consultation: Consultation, opinion: str, reason: str, at: datetime) -> Consultation:
    """Write down the opinion of a third party; what came after its term stands in the record too.

    The clock hears of it on that day, unless the case is closed already. It is given once.
    """
    organisation = consultation.request.organisation
    with deed("foi.opinion", by=None, at=at, power=None, organisation=organisation) as act:
        request = locked(consultation.request)
        held = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
        said = plain(reason)
        _refuse_unfit(held, opinion, said)
        on = day_of(at)
        if clock_of(request, on).state not in CLOSED:
            happen(
                request=request, kind="third_party_answered", on=on, by=None, at=at,
                party=held.party,
            )  # fmt: skip
        held.opinion, held.reason, held.answered_on = opinion, said, on
        held.save(update_fields=["opinion", "reason", "answered_on"])
        act.target, act.detail = held, {"number": request.number}
    consultation.refresh_from_db()
    return consultation


def _refuse_unfit(consultation: Consultation, opinion: str, reason: str) -> None:
    if consultation.answered_on is not None:
        raise Refused("foi_opinion_given", on=consultation.answered_on)
    if consultation.sent_on is None:
        raise Refused("foi_opinion_too_early")
    if opinion not in Consultation.Opinion.values:
        raise Refused("foi_opinion_unknown")
    if opinion != Consultation.Opinion.AGREES and not reason:
        raise Refused("foi_opinion_without_reason")
    if len(reason) > _LONGEST:
        raise Refused("foi_said_too_long", length=len(reason), limit=_LONGEST)
