"""A request on its way: what the events have made of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gongkai.rules.foi.law import Law
from gongkai.rules.workdays import Interval, add_workdays

RUNNING = "running"
CORRECTING = "correcting"
THIRD_PARTY = "consulting_third_party"
AGENCY = "consulting_agency"
AWAITING_FEE = "awaiting_fee"
DECIDED = "decided"
NO_SUPPLEMENT = "closed_no_supplement"
NO_FEE = "closed_no_fee"
WITHDRAWN = "withdrawn"
CLOSED = frozenset({DECIDED, NO_SUPPLEMENT, NO_FEE, WITHDRAWN})
_PARTIES = {"third_party": THIRD_PARTY, "agency": AGENCY}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, and why it does to the clock what it does."""

    on: date
    what: str
    because: str


@dataclass(slots=True)
class Consultation:
    """A letter that stops the clock until it is answered or its term has lapsed."""

    whom: str
    party: str
    sent: date
    lapses: date | None
    answered: date | None = None

    def ends(self) -> date | None:
        """The day on which it stops stopping the clock; None while nobody knows."""
        known = [day for day in (self.answered, self.lapses) if day is not None]
        return min(known) if known else None

    def is_open(self, on: date) -> bool:
        """True if on this day the answer is still waited for."""
        return self.answered is None and (self.lapses is None or on <= self.lapses)


@dataclass(slots=True)
class Case:
    """A request on its way through its events."""

    law: Law
    received: date
    clock_from: date
    state: str = RUNNING
    extension: int = 0
    agreed: date | None = None
    term: date | None = None
    ended: date | None = None
    stands: bool = False
    corrected: bool = False
    supplemented: bool = False
    extended: bool = False
    charged: bool = False
    explained: bool = False
    consultations: list[Consultation] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def pauses(self) -> list[Interval]:
        """The stretches (sent, ended] of consultations, which are not counted (第三十三条)."""
        return [
            (one.sent, until) for one in self.consultations if (until := one.ends()) is not None
        ]

    def due(self) -> date:
        """The last day to reply in time, by what has happened so far."""
        if self.agreed is not None:
            return self.agreed
        days = self.law.reply + self.extension
        return add_workdays(self.clock_from, days, excluded=self.pauses(), provisional=True)

    def waiting(self, on: date) -> str:
        """The state on a day: consulting while an answer is waited for."""
        if self.state == RUNNING and self.consultations:
            for whom, state in _PARTIES.items():
                if any(one.whom == whom and one.is_open(on) for one in self.consultations):
                    return state
        return self.state

    def restart(self, on: date) -> None:
        """Begin the whole period anew: what was counted or left out before does not matter."""
        self.state, self.clock_from, self.stands = RUNNING, on, False
        self.extension, self.agreed, self.term = 0, None, None

    def say(self, on: date, what: str, reason: str) -> None:
        """Write down a step."""
        self.steps.append(Step(on, what, reason))
