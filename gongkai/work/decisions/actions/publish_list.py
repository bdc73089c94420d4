"""From the agreed version of the yearly list to the public, through the one door."""

from __future__ import annotations

from datetime import datetime

from gongkai.work.decisions.actions.propose import LIST_POWER
from gongkai.work.decisions.actions.year_list import held_list
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.year_list import ListItem, YearList
from gongkai.work.decisions.queries.year_lists import body_of, items_of, missing_from, title_of
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import edit, start
from gongkai.work.records.models.record import Record

_STATE = YearList.State
_DECISION = Decision.State


def draft_list_record(
    *, year_list: YearList, organisation: Organisation, by: Person, at: datetime
) -> Record:
    """Draft the record of an agreed version; it is published by the place or its openness office.

    Whoever drafts records there does it: who compiles the list need not be one who drafts.
    """
    with deed("list.draft", by=by, at=at, power="record.draft", organisation=organisation) as act:
        if not (organisation.runs_openness or organisation.kind == Organisation.Kind.DISTRICT):
            raise Refused("list_record_elsewhere")
        row = held_list(year_list, _STATE.AGREED)
        record = row.record
        if record is None or record.is_gone:
            record = start(organisation=organisation, by=by, at=at)
        elif not record.is_writable:
            raise Refused("list_under_way")
        title = title_of(row.year) + (f"（第 {row.number} 版）" if row.number > 1 else "")
        edit(
            record=record, by=by, at=at, title=title, body_html=body_of(row),
            issued_on=row.agreed_on, formed_on=row.agreed_on,
        )  # fmt: skip
        row.record = record
        row.save(update_fields=["record"])
        act.target, act.detail = row, {"record": record.pk}
    record.refresh_from_db()
    return record


def publish_list(*, year_list: YearList, by: Person | None, at: datetime) -> YearList:
    """Put a version in force, once its record is public and names every matter and reason.

    What was proposed on it begins its road; the version gives title, unit and planned day.
    """
    with deed("list.publish", by=by, at=at, power=LIST_POWER) as act:
        row = held_list(year_list, _STATE.AGREED)
        if row.record is None or row.record.live is None:
            raise Refused("list_not_public")
        if missing := missing_from(row, row.record.live.version.body_html):
            raise Refused(
                "list_record_differs",
                reasons=[Refused("list_record_lacks", text=one) for one in missing],
            )
        for item in items_of(row):
            if not item.is_dropped:
                _begin(item)
        row.state = _STATE.PUBLISHED
        row.save(update_fields=["state"])
        act.target, act.detail = row, {"year": row.year, "number": row.number}
    return row


def settle_lists(*, at: datetime) -> int:
    """Put in force whatever agreed version has become public; how many there were."""
    rows = YearList.objects.filter(state=_STATE.AGREED, record__live__isnull=False)
    count = 0
    for row in rows.order_by("year", "number"):
        try:
            publish_list(year_list=row, by=None, at=at)
        except Refused:
            # It names other matters than were agreed to; a person has to look at it.
            continue
        count += 1
    return count


def _begin(item: ListItem) -> None:
    rows = Decision.objects.filter(pk=item.decision_id)
    named = {
        "title": item.title,
        "organisation": item.organisation,
        "planned_on": item.planned_on,
    }
    rows.filter(state__in=[_DECISION.PROPOSED, _DECISION.ON_ROAD]).update(**named)
    # What its department has written and answered meanwhile stays as it is.
    rows.filter(state=_DECISION.PROPOSED).update(state=_DECISION.ON_ROAD)
