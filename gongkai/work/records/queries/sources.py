"""Whose live objects prove an occurrence: those of its organisation, and of those who lead it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.plan import Responsible

_LEAD, _SUPPORT = Responsible.Role.LEAD, Responsible.Role.SUPPORT


@dataclass(frozen=True)
class Source:
    """An organisation whose objects count from a day on. `lead` names it if it is another one.

    Without `occurrence_id` nothing is due of that organisation in the period.
    """

    occurrence_id: int | None
    organisation_id: int
    starts_on: date
    lead: str = ""


@dataclass(frozen=True)
class _Lead:
    organisation_id: int
    name: str
    # The key and the first day of what is due of it, by period.
    periods: dict[str, tuple[int, date]]


def sources_of(rows: Sequence[Occurrence]) -> dict[int, tuple[Source, ...]]:
    """The sources of each occurrence by its key, its own first. One query.

    Who supports a task does it when the lead does, so what the lead published counts for it too.
    """
    leads = _leads({row.duty.task_id for row in rows if row.duty.role == _SUPPORT})
    return {row.pk: (_own(row), *_led(row, leads)) for row in rows}


def _own(row: Occurrence) -> Source:
    return Source(row.pk, row.duty.organisation_id, row.starts_on)


def _led(row: Occurrence, leads: dict[int, list[_Lead]]) -> Iterable[Source]:
    if row.duty.role != _SUPPORT:
        return
    for one in leads.get(row.duty.task_id, ()):
        pk, starts_on = one.periods.get(row.period, (None, row.starts_on))
        # Who joined in the course of a period is served by what was done in it before.
        since = starts_on if row.due_on is not None else row.starts_on
        yield Source(pk, one.organisation_id, since, one.name)


def _leads(tasks: set[int]) -> dict[int, list[_Lead]]:
    duties = Duty.objects.filter(task__in=tasks, role=_LEAD).order_by("organisation__order", "pk")
    found: dict[int, dict[int, _Lead]] = defaultdict(dict)
    for task, organisation, name, short_name, pk, period, starts_on in duties.values_list(
        "task_id",
        "organisation_id",
        "organisation__name",
        "organisation__short_name",
        "occurrences__pk",
        "occurrences__period",
        "occurrences__starts_on",
    ):
        lead = _Lead(organisation, short_name or name, {})
        lead = found[task].setdefault(organisation, lead)
        if pk is not None:
            lead.periods[period] = pk, starts_on
    return {task: list(of_task.values()) for task, of_task in found.items()}
