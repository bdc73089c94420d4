"""Drafting the monthly notice (通报) from the scores."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gongkai.rules.notice import build as rules
from gongkai.rules.notice.tables import Grid
from gongkai.work.files.actions.store import store
from gongkai.work.files.models import StoredFile
from gongkai.work.inspection.actions.score import compute
from gongkai.work.inspection.models.notice import Notice
from gongkai.work.inspection.models.score import Month
from gongkai.work.inspection.queries.months import read_month
from gongkai.work.inspection.queries.notice_facts import month_facts, openness_organisation
from gongkai.work.inspection.queries.notice_word import notice_docx
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person


def draft(*, month: str, at: datetime, by: Person | None) -> Notice:
    """Draft the notice of a month, as data for the page and as a Word file.

    While the month is open its scores are computed anew, and a new draft replaces the former one.
    The first draft after the lock is final; wording is then polished in the Word file.
    """
    read_month(month)
    with deed("notice.draft", by=by, at=at, power="notice.write") as act:
        row = _scored(month, at)
        _refuse_final(row)
        notice = rules.build_notice(month_facts(row, day_of(at), at))
        file = _file(notice, row, by, at)
        act.target, _ = Notice.objects.update_or_create(
            month=row,
            defaults={
                "title": notice.title[:200],
                "sections": _sections(notice),
                "file": file,
                "drafted_at": at,
                "drafted_by": by,
            },
        )
        act.detail = {"month": month, "digest": row.digest, "sha256": file.sha256}
    return act.target


def _scored(month: str, at: datetime) -> Month:
    """The month's row, held: as it was locked, or computed on the spot."""
    row = Month.objects.select_for_update(of=("self",)).filter(month=month).first()
    return row if row is not None and row.is_locked else compute(month=month, at=at)


def _refuse_final(row: Month) -> None:
    known = Notice.objects.filter(month=row).first()
    if known is not None and row.locked_at is not None and known.drafted_at > row.locked_at:
        raise Refused("notice_final", month=row.month, notice=known)


def _file(notice: rules.Notice, row: Month, by: Person | None, at: datetime) -> StoredFile:
    data = notice_docx(notice, dated=day_of(at), provisional=not row.is_locked)
    month = read_month(row.month)
    mark = "" if row.is_locked else "（草稿）"
    name = f"{month.year}年{month.month}月政务公开检查考核通报{mark}.docx"
    return store(name=name, data=data, by=by, at=at, organisation=openness_organisation())


def _sections(notice: rules.Notice) -> list[dict[str, Any]]:
    """The notice as the page shows it: the opening, the sections, the annex."""
    opening = {"heading": "", "paragraphs": [notice.addressees, notice.opening], "table": None}
    body = [
        {"heading": one.heading, "paragraphs": list(one.paragraphs), "table": _table(one.table)}
        for one in notice.sections
    ]
    return [opening, *body, {"heading": "附件", "paragraphs": [], "table": _table(notice.annex)}]


def _table(grid: Grid | None) -> dict[str, Any] | None:
    if grid is None:
        return None
    return {
        "title": grid.title,
        "columns": list(grid.columns),
        "rows": [list(row) for row in grid.rows],
    }
