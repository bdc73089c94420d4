"""Reports that somebody still has to submit in the season of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.rules.annual_report import report_due
from gongkai.rules.columns import REPORT
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for
from gongkai.work.records.models.record import Record
from gongkai.work.reporting.models.report import AnnualReport
from gongkai.work.reporting.powers import OVERSEE
from gongkai.work.reporting.queries.compiled import existing, obliged_in

# Afterwards a report that is missing is a finding of the inspection.
_LAST_MONTH = 3
_DONE = (AnnualReport.State.SUBMITTED, AnnualReport.State.FROZEN)


@dataclass(frozen=True)
class OwedReport:
    """A report on the year before that is neither submitted nor public."""

    organisation: Organisation
    year: int
    due_on: date
    is_returned: bool


def reports_owed(person: Person, on: date) -> list[OwedReport]:
    """What the person has to bring on its way from January to March; nothing at other times."""
    if on.month > _LAST_MONTH:
        return []
    year = on.year - 1
    own = set(organisations_for(person, ["report.edit", "report.submit"], on))
    if may(person, OVERSEE, None, on):
        own |= set(Organisation.objects.filter(kind=Organisation.Kind.DISTRICT))
    listed = [one for one in obliged_in(existing(year)) if one in own] if own else []
    rows = AnnualReport.objects.filter(organisation__in=listed, year=year)
    states = dict(rows.values_list("organisation", "state"))
    public = Record.objects.filter(
        organisation__in=listed,
        live__item__code=REPORT,
        live__version__facts__year=str(year),
    )
    done = {pk for pk, state in states.items() if state in _DONE}
    done |= set(public.values_list("organisation", flat=True))
    return [
        OwedReport(one, year, due_on, states.get(one.pk) == AnnualReport.State.RETURNED)
        for one in listed
        if one.pk not in done and (due_on := report_due(one.kind, year)) is not None
    ]


def reports_submitted(on: date) -> list[AnnualReport]:
    """Reports that wait for the office to take them in, the earliest first."""
    state = AnnualReport.State.SUBMITTED
    found = AnnualReport.objects.filter(state=state, year__lt=on.year)
    return list(found.select_related("organisation").order_by("submitted_on", "id"))
