"""Changes of the term of a consultation: prolonged, opened again, over. Each is told in public."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.rules.decisions.lack import Lack
from gongkai.rules.decisions.periods import prolong_faults, reopen_faults
from gongkai.work.decisions.actions.enter import refuse_told
from gongkai.work.decisions.actions.intake import held
from gongkai.work.decisions.models.consultation import Consultation, TermChange
from gongkai.work.decisions.queries.consultations import deliberated_on
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person

_KIND, _STATE = TermChange.Kind, Consultation.State
_LONGEST = 300


def prolong(
    *, consultation: Consultation, closes_on: date, reason: str, by: Person, at: datetime
) -> TermChange:
    """Let an open consultation last longer. Raises Refused once it is over: see `reopen`."""
    return _change(consultation, _KIND.PROLONGED, until=closes_on, reason=reason, by=by, at=at)


def reopen(
    *, consultation: Consultation, closes_on: date, reason: str, by: Person, at: datetime
) -> TermChange:
    """Take opinions in once more after the end, as far as the rules let it. Raises Refused."""
    return _change(consultation, _KIND.REOPENED, until=closes_on, reason=reason, by=by, at=at)


def close_over(*, at: datetime) -> int:
    """Note that terms are over; opinions are refused from the last second on without this."""
    with deed("consultation.close", by=None, at=at, power=None) as act:
        over = Consultation.objects.filter(state=_STATE.OPEN, closes_on__lt=day_of(at))
        act.detail = {"closed": over.update(state=_STATE.CLOSED)}
    return int(act.detail["closed"])


def _change(
    consultation: Consultation, kind: str, *, until: date, reason: str, by: Person, at: datetime
) -> TermChange:
    told = " ".join(reason.split())
    place = consultation.decision.organisation
    with deed(
        f"consultation.{kind}", by=by, at=at, power="decision.edit", organisation=place
    ) as act:
        refuse_told(consultation)
        here = held(consultation)
        if reasons := _unfit(here, kind, until, told, at):
            raise Refused("term_unfit", reasons=reasons)
        change = TermChange.objects.create(
            consultation=here, kind=kind, before_on=here.closes_on, after_on=until, reason=told,
            at=at, by=by,
        )  # fmt: skip
        here.closes_on, here.state = until, _STATE.OPEN
        here.save(update_fields=["closes_on", "state"])
        act.target, act.detail = here, {"until": until.isoformat()}
    consultation.refresh_from_db()
    return change


def _unfit(here: Consultation, kind: str, until: date, reason: str, at: datetime) -> list[Refused]:
    if here.opened_at is None or here.record is None or here.record.live_id is None:
        return [Refused("consultation_not_public")]
    found = [Refused("consultation_term", sentence=one.sentence) for one in _lacks(
        here, kind, until, reason, day_of(at)
    )]  # fmt: skip
    if len(reason) > _LONGEST:
        found.append(Refused("term_reason_long", limit=_LONGEST))
    return found


def _lacks(
    here: Consultation, kind: str, until: date, reason: str, today: date
) -> tuple[Lack, ...]:
    if kind == _KIND.PROLONGED:
        return prolong_faults(here.closes_on, until, reason, today)
    return reopen_faults(here.closes_on, until, reason, today, deliberated_on(here.decision))
