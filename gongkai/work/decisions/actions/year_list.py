"""Compiles the yearly list of decisions, version by version, until it is agreed to.

Source: 重大行政决策程序暂行条例 第三条第三款.
"""

from __future__ import annotations

from datetime import date, datetime

from gongkai.work.decisions.actions.propose import LIST_POWER, REASON
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.year_list import ListItem, YearList
from gongkai.work.decisions.queries.year_lists import before, faults_of, is_open, last_of
from gongkai.work.journal.actions.numbering import hold_numbers
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record

_STATE = YearList.State
_DECISION = Decision.State
_TITLE, _AGREED_BY = 200, 80
_WRITABLE = (Record.State.DRAFT, Record.State.RETURNED, Record.State.DISCARDED)


def begin_list(*, year: int, by: Person, at: datetime) -> YearList:
    """Begin the next version of a year; it copies what the last one names."""
    with deed("list.begin", by=by, at=at, power=LIST_POWER) as act:
        hold_numbers()
        if not day_of(at).year - 1 <= year <= day_of(at).year + 1:
            raise Refused("list_year_unfit", year=year)
        last = last_of(year)
        if last is not None and is_open(last):
            raise Refused("list_open_already", number=last.number)
        made = YearList.objects.create(
            year=year, number=(last.number if last else 0) + 1, made_at=at, made_by=by
        )
        _copy(last, made)
        act.target, act.detail = made, {"year": year, "number": made.number}
    return made


def put(
    *, year_list: YearList, decision: Decision, by: Person, at: datetime, title: str = "",
    organisation: Organisation | None = None, planned_on: date | None = None, reason: str = "",
) -> ListItem:  # fmt: skip
    """Put a decision on the version, or change how it names it; what is not given stays.

    `reason` says publicly why, from the second version on.
    """
    with deed("list.put", by=by, at=at, power=LIST_POWER) as act:
        row = _compiling(year_list)
        known = ListItem.objects.filter(year_list=row, decision=decision).first()
        told = _line(reason)
        _refuse_unlistable(row, decision, is_new=known is None or known.is_dropped, reason=told)
        item = known or ListItem(year_list=row, decision=decision, order=_next_order(row))
        item.title = _line(title) or item.title or decision.title
        if len(item.title) > _TITLE:
            raise Refused("decision_title_unfit", limit=_TITLE)
        item.organisation = organisation or (item.organisation if known else decision.organisation)
        item.planned_on = planned_on or item.planned_on or decision.planned_on
        item.is_dropped, item.reason = False, told
        item.save()
        act.target, act.detail = item, {"code": decision.code, "reason": told}
    return item


def drop(*, year_list: YearList, decision: Decision, reason: str, by: Person, at: datetime) -> None:
    """Take a decision off. One that the version before names stays, with the public reason."""
    with deed("list.drop", by=by, at=at, power=LIST_POWER) as act:
        row, told = _compiling(year_list), _line(reason)
        item = _item(row, decision)
        former = before(row)
        was_there = former is not None and former.items.filter(
            decision=decision, is_dropped=False
        ).exists()  # fmt: skip
        if was_there and not told:
            raise Refused("list_drop_without_reason")
        if len(told) > REASON:
            raise Refused("decision_reason_long", limit=REASON)
        act.target, act.detail = row, {"code": decision.code, "reason": told}
        if not was_there:
            item.delete()
            return
        item.is_dropped, item.reason = True, told
        item.save(update_fields=["is_dropped", "reason"])


def move(*, year_list: YearList, decision: Decision, place: int, by: Person, at: datetime) -> None:
    """Give a decision another place on the version; the first is 1."""
    with deed("list.move", by=by, at=at, power=LIST_POWER) as act:
        row = _compiling(year_list)
        item = _item(row, decision)
        items = [one for one in row.items.order_by("order", "pk") if one.pk != item.pk]
        items.insert(max(place, 1) - 1, item)
        for order, one in enumerate(items, 1):
            ListItem.objects.filter(pk=one.pk).exclude(order=order).update(order=order)
        act.target, act.detail = row, {"code": decision.code, "place": place}


