"""The inspection itself: judges every duty, tends the evidence, raises what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from gongkai.rules.evidence import State
from gongkai.work.inspection.actions.booking import Booked, book
from gongkai.work.inspection.checks.catalogue import catalogue_facts
from gongkai.work.inspection.checks.columns import guide_facts, report_facts
from gongkai.work.inspection.checks.currency import (
    answered_late,
    change_facts,
    period_facts,
    wrong_changes,
    wrong_periods,
)
from gongkai.work.inspection.checks.evaluations import evaluation_facts
from gongkai.work.inspection.checks.fact import Fact
from gongkai.work.inspection.checks.foi import foi_facts
from gongkai.work.inspection.checks.ledger import duty_facts, ledger_facts
from gongkai.work.inspection.checks.numbers import number_facts
from gongkai.work.inspection.checks.records import body_facts, late_facts, metadata_facts
from gongkai.work.inspection.queries.assessment import assess
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.measure import measure_missing
from gongkai.work.records.actions.prove import conclude
from gongkai.work.records.queries.currency import change_states, period_states
from gongkai.work.records.queries.disclosed import disclosed
from gongkai.work.records.queries.duty_states import DutyState
from gongkai.work.records.queries.kept import kept_items
from gongkai.work.records.queries.proofs import KIND
from gongkai.work.records.queries.stood import stood

# Any number will do that nothing else of the product locks by.
_LOCK = 4707


@dataclass(frozen=True)
class Verified:
    """What an inspection found and did."""

    states: tuple[DutyState, ...]
    booked: Booked


def verify(
    *,
    at: datetime,
    by: Person | None = None,
    organisation: Organisation | None = None,
    on: date | None = None,
) -> Verified:
    """Inspect everything (or one organisation) as it stood at the end of the day `on`.

    `on` is today unless given. Done twice it changes nothing. A past day raises what was wrong
    then, but leaves evidence and the present states alone; so does an `at` before the last
    judgement of an occurrence.
    """
    today = day_of(at)
    on = on or today
    if on > today:
        raise Refused("verify_in_future", on=on, today=today)
    with deed(
        "inspection.verify", by=by, at=at, power="finding.raise", organisation=organisation
    ) as act:
        _one_at_a_time()
        # After the rules have changed everything is measured anew here, at night.
        measure_missing()
        states = assess(on, organisation)
        if on == today:
            newest = [one for one in states if _is_newest(one, at)]
            conclude(states=newest, by=None, at=at)
        booked = book(_facts(states, on, organisation), at=at, on=on, organisation=organisation)
        act.detail = {
            "on": on.isoformat(),
            "duties": len(states),
            "raised": [one.pk for one in booked.raised],
            "mended": [one.pk for one in booked.mended],
        }
    return Verified(states, booked)


def _one_at_a_time() -> None:
    """Let inspections wait for each other, and publications for the states to be written.

    Otherwise two would raise one fact twice, and a state read a moment ago would replace the one
    that a publication has written since. SQLite's IMMEDIATE transactions wait by themselves.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        rows = Occurrence.objects.select_for_update(of=("self",)).order_by("pk")
        list(rows.values_list("pk"))


def _facts(states: Sequence[DutyState], on: date, organisation: Organisation | None) -> list[Fact]:
    records = disclosed(on, organisation)
    periods = wrong_periods(period_states(kept_items(on, organisation), on), states)
    changes = wrong_changes(change_states(on, organisation))
    columns = stood(on, organisation)
    excused = _excused(states) | answered_late([*periods, *changes])
    return [
        *duty_facts(states),
        *ledger_facts(on, organisation),
        *period_facts(periods),
        *change_facts(changes),
        *late_facts(records, excused),
        *metadata_facts(records, on),
        *body_facts(records),
        *number_facts(on, organisation),
        *guide_facts(columns, on, organisation),
        *report_facts(columns, on, organisation),
        *catalogue_facts(on, organisation),
        *foi_facts(on, organisation),
        *evaluation_facts(on, organisation),
    ]


def _excused(states: Sequence[DutyState]) -> set[str]:
    """Records that made a duty late: their lateness stands with the duty, if that is charged."""
    return {
        item.object_id
        for one in states
        if one.state is State.LATE and not one.occurrence.provisional and not one.has_lead
        for item in one.evidence
        if item.kind == KIND and item.on == one.done_on
    }


def _is_newest(one: DutyState, at: datetime) -> bool:
    """True unless somebody judged the occurrence later than `at`: a worker that makes up for
    missed nights must not undo what was published or withdrawn since."""
    verified_at = one.occurrence.verified_at
    return verified_at is None or verified_at <= at
