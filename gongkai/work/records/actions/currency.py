"""Keeping items up to date: noting what changed, and signing that there was nothing to publish."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongkai.rules.currency import label_of
from gongkai.rules.disclosure_terms import due_for
from gongkai.work.journal.actions.log import append
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.currency import ItemChange, NothingStatement
from gongkai.work.records.queries.currency import PeriodState, period_states
from gongkai.work.records.queries.kept import kept_items
from gongkai.work.records.queries.nothing_trace import NOTHING, nothing_payload
from gongkai.work.records.queries.terms import line_of, matters_of

_WHAT, _REASON = ("形成或变更的内容", 200), ("说明", 200)


def note_change(
    *,
    item: CatalogueItem,
    organisation: Organisation,
    what: str,
    formed_on: date,
    by: Person,
    at: datetime,
    matter: str = "",
) -> ItemChange:
    """Note that something under the item was formed or changed on a day; its term runs from then.

    Source: 政府信息公开条例 第二十六条.
    """
    with deed(
        "item.note_change", by=by, at=at, power="item.note_change", organisation=organisation
    ) as act:
        text = " ".join(what.split())
        _refuse_unfit(_WHAT, text)
        _refuse_elsewhere(item, organisation, day_of(at))
        if formed_on > day_of(at):
            raise Refused("formed_in_future", formed_on=formed_on)
        _refuse_matter(item, matter)
        same = {"item": item, "organisation": organisation, "what": text, "formed_on": formed_on}
        if ItemChange.objects.filter(**same).exists():
            raise Refused("change_twice", formed_on=formed_on)
        due = due_for(
            formed_on, codes=line_of(item), matter=matter, workdays=item.workdays, revises=True
        )
        act.target = change = ItemChange.objects.create(
            **same, matter=matter, due_on=due.on, noted_at=at, noted_by=by
        )
        act.detail = {"item": item.code, "formed_on": formed_on.isoformat(), "due_on": str(due.on)}
    return change


def state_nothing(
    *,
    item: CatalogueItem,
    organisation: Organisation,
    from_on: date,
    reason: str,
    by: Person,
    at: datetime,
) -> NothingStatement:
    """Sign that the item had nothing to publish in the period that began on `from_on`.

    The statement is public, stands in the provable log and is never taken back; what turns up
    later is published besides. Source: ours, for 政府信息公开条例 第二十六条 leaves silence open.
    """
    with deed(
        "item.state_nothing", by=by, at=at, power="item.state_nothing", organisation=organisation
    ) as act:
        text = " ".join(reason.split())
        _refuse_unfit(_REASON, text)
        period = _open_period(item, organisation, from_on, day_of(at)).period
        statement = NothingStatement(
            item=item, organisation=organisation, reason=text, at=at, by=by,
            from_on=period.from_on, until_on=period.until_on,
        )  # fmt: skip
        statement.log_entry = append(kind=NOTHING, payload=nothing_payload(statement), at=at)
        _save(statement)
        act.target = statement
        act.detail = {
            "item": item.code,
            "period": period.label,
            "log": statement.log_entry.sequence,
        }
    return statement


def _refuse_unfit(field: tuple[str, int], text: str) -> None:
    label, limit = field
    if not text:
        raise Refused("field_missing", field=label)
    if len(text) > limit:
        raise Refused("field_too_long", field=label, limit=limit, length=len(text))


def _refuse_elsewhere(item: CatalogueItem, organisation: Organisation, on: date) -> None:
    if item.children.exists():
        raise Refused("item_has_finer", item=item.name)
    if item.ended_on is not None and item.ended_on <= on:
        raise Refused("item_ended", item=item.name, ended_on=item.ended_on)
    publishers = set(item.organisations.values_list("pk", flat=True))
    if publishers and organisation.pk not in publishers:
        raise Refused("item_not_yours", item=item.name, organisation=organisation)


def _refuse_matter(item: CatalogueItem, matter: str) -> None:
    matters = matters_of(item)
    if matters and not matter:
        raise Refused("matter_missing", item=item.name, matters=matters)
    if matter and matter not in matters:
        raise Refused("matter_elsewhere", item=item.name, matter=matter)


def _open_period(
    item: CatalogueItem, organisation: Organisation, from_on: date, on: date
) -> PeriodState:
    """The ended period for which nothing was published and nothing signed; else Refused."""
    kept = kept_items(on, organisation, item)
    if not kept:
        raise Refused("nothing_not_asked", item=item.name, organisation=organisation)
    running = kept[-1].running(on)
    if from_on >= running.from_on:
        raise Refused("nothing_not_ended", period=running.label, until_on=running.until_on)
    found = [one for one in period_states(kept, on) if one.period.from_on == from_on]
    if not found:
        raise Refused("nothing_period_unknown", item=item.name, from_on=from_on)
    state = found[-1]
    if state.statement is not None:
        raise Refused("nothing_twice", period=state.period.label)
    if state.answer is not None:
        raise Refused("nothing_published", period=state.period.label, title=state.answer.title)
    return state


def _save(statement: NothingStatement) -> None:
    try:
        with transaction.atomic():
            statement.save(force_insert=True)
    except IntegrityError as error:
        # Two signed at one moment; the database let one through.
        period = label_of(statement.from_on, statement.until_on)
        raise Refused("nothing_twice", period=period) from error
