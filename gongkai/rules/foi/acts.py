"""What each event does to a request, and when the law has no room for it."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.rules.foi.case import (
    AWAITING_FEE,
    CLOSED,
    CORRECTING,
    DECIDED,
    NO_SUPPLEMENT,
    RUNNING,
    WITHDRAWN,
    Case,
    Consultation,
)
from gongkai.rules.foi.events import Event
from gongkai.rules.foi.law import FEES
from gongkai.rules.foi.outcomes import OUTCOMES
from gongkai.rules.foi.refusals import NotAllowed
from gongkai.rules.foi.words import because
from gongkai.rules.workdays import add_workdays, workdays_between


def _require_running(case: Case, event: Event) -> None:
    state = case.waiting(event.on)
    if state != RUNNING:
        raise NotAllowed("not_running", kind=event.kind, state=state)


def _require_in_time(case: Case, event: Event) -> None:
    if event.on > (due := case.due()):
        raise NotAllowed("too_late", kind=event.kind, due=due)


def _correct(case: Case, event: Event) -> None:
    _require_running(case, event)
    if case.corrected:
        raise NotAllowed("corrected_twice")
    if case.law.clarification is not None:
        last = add_workdays(case.received, case.law.clarification, provisional=True)
        if event.on > last:
            raise NotAllowed("correction_late", due=last, days=case.law.clarification)
    if event.days is not None and event.days < 1:
        raise NotAllowed("term_unfit", days=event.days)
    case.corrected, case.stands, case.state = True, True, CORRECTING
    if event.days is not None:
        case.term = add_workdays(event.on, event.days, provisional=True)
    case.say(event.on, "告知补正", because("correction", case.law, term=case.term))


def _supplement(case: Case, event: Event) -> None:
    if case.state != CORRECTING:
        raise NotAllowed("nothing_to_supplement")
    case.restart(event.on)
    case.supplemented = True
    reason = because("supplement", case.law, days=case.law.reply, due=case.due())
    case.say(event.on, "收到补正", reason)


def _consult(case: Case, event: Event) -> None:
    if case.state != RUNNING:
        raise NotAllowed("not_running", kind=event.kind, state=case.state)
    whom = event.kind.removesuffix("_consulted")
    days = case.law.consultation
    lapses = add_workdays(event.on, days, provisional=True) if days is not None else None
    case.consultations.append(Consultation(whom, event.party, event.on, lapses))
    what = "征求第三方意见" if whom == "third_party" else "征求其他机关意见"
    case.say(event.on, what, because(event.kind, case.law, lapses=lapses, due=case.due()))


def _answer(case: Case, event: Event) -> None:
    whom = event.kind.removesuffix("_answered")
    mine = [one for one in case.consultations if one.whom == whom and one.party == event.party]
    waited = next((one for one in mine if one.answered is None), None)
    if waited is None:
        raise NotAllowed("nobody_asked", kind=event.kind)
    late = waited.lapses is not None and event.on > waited.lapses
    waited.answered = event.on
    what = "第三方答复" if whom == "third_party" else "其他机关答复"
    rule = "answered_late" if late else "answered"
    left_out = workdays_between(waited.sent, waited.ends() or event.on, provisional=True)
    reason = because(rule, case.law, days=left_out, lapses=waited.lapses, due=case.due())
    case.say(event.on, what, reason)


def _ask_reasons(case: Case, event: Event) -> None:
    _require_running(case, event)
    case.explained = True
    case.say(event.on, "要求说明理由", because("explanation", case.law))


def _delay(case: Case, event: Event) -> None:
    _require_running(case, event)
    _require_in_time(case, event)
    if not case.explained:
        raise NotAllowed("delayed_without_explanation")
    if event.until is None or event.until < event.on:
        raise NotAllowed("delay_unfit")
    case.agreed = event.until
    case.say(event.on, "约定合理期限", because("delayed", case.law, due=event.until))


def _extend(case: Case, event: Event) -> None:
    if case.state != RUNNING:
        raise NotAllowed("not_running", kind=event.kind, state=case.state)
    if case.extended or case.agreed is not None:
        raise NotAllowed("extended_twice")
    longest = case.law.extension
    if event.days is None or not 1 <= event.days <= longest:
        raise NotAllowed("extension_unfit", days=event.days, longest=longest)
    _require_in_time(case, event)
    case.extended, case.extension = True, event.days
    reason = because("extended", case.law, days=event.days, longest=longest, due=case.due())
    case.say(event.on, f"延期 {event.days} 个工作日", reason)


def _charge(case: Case, event: Event) -> None:
    _require_running(case, event)
    if event.on < FEES.from_on:
        raise NotAllowed("no_fees_yet", from_on=FEES.from_on)
    if case.charged:
        raise NotAllowed("charged_twice")
    _require_in_time(case, event)
    case.charged, case.stands, case.state = True, True, AWAITING_FEE
    case.term = add_workdays(event.on, FEES.pay, provisional=True)
    reason = because("fee_notified", case.law, days=FEES.pay, term=case.term)
    case.say(event.on, "发出收费通知", reason)


def _pay(case: Case, event: Event) -> None:
    if case.state != AWAITING_FEE:
        raise NotAllowed("nothing_to_pay")
    case.restart(event.on)
    reason = because("fee_paid", case.law, days=case.law.reply, due=case.due())
    case.say(event.on, "收到费用", reason)


def _withdraw(case: Case, event: Event) -> None:
    case.state, case.ended = WITHDRAWN, event.on
    case.say(event.on, "撤回申请", because("withdrawn", case.law))


def _reply(case: Case, event: Event) -> None:
    outcome = OUTCOMES.get(event.outcome)
    if outcome is None:
        raise NotAllowed("outcome_unknown", outcome=event.outcome)
    if event.outcome == "3.6.1" and case.state == CORRECTING and case.term is None:
        # No term was written down; that the applicant let it pass is what this reply says.
        case.state, case.ended = NO_SUPPLEMENT, event.on
    elif case.state not in CLOSED:
        _require_running(case, event)
        _require_fit(case, event)
        case.state, case.ended = DECIDED, event.on
    case.say(event.on, f"答复：{outcome.name}", because("replied", case.law, basis=outcome.basis))


def _require_fit(case: Case, event: Event) -> None:
    """What only something before can justify: 补正后仍不明确 (第三十条), 不补正, 不缴费."""
    if event.outcome == "3.4.3" and not case.supplemented:
        raise NotAllowed("unclear_without_supplement")
    if event.outcome in {"3.6.1", "3.6.2"}:
        raise NotAllowed("no_lapse", outcome=event.outcome)


HANDLERS: dict[str, Callable[[Case, Event], None]] = {
    "correction_requested": _correct,
    "supplement_received": _supplement,
    "third_party_consulted": _consult,
    "third_party_answered": _answer,
    "agency_consulted": _consult,
    "agency_answered": _answer,
    "explanation_requested": _ask_reasons,
    "delayed": _delay,
    "extended": _extend,
    "fee_notified": _charge,
    "fee_paid": _pay,
    "withdrawn": _withdraw,
    "replied": _reply,
}
