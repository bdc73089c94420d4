"""Duties not done by their date, and ledgers not handed in by theirs.

Whether something counts as not done or as done late is settled by the end of the month in which it
fell due: the same, however often the check ran in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from gongkai.rules.evidence import State
from gongkai.work.inspection.checks.fact import Fact, in_month_of
from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.models.submission import LedgerSubmission
from gongkai.work.ledger.queries.plans import adopted
from gongkai.work.ledger.queries.submissions import Standing, late
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.duty_states import DutyState

OCCURRENCE, LEDGER = "occurrence", "ledger"
_DAY = timedelta(days=1)


def duty_facts(states: Iterable[DutyState]) -> Iterator[Fact]:
    """Every dated duty that is overdue or was done late, once for each time it became so.

    A date that rests on a year without a holiday notice may still move, so it accuses nobody.
    Who supports a task is not charged with what its lead left undone.
    """
    for one in states:
        is_charged = not one.occurrence.provisional and not one.has_lead
        if one.wrong_since is not None and is_charged:
            yield _duty_fact(one, one.wrong_since)


def ledger_facts(on: date, organisation: Organisation | None = None) -> Iterator[Fact]:
    """Every ledger that had not come by its date (工作方案的台账报送期限)."""
    for plan in adopted():
        if plan.ledger_due_on is None or on <= plan.ledger_due_on:
            continue
        first = _first_submissions(plan, on)
        for row in late(plan, on):
            if organisation is None or row.organisation == organisation:
                yield _ledger_fact(plan, plan.ledger_due_on, row, first.get(row.organisation.pk))


def _duty_fact(one: DutyState, since: date) -> Fact:
    row, duty = one.occurrence, one.occurrence.duty
    is_late = one.done_on is not None and in_month_of(one.done_on, since)
    return Fact(
        kind="duty_late" if is_late else "duty_overdue",
        organisation_id=duty.organisation_id,
        object_kind=OCCURRENCE,
        object_id=str(row.pk),
        object_title=_title(one),
        happened_on=since,
        what=f"{_title(one)}：应于 {row.due_on} 前完成，{_missed(one, is_late)}。",
        evidence=one.explanation,
        occurrence_id=row.pk,
        remedy=_done(one) if one.state is State.LATE else "",
    )


def _title(one: DutyState) -> str:
    task = one.occurrence.duty.task
    number = f"第 {task.number} 项" if task.number is not None else "无编号的任务"
    requirement = (task.requirement or "").removesuffix("。")
    return f"{number}（{one.occurrence.label}）{requirement}"[:300]


def _missed(one: DutyState, is_late: bool) -> str:
    return f"实际于 {one.done_on} 完成" if is_late else "到期未完成"


def _done(one: DutyState) -> str:
    first = min(one.evidence, key=lambda item: item.on)
    return f"系统核对：已于 {one.done_on} 完成（《{first.title}》），可以销号。"


def _first_submissions(plan: Plan, on: date) -> dict[int, LedgerSubmission]:
    first: dict[int, LedgerSubmission] = {}
    for one in plan.submissions.order_by("number"):
        if day_of(one.submitted_at) <= on:
            first.setdefault(one.organisation_id, one)
    return first


def _ledger_fact(plan: Plan, due_on: date, row: Standing, sent: LedgerSubmission | None) -> Fact:
    since, sent_on = due_on + _DAY, day_of(sent.submitted_at) if sent is not None else None
    is_late = sent_on is not None and in_month_of(sent_on, since)
    missed = f"实际于 {sent_on} 报送" if is_late else "到期未报送"
    receipt = f"回执 {sent.receipt}" if sent is not None else "系统中没有报送回执"
    return Fact(
        kind="ledger_late" if is_late else "ledger_missing",
        organisation_id=row.organisation.pk,
        object_kind=LEDGER,
        object_id=f"{plan.pk}:{row.organisation.code}",
        object_title=f"{plan.year}年政务公开工作台账",
        happened_on=since,
        what=f"《{plan.title}》要求的工作台账应于 {due_on} 前报送，{missed}。",
        evidence=f"报送期限 {due_on}，{receipt}。",
        remedy=f"系统核对：台账已于 {sent_on} 报送（{receipt}），可以销号。" if sent else "",
    )
