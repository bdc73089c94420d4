"""The statutory clock of a request: from its events to its state and its last day, with reasons.

Nothing is stored and nothing is moved: whatever date is shown is computed anew from the events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.foi.acts import HANDLERS
from gongkai.rules.foi.case import (
    AWAITING_FEE,
    CLOSED,
    CORRECTING,
    NO_FEE,
    NO_SUPPLEMENT,
    Case,
    Step,
)
from gongkai.rules.foi.events import Event
from gongkai.rules.foi.law import law_on
from gongkai.rules.foi.refusals import NotAllowed
from gongkai.rules.foi.words import because
from gongkai.rules.workdays import is_published, workdays_between

# The letter that tells the applicant that the case is closed comes after the fact.
_TELLS = {NO_SUPPLEMENT: "3.6.1", NO_FEE: "3.6.2"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The clock on a day.

    `due` is None while it stands still and nobody knows until when. `term` is the other side's last
    day: for a supplement or a fee. `excluded_days` are working days of the present period that
    consultations leave out. `ended`: the day on which the case closed. `provisional`: the year of a
    date has no holiday notice yet. `error` says which event the law does not allow; the rest is as
    before it.
    """

    state: str
    received: date | None
    clock_from: date | None
    due: date | None
    excluded_days: int
    overdue: bool
    steps: tuple[Step, ...]
    term: date | None = None
    ended: date | None = None
    provisional: bool = False
    error: str = ""


def read_clock(events: Sequence[Event], on: date) -> Reading:
    """Return the clock of a request on the day `on`, which is never before its last event.

    Raises NoLaw for a request received before there was a law. Source: 政府信息公开条例
    第三十条 至 第三十七条; 国办函〔2020〕109号.
    """
    if not events or events[0].kind != "received":
        return _unread("第 1 个事件应是收到申请（received）。")
    case = _receive(events[0])
    today = case.received
    for place, event in enumerate(events[1:], start=2):
        try:
            _follow(case, event, today)
        except NotAllowed as refused:
            return _reading(case, today, error=f"第 {place} 个事件：{refused.sentence}")
        today = event.on
    on = max(on, today)
    _lapse(case, on)
    return _reading(case, on)


def _receive(event: Event) -> Case:
    law = law_on(event.on)
    case = Case(law, event.on, event.on)
    case.say(event.on, "收到申请", because("received", law, days=law.reply, due=case.due()))
    return case


def _follow(case: Case, event: Event, last: date) -> None:
    """Let one event happen. Raises NotAllowed and changes nothing if the law has no room for it."""
    if event.on < last:
        raise NotAllowed("out_of_order", on=event.on, last=last)
    _lapse(case, event.on, event)
    if case.state in CLOSED and not _tells(case, event):
        raise NotAllowed("closed", kind=event.kind, state=case.state)
    if event.kind == "received":
        raise NotAllowed("received_twice")
    HANDLERS[event.kind](case, event)


def _tells(case: Case, event: Event) -> bool:
    return event.kind == "replied" and event.outcome == _TELLS.get(case.state)


def _lapse(case: Case, on: date, event: Event | None = None) -> None:
    """Close a case whose applicant let the term pass: 不补正 (第三十条), 不缴费 (109号)."""
    if case.term is None or on <= case.term:
        return
    if case.state == CORRECTING and not (
        event and event.kind == "supplement_received" and event.good_reason
    ):
        case.say(case.term, "逾期不补正", because("no_supplement", case.law, term=case.term))
        case.state, case.ended = NO_SUPPLEMENT, case.term
    elif case.state == AWAITING_FEE:
        case.say(case.term, "逾期不缴费", because("no_fee", case.law, term=case.term))
        case.state, case.ended = NO_FEE, case.term


def _reading(case: Case, on: date, error: str = "") -> Reading:
    state = case.waiting(on)
    due = None if case.stands else case.due()
    days = case.law.reply + case.extension
    excluded = 0
    if due is not None and case.agreed is None:
        excluded = workdays_between(case.clock_from, due, provisional=True) - days
    known = [day for day in (due, case.term) if day is not None]
    return Reading(
        state=state,
        received=case.received,
        clock_from=case.clock_from,
        due=due,
        excluded_days=excluded,
        overdue=due is not None and (case.ended or on) > due,
        steps=tuple(case.steps),
        ended=case.ended,
        term=case.term if state in {CORRECTING, AWAITING_FEE} else None,
        provisional=not all(is_published(day.year) for day in known),
        error=error,
    )


def _unread(error: str) -> Reading:
    return Reading("", None, None, None, 0, False, (), error=error)
