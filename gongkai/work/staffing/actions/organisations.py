"""Founding, renaming and dissolving organisations; nothing they ever bore is forgotten."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError

from gongkai.rules.check_digits import is_credit_code
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.organisation import Name, Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.staffing.actions.names import refuse_taken

_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def found(
    *, code: str, name: str, kind: str, by: Person | None, at: datetime, **fields: Any
) -> Organisation:
    """Found an organisation; `fields` are those of the model (short_name, order, active_from …)."""
    organisation = Organisation(code=code, name=_clean(name), kind=kind, **fields)
    _refuse_bad(organisation)
    try:
        with deed("organisation.found", by=by, at=at, power="org.edit") as act:
            _refuse_known_code(code)
            refuse_taken(organisation.name)
            organisation.save(force_insert=True)
            act.target = organisation
            act.detail["name"] = organisation.name
    except IntegrityError as error:
        # Two people found the same organisation at one moment; the database let one through.
        raise Refused("name_taken", name=organisation.name) from error
    return organisation


def describe(
    *,
    organisation: Organisation,
    short_name: str,
    credit_code: str,
    kind: str,
    order: int,
    by: Person | None,
    at: datetime,
) -> Organisation:
    """Set what is not its name: short name, unified credit code, kind, place in lists.

    Index numbers given before keep the code that they were made of.
    """
    organisation.short_name, organisation.credit_code = _clean(short_name), _clean(credit_code)
    organisation.kind, organisation.order = kind, order
    _refuse_bad(organisation)
    with deed("organisation.describe", by=by, at=at, power="org.edit", target=organisation) as act:
        organisation.save(update_fields=["short_name", "credit_code", "kind", "order"])
        act.detail = {"credit_code": organisation.credit_code, "kind": kind, "order": order}
    return organisation


def rename(
    *, organisation: Organisation, name: str, on: date, by: Person | None, at: datetime
) -> Organisation:
    """Give a new name from the day `on`; the old one still leads here."""
    name = _clean(name)
    if not name:
        raise Refused("name_missing")
    if name == organisation.name:
        raise Refused("name_unchanged", name=name)
    with deed(
        "organisation.rename", by=by, at=at, power="org.edit", organisation=organisation
    ) as act:
        refuse_taken(name, except_for=organisation)
        act.target = organisation
        act.detail = {"from": organisation.name, "to": name, "on": on.isoformat()}
        Name.objects.filter(organisation=organisation, text=name).delete()
        Name.objects.update_or_create(
            organisation=organisation,
            text=organisation.name,
            defaults={"kind": Name.Kind.FORMER, "until_on": on - timedelta(days=1)},
        )
        organisation.name = name
        organisation.save(update_fields=["name"])
    return organisation


def dissolve(
    *,
    organisation: Organisation,
    on: date,
    by: Person | None,
    at: datetime,
    successor: Organisation | None = None,
) -> Organisation:
    """End an organisation on the day `on`; its duties are listed until somebody takes them over."""
    if organisation.active_until is not None:
        raise Refused("organisation_closed", organisation=organisation)
    if on <= organisation.active_from:
        raise Refused("dissolved_before_founded", organisation=organisation, on=on)
    if successor is not None and (successor == organisation or successor.active_until is not None):
        raise Refused("successor_unfit", organisation=organisation, successor=successor)
    with deed(
        "organisation.dissolve", by=by, at=at, power="org.edit", organisation=organisation
    ) as act:
        organisation.active_until = on
        organisation.successor = successor
        organisation.save(update_fields=["active_until", "successor"])
        act.target = organisation
        act.detail = {"on": on.isoformat(), "successor": successor.code if successor else None}
    return organisation


def _clean(name: str) -> str:
    return "".join(name.split())


def _refuse_bad(organisation: Organisation) -> None:
    if not organisation.name:
        raise Refused("name_missing")
    if not _CODE.fullmatch(organisation.code):
        raise Refused("code_unfit", organisation_code=organisation.code)
    if organisation.kind not in Organisation.Kind.values:
        raise Refused("kind_unknown", kind=organisation.kind)
    code = organisation.credit_code
    # The index numbers of all its documents begin with it (索引号).
    if code and not is_credit_code(code):
        raise Refused("credit_code_unfit", credit_code=code)


def _refuse_known_code(code: str) -> None:
    known = Organisation.objects.filter(code=code).first()
    if known is not None:
        raise Refused("code_taken", organisation_code=code, organisation=known)
