"""Scores as they are shown: a month with ranks, one score explained, one organisation's year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Prefetch, QuerySet

from gongkai.rules.scoring import ranks
from gongkai.rules.scoring_table import Rule, Table, from_json
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Deduction, Month, Score
from gongkai.work.inspection.queries.labels import kind_label
from gongkai.work.inspection.queries.months import counted_on
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import organisations_for

_NONE, _CENT = Decimal(0), Decimal("0.01")


@dataclass(frozen=True)
class ScoreLine:
    """One organisation in a month. `deducted` and `bonus` are both above zero."""

    score: Score
    organisation: Organisation
    points: Decimal
    grade: str
    grade_title: str
    rank: int
    deducted: Decimal
    bonus: Decimal
    deductions: tuple[Deduction, ...]


@dataclass(frozen=True)
class MonthScores:
    """A scored month, the best first. Ranks and average are over everybody, shown or not."""

    row: Month
    lines: tuple[ScoreLine, ...]
    average: Decimal
    count: int

    @property
    def is_locked(self) -> bool:
        """True if it can no longer change."""
        return self.row.is_locked


@dataclass(frozen=True)
class Explained:
    """A deduction with all that it rests on; `verified`: the rule was read in its source."""

    deduction: Deduction
    finding: Finding
    kind_title: str
    points: Decimal
    explanation: str
    object_kind: str
    object_id: str
    url: str
    rule_text: str
    source: str
    verified: bool


@dataclass(frozen=True)
class Point:
    """One organisation's result in one month of a chart."""

    month: str
    points: Decimal
    rank: int
    count: int
    average: Decimal
    is_locked: bool


def months() -> QuerySet[Month]:
    """The months that have been scored, the newest first."""
    return Month.objects.select_related("locked_by").order_by("-month")


def month(month: str) -> MonthScores | None:
    """All scores of a month; None if it has not been scored. Four queries."""
    return _month(month, None)


def month_for(person: Person, on: date, month: str) -> MonthScores | None:
    """The same with only the scores that `person` may see on that day."""
    visible = organisations_for(person, ["score.view"], on)
    return _month(month, set(visible.values_list("pk", flat=True)))


def explain(score: Score) -> tuple[Explained, ...]:
    """Every deduction of a score with its finding, its rule and where the rule comes from."""
    table = from_json(score.month.rules)
    deductions = score.deductions.select_related("finding__organisation").order_by("id")
    return tuple(_explained(one, table) for one in deductions)


def history(organisation: Organisation, year: int | None = None) -> tuple[Point, ...]:
    """The organisation's results month by month beside the average of all. One query."""
    theirs = Score.objects.filter(organisation=organisation)
    found = Score.objects.filter(month__in=theirs.values("month"))
    if year is not None:
        found = found.filter(month__month__startswith=f"{year}-")
    by_month: dict[str, list[Score]] = defaultdict(list)
    for score in found.select_related("month").order_by("month__month", "id"):
        by_month[score.month.month].append(score)
    return tuple(_point(organisation, scores) for scores in by_month.values())


def rule_at(table: Table, code: str, day: date) -> Rule | None:
    """The version of a rule by which a finding of that day is judged; None for an unknown code."""
    versions = [rule for rule in table.rules if rule.code == code]
    in_force = [rule for rule in versions if rule.is_in_force(day)]
    found = in_force or versions
    return found[-1] if found else None


def average_of(points: Iterable[Decimal]) -> Decimal:
    """The average to two places; nothing of nothing."""
    found = list(points)
    average = sum(found, _NONE) / len(found) if found else _NONE
    return average.quantize(_CENT, ROUND_HALF_UP)


def _month(month: str, visible: set[int] | None) -> MonthScores | None:
    row = months().filter(month=month).first()
    if row is None:
        return None
    deductions = Deduction.objects.select_related("finding__organisation").order_by("id")
    scores = list(
        row.scores.select_related("organisation")
        .prefetch_related(Prefetch("deductions", deductions))
        .order_by("-points", "organisation__order", "organisation__code")
    )
    places = ranks({str(one.organisation_id): one.points for one in scores})
    titles = {grade.code: grade.title for grade in from_json(row.rules).grades}
    lines = tuple(
        _line(one, places[str(one.organisation_id)], titles)
        for one in scores
        if visible is None or one.organisation_id in visible
    )
    return MonthScores(row, lines, average_of(one.points for one in scores), len(scores))


def _line(score: Score, rank: int, titles: dict[str, str]) -> ScoreLine:
    deductions = tuple(score.deductions.all())
    return ScoreLine(
        score=score,
        organisation=score.organisation,
        points=score.points,
        grade=score.grade,
        grade_title=titles.get(score.grade, score.grade),
        rank=rank,
        deducted=sum((max(one.points, _NONE) for one in deductions), _NONE),
        bonus=sum((max(-one.points, _NONE) for one in deductions), _NONE),
        deductions=deductions,
    )


def _explained(deduction: Deduction, table: Table) -> Explained:
    finding = deduction.finding
    rule = rule_at(table, deduction.rule, counted_on(finding))
    return Explained(
        deduction=deduction,
        finding=finding,
        kind_title=kind_label(finding.kind),
        points=deduction.points,
        explanation=deduction.explanation,
        object_kind=finding.object_kind,
        object_id=finding.object_id,
        url=finding.url,
        rule_text=rule.text if rule else deduction.rule,
        source=rule.source if rule else "",
        verified=rule.verified if rule else False,
    )


def _point(organisation: Organisation, scores: Sequence[Score]) -> Point:
    places = ranks({str(one.organisation_id): one.points for one in scores})
    own = next(one for one in scores if one.organisation_id == organisation.pk)
    return Point(
        month=own.month.month,
        points=own.points,
        rank=places[str(organisation.pk)],
        count=len(scores),
        average=average_of(one.points for one in scores),
        is_locked=own.month.is_locked,
    )
