"""Handing in a ledger against a receipt that nobody can dispute later."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from gongkai.rules.canonical_json import canonical
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.models.submission import LedgerSubmission
from gongkai.work.ledger.queries.rows import LedgerRow, as_json, ledger_rows
from gongkai.work.ledger.queries.submissions import latest
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


def submit_ledger(
    *, plan: Plan, organisation: Organisation, by: Person, at: datetime
) -> LedgerSubmission:
    """Hand in the ledger of one organisation as it stands now.

    A later one replaces it but does not erase it. What came in time stays in time when it is
    handed in again with corrections.
    """
    with deed(
        "ledger.submit", by=by, at=at, power="ledger.submit", organisation=organisation
    ) as act:
        before_this = _locked_count(plan)
        plan = Plan.objects.get(pk=plan.pk)
        rows = ledger_rows(plan, organisation)
        _refuse_unready(plan, organisation, rows)
        content = _content(plan, organisation, rows)
        content_hash = hashlib.sha256(canonical(content)).hexdigest()
        former = latest(plan, organisation)
        if former is not None and former.content_hash == content_hash:
            raise Refused("ledger_unchanged", receipt=former.receipt, submission=former)
        act.target = submission = LedgerSubmission.objects.create(
            plan=plan,
            organisation=organisation,
            number=former.number + 1 if former else 1,
            receipt=f"台账回执〔{plan.year}〕{before_this + 1:03}号",
            submitted_at=at,
            submitted_by=by,
            is_late=former.is_late if former else _is_late(plan, at),
            content=content,
            content_hash=content_hash,
        )
        act.detail = {"receipt": submission.receipt, "sha256": content_hash}
    return submission


def _locked_count(plan: Plan) -> int:
    """How many receipts the year has; plans of the year are held so that no number comes twice."""
    list(Plan.objects.select_for_update().filter(year=plan.year).order_by("pk").values_list("pk"))
    return LedgerSubmission.objects.filter(plan__year=plan.year).count()


def _is_late(plan: Plan, at: datetime) -> bool:
    return plan.ledger_due_on is not None and day_of(at) > plan.ledger_due_on


def _refuse_unready(plan: Plan, organisation: Organisation, rows: Sequence[LedgerRow]) -> None:
    if plan.state != Plan.State.ADOPTED:
        raise Refused("plan_not_adopted", plan=plan)
    if not rows:
        raise Refused("ledger_empty", organisation=organisation, plan=plan)
    missing = [reason for row in rows for reason in _missing(row)]
    if missing:
        raise Refused("ledger_incomplete", reasons=missing, count=len(missing))


def _missing(row: LedgerRow) -> list[Refused]:
    fields = {"duty_section_missing": row.section, "duty_person_missing": row.person}
    return [
        Refused(code, where=row.place, duty_id=row.duty_id)
        for code, text in fields.items()
        if not text
    ]


def _content(
    plan: Plan, organisation: Organisation, rows: Sequence[LedgerRow]
) -> dict[str, object]:
    """What the department answers for; states and evidence are found by the inspection."""
    return {
        "plan": {"title": plan.title, "document_number": plan.document_number, "year": plan.year},
        "organisation": {"code": organisation.code, "name": organisation.name},
        "duties": [_without_states(as_json(row)) for row in rows],
    }


def _without_states(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "occurrences"}
