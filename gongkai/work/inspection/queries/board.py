"""Findings as a list to work from: trouble first, with counts and what can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from gongkai.rules.scoring_table import Rule, Table, default_table, from_json
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Deduction, Month
from gongkai.work.inspection.queries.findings import findings_for
from gongkai.work.inspection.queries.labels import kind_label
from gongkai.work.inspection.queries.months import counted_on
from gongkai.work.inspection.queries.scores import rule_at
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for

_STATE = Finding.State
_ORDER = (_STATE.OPEN, _STATE.MENDED, _STATE.CLOSED, _STATE.DISMISSED)
OVERDUE = "overdue"


@dataclass(frozen=True)
class Counts:
    """How many findings stand where; `overdue` are open ones whose time to mend has passed."""

    open: int
    overdue: int
    mended: int
    closed: int
    dismissed: int


@dataclass(frozen=True)
class Choices:
    """What occurs among the findings that somebody may see."""

    organisations: list[Organisation]
    months: list[str]
    kinds: list[tuple[str, str]]


@dataclass(frozen=True)
class Cost:
    """What a finding costs: by the rule, and, once its month was computed, in fact."""

    rule: Rule
    wanted: Decimal
    table: Table
    deduction: Deduction | None = None


def board(
    person: Person,
    on: date,
    *,
    state: str = "",
    organisation: Organisation | None = None,
    month: str = "",
    kind: str = "",
) -> QuerySet[Finding]:
    """What the person may see, open ones first, then by the day until which to mend."""
    plain_state = "" if state == OVERDUE else state
    found = findings_for(
        person, on, state=plain_state, organisation=organisation, month=month, kind=kind
    )
    if state == OVERDUE:
        found = found.filter(state=_STATE.OPEN, due_on__lt=on)
    places = [When(state=one, then=Value(place)) for place, one in enumerate(_ORDER)]
    rank = Case(*places, output_field=IntegerField())
    return found.order_by(rank, "due_on", "organisation__order", "id")


def counts(found: QuerySet[Finding], on: date) -> Counts:
    """How many of them stand where. One query."""
    by_state = {str(one): Count("pk", filter=Q(state=one)) for one in _ORDER}
    overdue = Count("pk", filter=Q(state=_STATE.OPEN, due_on__lt=on))
    return Counts(**found.order_by().aggregate(**by_state, overdue=overdue))


def choices(person: Person, on: date) -> Choices:
    """Only what occurs, so that no filter leads to nothing."""
    seen = findings_for(person, on).order_by()
    organisations = organisations_for(person, ["finding.view"], on)
    with_findings = organisations.filter(pk__in=seen.values("organisation"))
    months = seen.order_by("-month").values_list("month", flat=True).distinct()
    kinds = seen.values_list("kind", flat=True).distinct()
    return Choices(
        organisations=list(with_findings.order_by("order", "code")),
        months=list(months),
        kinds=sorted(((kind, kind_label(kind)) for kind in kinds), key=lambda one: one[1]),
    )


def costs(found: Iterable[Finding]) -> dict[int, Cost]:
    """What each of the findings costs. Two queries however many there are."""
    findings = list(found)
    tables = _tables({one.month for one in findings})
    deductions = Deduction.objects.filter(finding__in=[one.pk for one in findings])
    booked = {one.finding_id: one for one in deductions.select_related("score__month")}
    costs = {one.pk: _cost(one, tables.get(one.month), booked.get(one.pk)) for one in findings}
    return {pk: cost for pk, cost in costs.items() if cost is not None}


def _tables(months: set[str]) -> dict[str, Table]:
    """The tables by which the months were scored; one that was not has the table of today."""
    rows = Month.objects.filter(month__in=months).exclude(rules=[])
    return {row.month: from_json(row.rules) for row in rows.only("month", "rules")}


def _cost(finding: Finding, table: Table | None, deduction: Deduction | None) -> Cost | None:
    table = table or default_table()
    rule = rule_at(table, finding.rule, counted_on(finding))
    if rule is None:
        return None
    return Cost(rule, finding.count * rule.points, table, deduction)
