"""The state of every duty on any day: what the inspection looks at first."""

from __future__ import annotations

from datetime import date

from gongkai.rules.evidence import State
from gongkai.work.ledger.queries.duties import occurrences_for
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.duty_states import DutyState, states_of

WRONG = frozenset({State.OVERDUE, State.BROKEN})


def assess(on: date, organisation: Organisation | None = None) -> tuple[DutyState, ...]:
    """The state of all duties of adopted plans on that day; a fixed number of queries.

    Nothing is written. A day in the past gives what could be seen then, as far as the catalogue
    links of today tell.
    """
    return states_of(list(occurrences_for(organisation).prefetch_related(None)), on)
