"""Which letters fit a case now, until when, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.foi import OUTCOMES, STATES, Event, read_clock
from gongkai.rules.foi.case import CLOSED
from gongkai.rules.foi.outcomes import Outcome
from gongkai.rules.foi.possible import possible
from gongkai.rules.letters import LETTERS, letters_for
from gongkai.rules.letters import Letter as Kind
from gongkai.work.foi.models.ending import Challenge
from gongkai.work.foi.models.request import Request, RequestEvent
from gongkai.work.foi.queries.clocks import as_events, events_of

_REPLIED = "replied"
_NOT_RECEIVED = "收到日期还没有确定（条例第三十一条）。请先确认收到日期。"
_NOBODY_ASKED = "没有征求过意见。"
_NOT_OVER = "办结以后再审查（条例第四十四条）。"
_NOTHING_WRONG = "申请人要求更正与自己有关的信息时用，不影响答复期限（条例第四十一条）。"
_OVER = "申请已经办结（{state}）。"


@dataclass(frozen=True)
class Choice:
    """A kind of letter that is no reply: whether it fits now, until when, why or why not."""

    kind: Kind
    fits: bool
    why: str
    until: date | None = None


@dataclass(frozen=True)
class ReplyChoice:
    """A row of table 3 with the letters that give it; `refusal` says why not."""

    outcome: Outcome
    kinds: tuple[Kind, ...]
    refusal: str = ""


def letter_choices(
    request: Request, on: date, rows: Sequence[RequestEvent] | None = None
) -> list[Choice]:
    """Every kind of letter but replies, those that fit first. `rows` spare a query."""
    events = as_events(events_of(request) if rows is None else rows)
    found = [_choice(kind, events, on) for kind in LETTERS.values() if kind.event != _REPLIED]
    return sorted(found, key=lambda one: not one.fits)


def reply_choices(
    request: Request, on: date, rows: Sequence[RequestEvent] | None = None, *, anew: bool = False
) -> list[ReplyChoice]:
    """Every outcome in the order of table 3; `anew` are those of a reply that was ordered.

    Each is tried on the clock itself, so that what is offered is what the clock lets happen.
    """
    events = as_events(events_of(request) if rows is None else rows)
    return [
        ReplyChoice(outcome, letters_for(outcome.code), _refusal(events, outcome.code, on, anew))
        for outcome in OUTCOMES.values()
        if letters_for(outcome.code)
    ]


def open_orders(request: Request) -> list[Challenge]:
    """Decisions that ask for a new reply which was not given yet."""
    rows = request.challenges.filter(result=Challenge.Result.CORRECTED, redone_on=None)
    return list(rows.exclude(redo_due_on=None))


def _choice(kind: Kind, events: Sequence[Event], on: date) -> Choice:
    if not events:
        return Choice(kind, False, _NOT_RECEIVED)
    if kind.event:
        found = next(one for one in possible(events, on) if one.kind == kind.event)
        why = found.why if found.is_open else found.refusal
        return Choice(kind, found.is_open, why, found.until if found.is_open else None)
    return _without_event(kind, events, on)


def _without_event(kind: Kind, events: Sequence[Event], on: date) -> Choice:
    state = read_clock(events, on).state
    is_over = state in CLOSED
    if kind.code == "G21":
        return Choice(kind, is_over, kind.basis if is_over else _NOT_OVER)
    if kind.code == "G20":
        return Choice(kind, True, _NOTHING_WRONG)
    if kind.code in {"G6", "G7"} and not _has_asked(events, kind.code):
        return Choice(kind, False, _NOBODY_ASKED)
    if is_over and kind.to == "applicant":
        return Choice(kind, False, _OVER.format(state=STATES[state]))
    return Choice(kind, True, kind.basis)


def _has_asked(events: Iterable[Event], code: str) -> bool:
    wanted = {"third_party_consulted"} | ({"agency_consulted"} if code == "G6" else set())
    return any(one.kind in wanted for one in events)


def _refusal(events: Sequence[Event], outcome: str, on: date, anew: bool) -> str:
    if not events:
        return _NOT_RECEIVED
    if anew:
        # A new reply is about the information, not about a term that lapsed.
        return "重新答复不能用这一类。" if outcome.startswith("3.6.") else ""
    return read_clock([*events, Event(_REPLIED, on, outcome=outcome)], on).error.split("：", 1)[-1]
