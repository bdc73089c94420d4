"""What a month's scores are to be, from its findings and the rules; nothing is written here."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from gongkai.rules import findings as rules
from gongkai.rules.canonical_json import canonical
from gongkai.rules.scoring import Month, MonthScore, UnknownRule, grade_of, score
from gongkai.rules.scoring_table import Table
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.queries.labels import kind_label
from gongkai.work.inspection.queries.months import counted_on, first_day, last_day
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.queries.plans import adopted
from gongkai.work.org.models.organisation import Organisation


@dataclass(frozen=True)
class Line:
    """One deduction as it is to be stored; a bonus is below zero."""

    finding_id: int
    rule: str
    points: Decimal
    explanation: str


@dataclass(frozen=True)
class Result:
    """One organisation's score as it is to be stored."""

    organisation: Organisation
    points: Decimal
    grade: str
    lines: tuple[Line, ...]


def results(month: Month, table: Table) -> list[Result]:
    """The score of every organisation with duties or findings in the month."""
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in scored_findings(month):
        found[finding.organisation_id].append(finding)
    return [
        _result(organisation, found[organisation.pk], table, month)
        for organisation in scored_organisations(month, found)
    ]


def scored_findings(month: Month) -> list[Finding]:
    """The findings that can cost something: of the month, not dismissed, under a rule."""
    found = Finding.objects.filter(month=str(month)).exclude(rule="")
    found = found.exclude(state=Finding.State.DISMISSED).select_related("organisation")
    return list(found.order_by("pk"))


def scored_organisations(month: Month, with_findings: Iterable[int]) -> list[Organisation]:
    """Who has duties under the plans in force at the end of the month, and who has findings.

    Of each issuer the newest plan counts. Who was dissolved before the month takes no part.
    """
    newest: dict[int, int] = {}
    for plan in adopted().filter(issued_on__lte=last_day(month)).order_by("year", "issued_on"):
        newest[plan.organisation_id] = plan.pk
    is_there = Q(active_until=None) | Q(active_until__gt=first_day(month))
    has_duties = Q(duties__task__plan__in=newest.values()) & is_there
    found = Organisation.objects.filter(has_duties | Q(pk__in=list(with_findings)))
    return list(found.distinct().order_by("order", "code"))


def digest(month: Month, found: Sequence[Result]) -> str:
    """The fingerprint of a month's scores with every deduction."""
    content = {
        "month": str(month),
        "scores": [
            {
                "organisation": one.organisation.code,
                "points": f"{one.points:.2f}",
                "grade": one.grade,
                "deductions": [
                    [line.finding_id, line.rule, f"{line.points:.2f}", line.explanation]
                    for line in one.lines
                ],
            }
            for one in sorted(found, key=lambda one: one.organisation.code)
        ],
    }
    return hashlib.sha256(canonical(content)).hexdigest()


def _result(
    organisation: Organisation, findings: Sequence[Finding], table: Table, month: Month
) -> Result:
    try:
        scored = score([_as_rule(one) for one in findings], table, month)
    except UnknownRule as unknown:
        raise Refused("rule_gone", rule=unknown.rule, number=unknown.finding) from unknown
    grade = grade_of(scored.points, table.grades)
    return Result(organisation, scored.points, grade.code, _lines(scored, findings))


def _as_rule(finding: Finding) -> rules.Finding:
    return rules.Finding(
        id=finding.number,
        organisation=str(finding.organisation_id),
        rule=finding.rule,
        object=f"{finding.object_kind}:{finding.object_id}",
        period=finding.month,
        found_on=counted_on(finding),
        title=finding.object_title,
        kind=kind_label(finding.kind),
        count=finding.count,
        has_evidence=finding.has_evidence,
    )


def _lines(scored: MonthScore, findings: Iterable[Finding]) -> tuple[Line, ...]:
    numbers = {one.number: one.pk for one in findings}
    costs = [
        Line(numbers[one.finding], one.rule, one.points, one.explanation)
        for one in scored.deductions
    ]
    gains = [
        Line(numbers[one.finding], one.rule, -one.points, one.explanation) for one in scored.bonuses
    ]
    return (*costs, *gains)
