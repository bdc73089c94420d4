"""From a plan file to duties in one step, for scripts and for an instance begun with one's plan."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import transaction

from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.actions.adopt import adopt
from gongkai.work.ledger.actions.read import read
from gongkai.work.ledger.actions.settle import match_again
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.names import match_name
from gongkai.work.ledger.queries.plans import open_names
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.staffing.actions.organisations import found

# A collective name or a role in some matter: who is meant is the office's decision.
_COLLECTIVE = re.compile(
    r"^(各|有关|相关|其他|全体|所有|涉及|承担)|(有关|相关|涉及|承办|主办|起草|实施|开设|制定|主管|各)"
    r"[^、，]*(单位|部门|机关|机构)$|[各]"
)
_LONGEST = 80


def load(
    *,
    file_name: str,
    data: bytes,
    organisation: Organisation,
    by: Person | None,
    at: datetime,
    year: int | None = None,
    issued_on: date | None = None,
    found_organisations: bool = False,
) -> Plan:
    """Read and adopt a plan, leaving open what cannot be resolved; all of it or nothing.

    The same file a second time gives the plan that is there. With `found_organisations` every
    unit that the instance does not know is founded under the name that the plan gives it, but
    never a collective one (各有关单位), which stays a question.
    """
    with transaction.atomic():
        plan = _read_once(
            file_name=file_name,
            data=data,
            organisation=organisation,
            by=by,
            at=at,
            year=year,
            issued_on=issued_on,
        )
        if found_organisations:
            _found_missing(plan, by, at)
        if plan.state == Plan.State.DRAFT:
            plan = adopt(plan=plan, by=by, at=at, leave_open=True)
    return plan


def is_collective(name: str) -> bool:
    """True for a name that means several bodies, or whoever has some matter in hand."""
    return _COLLECTIVE.search(name) is not None


def _read_once(*, data: bytes, at: datetime, **given: object) -> Plan:
    try:
        return read(data=data, at=at, **given)  # type: ignore[arg-type]
    except Refused as refused:
        known = refused.values.get("plan")
        if refused.values.get("is_same_file") and isinstance(known, Plan):
            return known
        raise


def _found_missing(plan: Plan, by: Person | None, at: datetime) -> None:
    for name in dict.fromkeys(row.name for row in open_names(plan)):
        # Asked anew each time: the one founded just before may be the same body.
        if not is_collective(name) and match_name(name).note == "unlike":
            found(
                code=_free_code(),
                name=name[:_LONGEST],
                kind=Organisation.Kind.DEPARTMENT,
                by=by,
                at=at,
                order=Organisation.objects.count() + 1,
            )
    match_again(plan=plan, by=by, at=at)


def _free_code() -> str:
    """u01, u02 …: a code needs letters, and nobody should guess the pinyin of a name."""
    taken = set(Organisation.objects.filter(code__startswith="u").values_list("code", flat=True))
    numbers = range(1, len(taken) + 2)
    return next(f"u{number:02}" for number in numbers if f"u{number:02}" not in taken)
