"""Writing a report while it is open: its text, and the figures that only the department knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal

from gongkai.rules.report_tables import parts_of
from gongkai.work.journal.deeds import Act, Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.reporting.models.report import FIRST_YEAR, AnnualReport, HandedFigure
from gongkai.work.reporting.powers import needed
from gongkai.work.reporting.queries.compiled import handed
from gongkai.work.reporting.queries.reports import EDITABLE

LONGEST = 10_000
_WHOLE = frozenset(HandedFigure.Row.values) - {HandedFigure.Row.FEES}


@contextmanager
def writing(
    verb: str, organisation: Organisation, year: int, *, by: Person | None, at: datetime,
    power: str = "report.edit",
) -> Iterator[tuple[AnnualReport, Act]]:  # fmt: skip
    """Hold the report, which is begun if nobody did, while it may still be written on."""
    right = needed(power, by, organisation, day_of(at))
    with deed(verb, by=by, at=at, power=right, organisation=organisation) as act:
        row = held(organisation, year, by=by, at=at)
        if row.state not in EDITABLE:
            raise Refused("report_not_open", state=row.get_state_display())
        act.target, act.detail = row, {"year": year}
        yield row, act


def held(organisation: Organisation, year: int, *, by: Person | None, at: datetime) -> AnnualReport:
    """The report, locked against everybody else until the act is done."""
    if not FIRST_YEAR <= year <= day_of(at).year:
        raise Refused("report_year_unfit", year=year)
    rows = AnnualReport.objects.select_for_update(of=("self",)).select_related("organisation")
    row, _ = rows.get_or_create(
        organisation=organisation, year=year, defaults={"opened_at": at, "opened_by": by}
    )
    return row


def write_parts(
    *,
    organisation: Organisation,
    year: int,
    texts: Mapping[str, str | None],
    by: Person | None,
    at: datetime,
    seen: Mapping[str, str] | None = None,
) -> AnnualReport:
    """Keep the text of some parts; "" is an empty part, None goes back to the prepared words.

    `seen` is what the writer had on the screen; what somebody else wrote since is not lost.
    """
    is_place = organisation.kind == Organisation.Kind.DISTRICT
    known = {one.code for one in parts_of(is_government=is_place)}
    if unknown := texts.keys() - known:
        raise Refused("report_part_unknown", part=sorted(unknown)[0])
    with writing("report.write", organisation, year, by=by, at=at) as (row, act):
        _refuse_changed(row, seen)
        for code, text in texts.items():
            if text is not None and len(text) > LONGEST:
                raise Refused("report_text_too_long", length=len(text), limit=LONGEST)
            row.chapters.pop(code, None)
            if text is not None:
                row.chapters[code] = "\n".join(line.rstrip() for line in text.splitlines()).strip()
        row.save(update_fields=["chapters"])
        act.detail |= {"parts": sorted(texts)}
    return row


def _refuse_changed(row: AnnualReport, seen: Mapping[str, str] | None) -> None:
    for code, text in (seen or {}).items():
        if code in row.chapters and row.chapters[code] != text:
            raise Refused("report_changed_meanwhile")


def hand_in(
    *,
    organisation: Organisation,
    year: int,
    figures: Mapping[str, Decimal],
    source: str,
    by: Person | None,
    at: datetime,
) -> list[HandedFigure]:
    """Hand in figures of table 2 with where they come from; 0 is written, never left out.

    An unchanged figure is not handed in again. Source: 国办公开办函〔2021〕30号.
    """
    with writing("report.hand_in", organisation, year, by=by, at=at) as (_, act):
        if not source.strip():
            raise Refused("figure_without_source")
        reasons = [reason for row, value in figures.items() for reason in _unfit(row, value)]
        if reasons:
            raise Refused("figures_unfit", reasons=reasons)
        known = handed([organisation], year)
        given = {
            row: value
            for row, value in figures.items()
            if (organisation.pk, row) not in known
            or known[organisation.pk, row].value != value
            or known[organisation.pk, row].source != source.strip()
        }
        act.detail |= {"rows": sorted(given)}
        return [
            HandedFigure.objects.create(
                organisation=organisation, year=year, row=row, value=value,
                source=source.strip()[:200], at=at, by=by,
            )
            for row, value in given.items()
        ]  # fmt: skip


def _unfit(row: str, value: Decimal) -> Iterator[Refused]:
    if row not in HandedFigure.Row.values:
        yield Refused("figure_row_unknown", row=row)
    elif not value.is_finite() or value < 0 or value.adjusted() >= 10:  # noqa: PLR2004
        yield Refused("figure_unfit", row=row, value=value)
    elif row in _WHOLE and value != value.to_integral_value():
        yield Refused("figure_not_whole", row=row, value=value)
