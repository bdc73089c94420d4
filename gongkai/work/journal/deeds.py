"""Every act goes through `deed`: power checked, one transaction, one line in the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models, transaction

from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may

CHINA = ZoneInfo("Asia/Shanghai")


class Refused(Exception):
    """An act that was not carried out. `code` and `values` are turned into Chinese by the faces.

    `reasons` holds all that blocks the act where there is more than one thing.
    """

    def __init__(self, code: str, *, reasons: Sequence[Refused] = (), **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values
        self.reasons = tuple(reasons)


@dataclass
class Act:
    """The running act: what it was done to and with, as it will stand in the journal."""

    target: models.Model | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def day_of(at: datetime) -> date:
    """The calendar day in China of a moment; legal days are days of Asia/Shanghai."""
    return at.astimezone(CHINA).date()


@contextmanager
def deed(
    verb: str,
    *,
    by: Person | None,
    at: datetime,
    power: str | None,
    organisation: Organisation | None = None,
    target: models.Model | None = None,
    detail: dict[str, Any] | None = None,
) -> Iterator[Act]:
    """Check `power` over `organisation`, open a transaction, and log the act when it succeeds.

    `by=None` is the machine itself and needs no power; `power=None` is an act open to anybody who
    is logged in. Raises Refused("no_power") before anything is written.
    """
    if by is not None and power is not None and not may(by, power, organisation, day_of(at)):
        raise Refused("no_power", power=power, organisation=organisation, person=by)
    act = Act(target=target, detail=dict(detail or {}))
    with transaction.atomic():
        yield act
        Deed.objects.create(
            at=at,
            by=by,
            organisation=organisation,
            verb=verb,
            kind=act.target._meta.model_name or "" if act.target is not None else "",
            object_id=str(act.target.pk) if act.target is not None else "",
            detail=act.detail,
        )
