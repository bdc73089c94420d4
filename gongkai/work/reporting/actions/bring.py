"""Bringing in the report of the year before: from a file, or the numbers that are needed typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from gongkai.rules.report_tables import (
    COLUMNS3,
    Published,
    ReportUnreadable,
    Violation,
    check,
    place_of,
    read_published,
)
from gongkai.work.files.actions.store import store
from gongkai.work.journal.deeds import Act, Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.reporting.models.report import FIRST_YEAR, AnnualReport, Edition, ImportedReport
from gongkai.work.reporting.powers import needed
from gongkai.work.reporting.queries.last_year import CARRIED, LastYear

_STORED = frozenset({"docx", "xlsx"})
_SHOWN = 5


def bring_file(
    *,
    organisation: Organisation,
    year: int,
    file_name: str,
    data: bytes,
    reason: str,
    by: Person | None,
    at: datetime,
) -> ImportedReport:
    """Bring in the report on `year` from a file (.docx .html .xlsx .json), as it was published.

    What does not hold in it is recorded, not mended; without the numbers carried over it is
    refused, since nothing could be compared with it.
    """
    found = _read(file_name, data)
    _refuse_other(found, organisation, year)
    problems = [_told(one) for one in check(found.report)]
    notes = [*found.notes, *(one for one in problems if one)]
    return _keep(
        organisation, year, found.report, notes=notes, reason=reason, by=by, at=at,
        file=(file_name, data),
    )  # fmt: skip


def bring_numbers(
    *,
    organisation: Organisation,
    year: int,
    carried: Mapping[str, int],
    documents: int | None,
    reason: str,
    by: Person | None,
    at: datetime,
) -> ImportedReport:
    """Bring in row 四 of the report on `year` by kind of applicant, and the documents in force.

    The total is the sum. `reason` says which paper the numbers were copied from.
    """
    if not reason.strip():
        raise Refused("typed_without_source")
    row = {name: carried.get(name, 0) for name in COLUMNS3 if name != "total"}
    if any(value < 0 for value in row.values()) or (documents or 0) < 0:
        raise Refused("typed_below_zero")
    content: dict[str, Any] = {
        "organisation": organisation.code,
        "year": year,
        "table3": {CARRIED: row | {"total": sum(row.values())}},
    }
    if documents is not None:
        content["table2"] = {"行政规范性文件": {"现行有效件数": documents}}
    return _keep(organisation, year, content, notes=[], reason=reason, by=by, at=at)


def _read(name: str, data: bytes) -> Published:
    if PurePath(name).suffix.lower() == ".json":
        return Published(_json(name, data), ())
    try:
        return read_published(name, data)
    except ReportUnreadable as error:
        raise Refused("report_unreadable", sentence=error.sentence) from error


def _json(name: str, data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Refused("report_json_unfit", name=name) from error
    if not isinstance(found, dict) or not isinstance(found.get("table3"), dict):
        raise Refused("report_json_unfit", name=name)
    return found


def _refuse_other(found: Published, organisation: Organisation, year: int) -> None:
    """A file of another year or another body is the likeliest slip, and the worst."""
    told, name = found.report.get("year"), found.report.get("organisation")
    if told is not None and told != year:
        raise Refused("report_of_another_year", found=told, year=year)
    own = {organisation.code, organisation.name, organisation.short_name}
    own |= set(organisation.names.values_list("text", flat=True))
    if name is not None and not any(one and (one in name or name in one) for one in own):
        raise Refused("report_of_another", found=name, organisation=organisation)
    if not LastYear(found.report, "imported").is_whole:
        raise Refused("report_without_carried")


def _told(one: Violation) -> str:
    return f"{one.equation} {place_of(one.where)}：{one.left}，{one.right}"


def _keep(
    organisation: Organisation,
    year: int,
    content: dict[str, Any],
    *,
    notes: list[str],
    reason: str,
    by: Person | None,
    at: datetime,
    file: tuple[str, bytes] | None = None,
) -> ImportedReport:
    power = needed("report.edit", by, organisation, day_of(at))
    with deed("report.bring", by=by, at=at, power=power, organisation=organisation) as act:
        if not FIRST_YEAR <= year < day_of(at).year:
            raise Refused("report_year_unfit", year=year)
        if Edition.objects.filter(report__organisation=organisation, report__year=year).exists():
            raise Refused("report_frozen_here", year=year)
        _refuse_settled(organisation, year + 1)
        stored = None
        if file is not None and PurePath(file[0]).suffix.lower().lstrip(".") in _STORED:
            stored = store(name=file[0], data=file[1], by=by, at=at, organisation=organisation)
        act.target = ImportedReport.objects.create(
            organisation=organisation, year=year, content=content, file=stored,
            notes=notes[:100], reason=reason.strip()[:300], at=at, by=by,
        )  # fmt: skip
        _describe(act, year, file)
    return act.target


def _describe(act: Act, year: int, file: tuple[str, bytes] | None) -> None:
    act.detail = {"year": year, "file": file[0] if file is not None else ""}


def _refuse_settled(organisation: Organisation, year: int) -> None:
    """What a frozen report rests on is not exchanged under it."""
    frozen = AnnualReport.State.FROZEN
    rows = AnnualReport.objects.filter(organisation=organisation, year=year, state=frozen)
    if rows.exists():
        raise Refused("report_rests_on_it", year=year)