def agree(
    *, year_list: YearList, agreed_on: date, agreed_by: str, by: Person, at: datetime
) -> YearList:
    """Note that the party committee of the same level agreed to the version.

    Refused with every change that has no public reason.
    """
    with deed("list.agree", by=by, at=at, power=LIST_POWER) as act:
        row, told = _compiling(year_list), _line(agreed_by)
        reasons = [Refused("list_fault", sentence=one.sentence) for one in faults_of(row)]
        if not row.items.filter(is_dropped=False).exists():
            raise Refused("list_empty")
        if agreed_on > day_of(at):
            reasons.append(Refused("list_agreed_to_come", on=agreed_on))
        if not told or len(told) > _AGREED_BY:
            reasons.append(Refused("list_agreed_by_unfit", limit=_AGREED_BY))
        if reasons:
            raise Refused("list_unfit", reasons=reasons)
        row.state, row.agreed_on, row.agreed_by = _STATE.AGREED, agreed_on, told
        row.save(update_fields=["state", "agreed_on", "agreed_by"])
        act.target, act.detail = row, {"on": agreed_on.isoformat(), "by": told}
    return row


def reopen(*, year_list: YearList, by: Person, at: datetime) -> YearList:
    """Go on compiling a version that was agreed to, as long as nothing of it is under review."""
    with deed("list.reopen", by=by, at=at, power=LIST_POWER) as act:
        row = held_list(year_list, _STATE.AGREED)
        if row.record is not None and row.record.state not in _WRITABLE:
            raise Refused("list_under_way")
        row.state, row.agreed_on, row.agreed_by = _STATE.DRAFT, None, ""
        row.save(update_fields=["state", "agreed_on", "agreed_by"])
        act.target = row
    return row


def held_list(year_list: YearList, *states: str) -> YearList:
    """The version as it is now, held against everybody else, in one of these states."""
    rows = YearList.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("record__live__version").get(pk=year_list.pk)
    if found.state not in states:
        raise Refused("list_elsewhere", state=found.get_state_display())
    return found


def _compiling(year_list: YearList) -> YearList:
    return held_list(year_list, _STATE.DRAFT)


def _copy(last: YearList | None, made: YearList) -> None:
    if last is None:
        return
    ListItem.objects.bulk_create(
        ListItem(
            year_list=made, decision_id=one.decision_id, order=order, title=one.title,
            organisation_id=one.organisation_id, planned_on=one.planned_on,
        )
        for order, one in enumerate(last.items.filter(is_dropped=False).order_by("order", "pk"), 1)
    )  # fmt: skip


def _refuse_unlistable(row: YearList, decision: Decision, *, is_new: bool, reason: str) -> None:
    reasons = []
    if len(reason) > REASON:
        reasons.append(Refused("decision_reason_long", limit=REASON))
    if is_new:
        if decision.kind != Decision.Kind.MAJOR:
            reasons.append(Refused("list_only_major"))
        if decision.state not in (_DECISION.PROPOSED, _DECISION.ON_ROAD):
            reasons.append(Refused("list_not_proposed", state=decision.get_state_display()))
        if decision.year != row.year:
            reasons.append(Refused("list_other_year", year=decision.year))
        if decision.public_exempt:
            reasons.append(Refused("list_exempt"))
    if reasons:
        raise Refused("list_unfit", reasons=reasons)


def _next_order(row: YearList) -> int:
    last = row.items.order_by("-order").values_list("order", flat=True).first()
    return (last or 0) + 1


def _item(row: YearList, decision: Decision) -> ListItem:
    found = ListItem.objects.filter(year_list=row, decision=decision).first()
    if found is None:
        raise Refused("list_item_gone")
    return found


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
