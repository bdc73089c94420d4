"""What a month's notice rests on, gathered from the scores and the findings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from gongkai.rules.evidence import State
from gongkai.rules.notice.facts import (
    Deadline,
    LateLedger,
    LogHead,
    MonthFacts,
    OldProblem,
    Problem,
    UnitScore,
)
from gongkai.rules.scoring import Month as RuleMonth
from gongkai.rules.tree_head import key_id
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Deduction, Month
from gongkai.work.inspection.queries.labels import kind_label
from gongkai.work.inspection.queries.months import (
    first_day,
    following,
    last_day,
    preceding,
    read_month,
)
from gongkai.work.inspection.queries.scores import month as month_scores
from gongkai.work.journal.deeds import CHINA, Refused, day_of
from gongkai.work.journal.queries.heads import last_by, newest
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.queries.plans import adopted
from gongkai.work.ledger.queries.submissions import late
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.disclosed import published_count

ADDRESSEES = "各有关单位"
_NONE, _DAY = Decimal(0), timedelta(days=1)
_DONE = (State.FULFILLED, State.LATE)


def openness_organisation() -> Organisation:
    """Who issues the notice: the office that runs open government."""
    found = Organisation.objects.filter(runs_openness=True).order_by("order", "code").first()
    if found is None:
        raise Refused("openness_office_missing")
    return found


def month_facts(row: Month, on: date, at: datetime | None = None) -> MonthFacts:
    """The facts of a computed month as they are known on the day `on`.

    `at` is the moment of the notice: the log is told as it then stood.
    """
    month = read_month(row.month)
    scored = month_scores(row.month)
    lines = scored.lines if scored is not None else ()
    return MonthFacts(
        month=month,
        issuer=openness_organisation().name,
        addressees=ADDRESSEES,
        scores=[
            UnitScore(one.organisation.name, one.points, one.deducted, one.grade_title, one.bonus)
            for one in lines
        ],
        problems=_problems(row),
        published_count=published_count(first_day(month), last_day(month)),
        old_problems=_old_problems(preceding(month)),
        late_ledgers=_late_ledgers(month, on),
        deadlines=_deadlines(following(month)),
        log=log_head(at),
    )


def log_head(at: datetime | None) -> LogHead | None:
    """The last head of the publication log that was signed by then."""
    head = newest() if at is None else last_by(at)
    if head is None:
        return None
    signed_at = head.at.astimezone(CHINA)
    return LogHead(head.size, head.root_hash, head.algorithm, key_id(head.public_key), signed_at)


def _problems(row: Month) -> list[Problem]:
    """Every finding of the month that was not dismissed, with what it cost; no bonuses."""
    costs = dict(Deduction.objects.filter(score__month=row).values_list("finding_id", "points"))
    found = Finding.objects.filter(month=row.month).exclude(state=Finding.State.DISMISSED)
    return [
        Problem(
            number=one.number,
            organisation=one.organisation.name,
            kind=kind_label(one.kind),
            what=one.what,
            points=costs.get(one.pk, _NONE),
            mend_by=None if one.is_ended else one.due_on,
        )
        for one in found.select_related("organisation").order_by("organisation__order", "pk")
        if costs.get(one.pk, _NONE) >= 0
    ]


def _old_problems(month: RuleMonth) -> list[OldProblem] | None:
    """The findings of the month before; mended are those that the office has closed."""
    found = Finding.objects.filter(month=str(month)).exclude(state=Finding.State.DISMISSED)
    problems = [
        OldProblem(one.number, one.organisation.name, one.what, one.state == Finding.State.CLOSED)
        for one in found.select_related("organisation").order_by("organisation__order", "pk")
    ]
    if not problems and not Month.objects.filter(month=str(month)).exists():
        return None
    return problems


def _late_ledgers(month: RuleMonth, on: date) -> list[LateLedger]:
    """The ledgers that were missed in this month, as they stood at its end or stand today."""
    found = []
    for plan in adopted():
        if plan.ledger_due_on is None or not month.has(plan.ledger_due_on + _DAY):
            continue
        first = dict(
            plan.submissions.filter(number=1).values_list("organisation_id", "submitted_at")
        )
        for row in late(plan, min(on, last_day(month))):
            sent_at = first.get(row.organisation.pk) if row.submission is not None else None
            sent_on = day_of(sent_at) if sent_at is not None else None
            found.append(LateLedger(row.organisation.name, plan.ledger_due_on, sent_on))
    return found


def _deadlines(month: RuleMonth) -> list[Deadline]:
    """What falls due in the month after and is not done."""
    found = Occurrence.objects.filter(
        duty__task__plan__in=adopted(), due_on__range=(first_day(month), last_day(month))
    ).exclude(state__in=_DONE)
    rows = found.select_related("duty__task", "duty__organisation")
    return [
        Deadline(one.due_on, one.duty.organisation.name, _task(one))
        for one in rows.order_by("due_on", "duty__organisation__order", "duty__task__order", "pk")
        if one.due_on is not None
    ]


def _task(one: Occurrence) -> str:
    task = one.duty.task
    number = f"第{task.number}项 " if task.number is not None else ""
    return f"{number}{task.requirement or ''}"
