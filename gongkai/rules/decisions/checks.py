"""What is wrong with the facts of one phase, beyond that some are not given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from gongkai.rules.decisions.asked import ORDERS, QUESTIONS, Question, misdated, missing, wrong
from gongkai.rules.decisions.facts import Facts, is_given
from gongkai.rules.decisions.lack import Lack
from gongkai.rules.decisions.law import CHANNELS, NORMATIVE, PAPERS, TERMS
from gongkai.rules.decisions.periods import (
    chinese_day,
    legality_earliest,
    legality_workdays,
    length_faults,
)
from gongkai.rules.decisions.phases import Flags, Phase, road
from gongkai.rules.document import months_later

_MONTHS = 12
_PORTAL = "portal"


@dataclass(frozen=True)
class Case:
    """A decision that stands before the gate of a phase on the day `on`."""

    phase: Phase
    kind: str
    flags: Flags
    facts: Facts
    on: date
    pattern: str

    def asks(self, question: Question) -> bool:
        """True if a gate on the road of this decision asks that."""
        when = "exempt" if self.flags.public_exempt else "open"
        return (
            question.phase in road(self.kind, self.flags)
            and question.only in ("", self.kind)
            and question.when in ("", when)
        )

    def here(self) -> Iterator[tuple[Question, object]]:
        """Yield what the gate of this phase asks, with what was given."""
        for question in QUESTIONS.values():
            if question.phase == self.phase and self.asks(question):
                yield question, getattr(self.facts, question.name)

    def wrong(self, code: str, **values: object) -> Lack:
        """Return what is wrong, under the law for this kind."""
        return wrong(code, self.kind, **values)


Check = Callable[[Case], Iterator[Lack]]


def not_given(case: Case) -> Iterator[Lack]:
    """Yield what the gate asks for and was not given, or was answered with no."""
    for question, value in case.here():
        if question.lack and not is_given(value, answered=question.answered):
            yield missing(question, case.kind)


def out_of_order(case: Case) -> Iterator[Lack]:
    """Yield the days of this phase that lie before what they presuppose, or are still to come."""
    for question, day in case.here():
        if isinstance(day, date) and day > case.on and not question.future:
            values = {"label": question.label, "day": chinese_day(day)}
            yield misdated("date_future", case.kind, question, **values)
    for order in ORDERS:
        before, after = QUESTIONS[order.before], QUESTIONS[order.after]
        if after.phase != case.phase or not (case.asks(before) and case.asks(after)):
            continue
        first, then = getattr(case.facts, before.name), getattr(case.facts, after.name)
        if first is None or then is None or then > first or (then == first and not order.strict):
            continue
        code = "date_same" if then == first else "date_order"
        values = {
            "before": before.label, "before_on": chinese_day(first),
            "after": after.label, "after_on": chinese_day(then),
        }  # fmt: skip
        yield misdated(code, case.kind, order, **values)


def _start(case: Case) -> Iterator[Lack]:
    named = {name.strip() for name in case.facts.start_undertakers if name.strip()}
    if len(named) > 1 and case.facts.start_lead.strip() not in named:
        yield case.wrong("lead", count=len(named))


def _draft(case: Case) -> Iterator[Lack]:
    facts = case.facts
    settled = facts.draft_disagreements_settled
    if settled is False and not facts.draft_disagreement_note.strip():
        yield case.wrong("disagreement_note")
    if facts.draft_none_concerned is True and not facts.draft_consulted:
        return
    if not facts.draft_consulted:
        yield case.wrong("not_consulted")
    if settled is None:
        yield case.wrong("disagreement_unknown")


def _public(case: Case) -> Iterator[Lack]:
    if case.flags.public_exempt:
        return
    yield from _period(case)
    needed = TERMS["channels_beyond"].count
    known = {channel.code for channel in CHANNELS} - {_PORTAL}
    count = len(known.intersection(case.facts.public_channels))
    if count < needed:
        yield case.wrong("channels", count=count, needed=needed)
    left = case.facts.public_opinions_open
    if left is None:
        yield case.wrong("opinions_uncounted")
    elif left > 0:
        yield case.wrong("opinions_open", count=left)


def _period(case: Case) -> Iterator[Lack]:
    facts = case.facts
    opens_on, closes_on = facts.public_opens_on, facts.public_closes_on
    if opens_on is not None and closes_on is not None:
        yield from length_faults(opens_on, closes_on, facts.public_short_reason, case.kind)
    if closes_on is not None and case.on <= closes_on:
        yield case.wrong("period_running", closes=chinese_day(closes_on))
    elif closes_on is not None and facts.public_closed is not True:
        yield case.wrong("not_closed")


def _hearing(case: Case) -> Iterator[Lack]:
    sent_on, held_on = case.facts.hearing_papers_sent_on, case.facts.hearing_held_on
    needed = TERMS["hearing_paper_days"].count
    if sent_on is not None and held_on is not None and (held_on - sent_on).days < needed:
        earliest = chinese_day(sent_on + timedelta(days=needed))
        days = max((held_on - sent_on).days, 0)
        yield case.wrong("hearing_papers", days=days, needed=needed, earliest=earliest)


def _risk(case: Case) -> Iterator[Lack]:
    level = case.facts.risk_level
    if level == "uncontrollable" and case.facts.risk_draft_changed is not True:
        yield case.wrong("risk_uncontrollable")
    elif level not in ("controllable", "uncontrollable"):
        yield case.wrong("risk_level")


def _competition(case: Case) -> Iterator[Lack]:
    result = case.facts.competition_result
    if result != "pass":
        yield case.wrong("competition_fail" if result == "fail" else "competition_unknown")


def _legality(case: Case) -> Iterator[Lack]:
    facts = case.facts
    sent_on, returned_on = facts.legality_sent_on, facts.legality_returned_on
    if sent_on is not None and returned_on is not None:
        earliest = legality_earliest(sent_on, case.kind, provisional=True)
        if returned_on < earliest:
            yield case.wrong(
                "legality_hasty",
                needed=legality_workdays(case.kind),
                sent=chinese_day(sent_on),
                earliest=chinese_day(earliest),
            )
    code = _verdict(facts)
    if code:
        yield case.wrong(code)


def _verdict(facts: Facts) -> str:
    """What the result of the review stops, "" if it lets the draft go to the meeting."""
    passes = {
        "lawful": ("", True),
        "changes": ("legality_unchanged", facts.legality_changed is True),
        "exploratory": ("legality_risk", bool(facts.legality_risk_stated.strip())),
        "unlawful": ("legality_unlawful", False),
    }
    code, passed = passes.get(facts.legality_result, ("legality_unknown", False))
    return "" if passed else code


def _deliberation(case: Case) -> Iterator[Lack]:
    facts = case.facts
    lacking = [paper.label for paper in PAPERS if _is_needed(paper.code, paper.phase, case)]
    if lacking:
        yield case.wrong("papers", papers="、".join(lacking))
    against = case.kind != NORMATIVE and facts.deliberation_against_majority is True
    if against and not facts.deliberation_against_reasons.strip():
        yield case.wrong("against_reasons")


def _is_needed(code: str, phase: str, case: Case) -> bool:
    is_secret = phase == Phase.PUBLIC and case.flags.public_exempt
    on_road = phase in road(case.kind, case.flags) and not is_secret
    return on_road and code not in case.facts.deliberation_papers


def _registration(case: Case) -> Iterator[Lack]:
    number = case.facts.registration_number
    if number.strip() and re.fullmatch(case.pattern, number, re.ASCII) is None:
        yield case.wrong("registration_form", number=number)


def _issue(case: Case) -> Iterator[Lack]:
    facts = case.facts
    issued_on, expires_on = facts.issue_issued_on, facts.issue_expires_on
    if case.kind != NORMATIVE or issued_on is None or expires_on is None:
        return
    years = TERMS["trial_years" if case.flags.trial else "validity_years"].count
    # A day of effect before the issue would only shorten the term; the later of both begins it.
    from_on = max(issued_on, facts.issue_effective_on or issued_on)
    latest = months_later(from_on, years * _MONTHS)
    if expires_on > latest:
        expires, last = chinese_day(expires_on), chinese_day(latest)
        yield case.wrong("expires_late", expires=expires, years=years, latest=last)


def _evaluate(case: Case) -> Iterator[Lack]:
    facts = case.facts
    if facts.evaluate_evaluated_on is None and not facts.evaluate_not_needed_reason.strip():
        yield case.wrong("not_evaluated")


CHECKS: Mapping[Phase, Check] = MappingProxyType(
    {
        Phase.START: _start,
        Phase.DRAFT: _draft,
        Phase.PUBLIC: _public,
        Phase.HEARING: _hearing,
        Phase.RISK: _risk,
        Phase.COMPETITION: _competition,
        Phase.LEGALITY: _legality,
        Phase.DELIBERATION: _deliberation,
        Phase.REGISTRATION: _registration,
        Phase.ISSUE: _issue,
        Phase.EVALUATE: _evaluate,
    }
)
