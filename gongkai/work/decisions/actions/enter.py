"""Takes down an opinion that came by letter, telephone, at a meeting: by hand, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongkai.rules.decisions import comment as rules
from gongkai.rules.decisions.opinions import CHANNELS, TEXT_LIMIT
from gongkai.work.decisions.actions.attach import Handed, attach, checked
from gongkai.work.decisions.actions.comment import PORTAL, clause_of
from gongkai.work.decisions.actions.intake import Said, held, held_decision, take_in
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.decisions.queries.feedback_state import standing
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person

_LONGEST = 200


def enter(
    *,
    consultation: Consultation,
    channel: str,
    text: str,
    said_on: date,
    by: Person,
    at: datetime,
    clause: str = "",
    name: str = "",
    contact: str = "",
    files: Sequence[Handed] = (),
) -> Opinion:
    """Take down one opinion said within the term; its file may come days after the term ended.

    `channel` is one of rules.decisions.opinions.CHANNELS but not the portal. Raises Refused with
    all that is wrong.
    """
    place = consultation.decision.organisation
    with deed("opinion.enter", by=by, at=at, power="opinion.handle", organisation=place) as act:
        refuse_told(consultation)
        here = held(consultation)
        who, reach = " ".join(name.split()), " ".join(contact.split())
        fits = _checked(
            here, channel=channel, text=text, said_on=said_on, who=(who, reach), files=files,
            today=day_of(at),
        )  # fmt: skip
        on = clause_of(here, clause)
        said = Said(rules.clean(text), channel, said_on, on, who, reach)
        (opinion,) = take_in(here, [said], at=at, by=by)
        attach(opinion, fits, organisation=place, by=by, at=at)
        act.target, act.detail = opinion, {"number": str(opinion), "channel": channel}
    return opinion


def refuse_told(consultation: Consultation) -> None:
    """Hold the decision; Refused once its feedback is drafted, which would lack what comes now."""
    if standing(held_decision(consultation.decision)) is not None:
        raise Refused("feedback_stands")


def _checked(
    here: Consultation,
    *,
    channel: str,
    text: str,
    said_on: date,
    who: tuple[str, str],
    files: Sequence[Handed],
    today: date,
) -> list[Handed]:
    reasons = [Refused(one.code, **dict(one.values)) for one in rules.faults(text, TEXT_LIMIT)]
    if here.opened_at is None:
        reasons.append(Refused("consultation_not_public"))
    if channel not in CHANNELS or channel == PORTAL:
        reasons.append(Refused("opinion_channel_unknown"))
    if not here.opens_on <= said_on <= min(here.closes_on, today):
        reasons.append(
            Refused("opinion_day_outside", first=here.opens_on, last=min(here.closes_on, today))
        )
    if any(len(one) > _LONGEST for one in who):
        reasons.append(Refused("opinion_author_long", limit=_LONGEST))
    return checked(files, reasons)
