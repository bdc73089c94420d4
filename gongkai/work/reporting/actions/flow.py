"""The way of a report: submitted, returned, frozen once its equations are proven, opened again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from gongkai.rules.canonical_json import canonical
from gongkai.rules.report_tables import BLANK, MEANINGS, Violation, place_of
from gongkai.work.files.actions.store import store
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.reporting.actions.write import held, writing
from gongkai.work.reporting.models.report import AnnualReport, Edition, Step
from gongkai.work.reporting.powers import OVERSEE, needed
from gongkai.work.reporting.queries.paper import report_docx
from gongkai.work.reporting.queries.reports import Content, content_of, title_of

_STATE, _KIND = AnnualReport.State, Step.Kind


def submit(
    *, organisation: Organisation, year: int, by: Person | None, at: datetime
) -> AnnualReport:
    """Submit the report to the openness office; Refused with everything that does not hold.

    The head of the department does it (条例 第四十九条). The first day of submitting counts.
    """
    with writing("report.submit", organisation, year, by=by, at=at, power="report.submit") as (
        row, _,
    ):  # fmt: skip
        _refuse_unproven(row, content_of(row), at)
        row.state = _STATE.SUBMITTED
        row.submitted_on = row.submitted_on or day_of(at)
        row.save(update_fields=["state", "submitted_on"])
        _step(row, _KIND.SUBMITTED, "", by, at)
    return row


def send_back(
    *, organisation: Organisation, year: int, reason: str, by: Person | None, at: datetime
) -> AnnualReport:
    """Send a submitted report back to its department, which is told why."""
    with deed("report.return", by=by, at=at, power=OVERSEE, organisation=organisation) as act:
        row = held(organisation, year, by=by, at=at)
        _refuse_unless(row, _STATE.SUBMITTED)
        _refuse_silent(reason)
        row.state = _STATE.RETURNED
        row.save(update_fields=["state"])
        _step(row, _KIND.RETURNED, reason, by, at)
        act.target, act.detail = row, {"year": year}
    return row


def freeze(*, organisation: Organisation, year: int, by: Person | None, at: datetime) -> Edition:
    """Freeze tables and text of a submitted report, once EQ1 to EQ6 are proven.

    The office accepts it by this; a head may freeze it alone, so that nobody misses the day of
    publication (31 January) by the office's delay. What is frozen never changes.
    """
    power = needed("report.freeze", by, organisation, day_of(at))
    with deed("report.freeze", by=by, at=at, power=power, organisation=organisation) as act:
        row = held(organisation, year, by=by, at=at)
        _refuse_unless(row, _STATE.SUBMITTED)
        content = content_of(row)
        _refuse_unproven(row, content, at)
        edition = _edition(row, content, by, at)
        row.state = _STATE.FROZEN
        row.save(update_fields=["state"])
        _step(row, _KIND.FROZEN, "", by, at)
        act.target = row
        act.detail = {"year": year, "number": edition.number, "sha256": edition.content_hash}
    return edition


def reopen(
    *, organisation: Organisation, year: int, reason: str, by: Person | None, at: datetime
) -> AnnualReport:
    """Open a frozen report again. The former edition stays, the next one gets another number."""
    with deed("report.reopen", by=by, at=at, power=OVERSEE, organisation=organisation) as act:
        row = held(organisation, year, by=by, at=at)
        _refuse_unless(row, _STATE.FROZEN)
        _refuse_silent(reason)
        row.state = _STATE.REOPENED
        row.save(update_fields=["state"])
        _step(row, _KIND.REOPENED, reason, by, at)
        act.target, act.detail = row, {"year": year}
    return row


def _edition(row: AnnualReport, content: Content, by: Person | None, at: datetime) -> Edition:
    told = content.report
    data = report_docx(told)
    file = store(
        name=f"{title_of(told)}.docx", data=data, by=by, at=at, organisation=row.organisation
    )
    return Edition.objects.create(
        report=row, number=row.editions.count() + 1, content=told,
        content_hash=hashlib.sha256(canonical(told)).hexdigest(), file=file, frozen_at=at,
        frozen_by=by,
    )  # fmt: skip


def _refuse_unproven(row: AnnualReport, content: Content, at: datetime) -> None:
    """The year must be over, no cell blank, and every equation proven, EQ5 among them."""
    if day_of(at).year <= row.year:
        raise Refused("report_year_not_over", year=row.year)
    reasons = list(_unproven(content))
    if reasons:
        raise Refused("report_unproven", reasons=reasons, count=len(reasons))


def _unproven(content: Content) -> Iterator[Refused]:
    compiled = content.compiled
    for organisation, name in compiled.lacking:
        yield Refused("figure_missing", organisation=organisation, row=name)
    if not compiled.is_proven_from_last_year:
        yield Refused("last_year_missing", year=compiled.report["year"] - 1)
    for one in content.violations:
        if one.equation != BLANK:
            yield _violated(one)


def _violated(one: Violation) -> Refused:
    return Refused(
        "equation_violated", equation=one.equation, place=place_of(one.where),
        meaning=MEANINGS[one.equation], left=one.left, right=one.right,
    )  # fmt: skip


def _refuse_unless(row: AnnualReport, state: str) -> None:
    if row.state != state:
        raise Refused("report_elsewhere", state=row.get_state_display())


def _refuse_silent(reason: str) -> None:
    if not reason.strip():
        raise Refused("report_without_reason")


def _step(row: AnnualReport, kind: str, text: str, by: Person | None, at: datetime) -> None:
    Step.objects.create(report=row, kind=kind, text=text.strip()[:300], at=at, by=by)
