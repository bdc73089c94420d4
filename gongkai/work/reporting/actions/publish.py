"""From the frozen report to the public: a draft in the column of reports, through the one door."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gongkai.rules.columns import REPORT
from gongkai.work.files.queries import read_bytes
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import attach, detach, edit, start
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record
from gongkai.work.reporting.actions.write import held
from gongkai.work.reporting.models.report import AnnualReport, Edition, Step
from gongkai.work.reporting.queries.page import report_body
from gongkai.work.reporting.queries.reports import edition_of, title_of

_KEYWORDS = ["政府信息公开", "年度报告"]
_GONE = frozenset({Record.State.DISCARDED})


def draft_record(*, organisation: Organisation, year: int, by: Person, at: datetime) -> Record:
    """Draft the record of the newest edition, its Word file attached; three reviews follow.

    A report that is public already is corrected: the reason of reopening becomes the note.
    """
    with deed("report.draft", by=by, at=at, power="record.draft", organisation=organisation) as act:
        row = held(organisation, year, by=by, at=at)
        edition = edition_of(row)
        if row.state != AnnualReport.State.FROZEN or edition is None:
            raise Refused("report_not_frozen", state=row.get_state_display())
        if edition.version_id is not None:
            raise Refused("report_drafted_already", number=edition.number)
        record = row.record if row.record is not None and row.record.state not in _GONE else None
        record = record or start(organisation=organisation, by=by, at=at, item=_column())
        _fill(record, row, edition, by, at)
        record.refresh_from_db()
        Edition.objects.filter(pk=edition.pk).update(version=record.current)
        row.record = record
        row.save(update_fields=["record"])
        Step.objects.create(report=row, kind=Step.Kind.DRAFTED, text="", at=at, by=by)
        act.target, act.detail = row, {"year": year, "number": edition.number}
    return record


def _column() -> CatalogueItem:
    found = CatalogueItem.objects.filter(code=REPORT).first()
    if found is None:
        raise Refused("report_column_missing")
    return found


def _fill(record: Record, row: AnnualReport, edition: Edition, by: Person, at: datetime) -> None:
    on = day_of(edition.frozen_at)
    fields: dict[str, Any] = {
        "title": title_of(edition.content),
        "facts": {"year": str(row.year)},
        "body_html": report_body(edition.content),
        "issued_on": on,
        "formed_on": on,
        "keywords": _KEYWORDS,
    }
    if record.live_id is not None:
        fields["change_note"] = _why(row)
    version = edit(record=record, by=by, at=at, **fields)
    for one in version.attachments.filter(inline=False):
        detach(record=record, attachment=one, by=by, at=at)
    file = edition.file
    attach(record=record, file_name=file.name, data=read_bytes(file), by=by, at=at)


def _why(row: AnnualReport) -> str:
    reopened = row.steps.filter(kind=Step.Kind.REOPENED).order_by("-id").first()
    return reopened.text if reopened is not None else ""
