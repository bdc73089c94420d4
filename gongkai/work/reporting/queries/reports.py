"""Reports as they stand: one of them, its content today, and those of everybody on a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, Prefetch, QuerySet

from gongkai.rules.annual_report import report_due, report_title
from gongkai.rules.columns import REPORT
from gongkai.rules.report_tables import Violation
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for
from gongkai.work.records.models.record import Record
from gongkai.work.reporting.models.report import AnnualReport, Edition, Step
from gongkai.work.reporting.queries.compiled import (
    Compiled,
    Report,
    compiled_all,
    existing,
    obliged_in,
)
from gongkai.work.reporting.queries.text import parts_text, prepared_text, under_headings

EDITABLE = frozenset(
    {AnnualReport.State.OPEN, AnnualReport.State.RETURNED, AnnualReport.State.REOPENED}
)


def report_of(organisation: Organisation, year: int) -> AnnualReport:
    """The report of the organisation on that year; a new one, not stored, before anybody began."""
    found = _rows().filter(organisation=organisation, year=year).first()
    return found or AnnualReport(organisation=organisation, year=year)


def visible_to(person: Person, on: date) -> QuerySet[Organisation]:
    """Whose reports the person may see: one's own, for the openness office everybody's."""
    return organisations_for(person, ["report.view"], on)


def years(on: date) -> list[int]:
    """The years that have a report or could have one, the newest first."""
    known = set(AnnualReport.objects.order_by().values_list("year", flat=True).distinct())
    return sorted(known | {on.year, on.year - 1}, reverse=True)


def edition_of(row: AnnualReport) -> Edition | None:
    """What the report said when it was last frozen."""
    if row.pk is None:
        return None
    found = row.editions.select_related("file", "version", "frozen_by")
    return found.order_by("-number").first()


@dataclass(frozen=True)
class Content:
    """All that a report says today: tables, parts of text, and what does not hold."""

    compiled: Compiled
    parts: dict[str, str]
    drafted: Mapping[str, str]
    violations: list[Violation]

    @property
    def report(self) -> Report:
        """The report in the shape of the contract."""
        organisation = self.compiled.organisation
        return self.compiled.report | {"text": under_headings(organisation, self.parts)}


def content_of(row: AnnualReport) -> Content:
    """Compile the report now, whatever was frozen before."""
    whole = compiled_all([row.organisation], row.year)[row.organisation.pk]
    drafted = prepared_text(row.organisation, whole.report)
    parts = parts_text(row, drafted)
    return Content(whole, parts, drafted, whole.violations(parts))


def told(row: AnnualReport) -> Report:
    """The report in the shape of the contract: as it was frozen, else compiled now."""
    edition = edition_of(row) if row.state == AnnualReport.State.FROZEN else None
    return edition.content if edition is not None else content_of(row).report


def title_of(content: Mapping[str, Any]) -> str:
    """The title that a report must bear."""
    return report_title(content["name"], content["year"])


@dataclass(frozen=True)
class Standing:
    """One organisation in the overview: how its report stands, what it lacks, whether it is late.

    `state` is that of the report, or `published` while its newest edition is public; `late` is
    what was missed by the end of the day: submitted, published or neither.
    """

    organisation: Organisation
    row: AnnualReport | None
    state: str
    due_on: date | None
    missed: tuple[str, ...]
    violations: list[Violation]
    lacking: int
    has_last_year: bool

    @property
    def is_late(self) -> bool:
        return bool(self.missed)


def standings(year: int, on: date) -> list[Standing]:
    """Everybody who has to report on the year, in their order; always the same few queries."""
    listed = obliged_in(existing(year))
    rows = {one.organisation_id: one for one in _rows().filter(year=year)}
    found, public = compiled_all(listed, year), _public(year)
    return [
        _standing(one, rows.get(one.pk), found[one.pk], on, public.get(one.pk)) for one in listed
    ]


def _public(year: int) -> dict[int, date]:
    """Since when the reports on the year have been public, those made elsewhere too. One query."""
    rows = Record.objects.filter(live__item__code=REPORT, live__version__facts__year=str(year))
    first = rows.order_by().annotate(first=Min("publications__published_on"))
    return dict(first.values_list("organisation", "first"))


def _standing(
    organisation: Organisation,
    row: AnnualReport | None,
    one: Compiled,
    on: date,
    public_on: date | None,
) -> Standing:
    due_on = report_due(organisation.kind, one.report["year"])
    written = row.chapters if row is not None else {}
    return Standing(
        organisation=organisation,
        row=row,
        state="published" if row is None and public_on is not None else state_of(row),
        due_on=due_on,
        missed=tuple(_missed(organisation, row, due_on, on, public_on)),
        violations=[each for each in one.violations(written) if each.equation != "BLANK"],
        lacking=len(one.lacking),
        has_last_year=one.is_proven_from_last_year,
    )


def _missed(
    organisation: Organisation,
    row: AnnualReport | None,
    due_on: date | None,
    on: date,
    public_on: date | None,
) -> Iterator[str]:
    """条例 第四十九条: a department submits and publishes by its day; the place publishes.

    Of a report that was made elsewhere and is public, nobody knows when it was submitted.
    """
    if due_on is None:
        return
    submitted_on = row.submitted_on if row is not None else public_on
    if organisation.kind != Organisation.Kind.DISTRICT and (submitted_on or on) > due_on:
        yield "submitted"
    if (public_on or on) > due_on:
        yield "published"


def state_of(row: AnnualReport | None) -> str:
    """The state of the report; `published` where what was frozen last is public."""
    if row is None or row.pk is None:
        return str(AnnualReport.State.OPEN)
    record = row.record
    if row.state != AnnualReport.State.FROZEN or record is None or record.live is None:
        return row.state
    newest = max(row.editions.all(), key=lambda one: one.number, default=None)
    is_out = newest is not None and newest.version_id is not None
    if is_out and newest is not None and newest.version is not None:
        is_out = record.live.version.number >= newest.version.number
    return "published" if is_out else row.state


def _rows() -> QuerySet[AnnualReport]:
    editions = Edition.objects.select_related("version").defer("content")
    steps = Step.objects.select_related("by").order_by("id")
    return AnnualReport.objects.select_related(
        "organisation", "record__live__version"
    ).prefetch_related(
        Prefetch("editions", editions), Prefetch("steps", steps), "record__publications"
    )
