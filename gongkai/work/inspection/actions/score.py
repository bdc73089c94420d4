"""Computing and locking the scores of a month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gongkai.rules.scoring import Month as RuleMonth
from gongkai.rules.scoring_table import default_table, to_json
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.score import Deduction, Month, Score
from gongkai.work.inspection.queries.months import first_day, last_day, read_month
from gongkai.work.inspection.queries.scoring import Result, digest, results
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person


def compute(*, month: str, at: datetime, by: Person | None = None) -> Month:
    """Score every organisation for the month; computed again from the same facts it is the same.

    First everything is inspected as of the end of the month (or today), so that a score never
    rests on what happened to be found. Before its end a month's scores are provisional.
    """
    wanted = read_month(month)
    with deed("score.compute", by=by, at=at, power="score.compute") as act:
        row = _held(month, at)
        if row.is_locked:
            raise Refused("month_locked", month=month)
        _inspect(wanted, at)
        _score(row, wanted, at)
        act.target = row
        act.detail = {"month": month, "digest": row.digest}
    return row


def lock(*, month: str, by: Person | None, at: datetime, seen: str = "") -> Month:
    """Fix the scores of a month that is over, for good; they are computed once more just before.

    `seen` is the digest of the scores that the head looked at: if they come out different now,
    nothing is locked. The digest goes into the journal.
    """
    wanted = read_month(month)
    with deed("score.lock", by=by, at=at, power="score.lock") as act:
        if day_of(at) <= last_day(wanted):
            raise Refused("month_not_over", month=month, ends_on=last_day(wanted))
        row = compute(month=month, at=at)
        if seen and seen != row.digest:
            raise Refused("score_changed", month=month)
        row.locked_at, row.locked_by = at, by
        row.save(update_fields=["locked_at", "locked_by"])
        act.target = row
        act.detail = {"month": month, "digest": row.digest, "scores": row.scores.count()}
    return row


def _held(month: str, at: datetime) -> Month:
    """The month's row, held against everybody else until the scores are written."""
    Month.objects.get_or_create(month=month, defaults={"computed_at": at})
    return Month.objects.select_for_update(of=("self",)).get(month=month)


def _inspect(wanted: RuleMonth, at: datetime) -> None:
    if first_day(wanted) <= day_of(at):
        verify(at=at, on=min(day_of(at), last_day(wanted)))


def _score(row: Month, wanted: RuleMonth, at: datetime) -> None:
    table = default_table()
    found = results(wanted, table)
    if not found:
        raise Refused("month_without_duties", month=str(wanted))
    _write(row, found)
    row.rules, row.digest, row.computed_at = to_json(table), digest(wanted, found), at
    row.save(update_fields=["rules", "digest", "computed_at"])


def _write(row: Month, found: Sequence[Result]) -> None:
    """Replace what differs; a score that comes out the same keeps its rows."""
    stored = {one.organisation_id: one for one in row.scores.prefetch_related("deductions")}
    wanted = {one.organisation.pk: one for one in found}
    stale = [
        score
        for key, score in stored.items()
        if key not in wanted or _as_stored(score) != _as_wanted(wanted[key])
    ]
    Deduction.objects.filter(score__in=stale).delete()
    Score.objects.filter(pk__in=[score.pk for score in stale]).delete()
    kept = stored.keys() - {score.organisation_id for score in stale}
    _add(row, [one for key, one in wanted.items() if key not in kept])


def _add(row: Month, found: Sequence[Result]) -> None:
    scores = Score.objects.bulk_create(
        Score(month=row, organisation=one.organisation, points=one.points, grade=one.grade)
        for one in found
    )
    Deduction.objects.bulk_create(
        Deduction(
            score=score,
            finding_id=line.finding_id,
            rule=line.rule,
            points=line.points,
            explanation=line.explanation,
        )
        for score, one in zip(scores, found, strict=True)
        for line in one.lines
    )


def _as_stored(score: Score) -> tuple[object, ...]:
    lines = [(d.finding_id, d.rule, d.points, d.explanation) for d in score.deductions.all()]
    return score.points, score.grade, lines


def _as_wanted(one: Result) -> tuple[object, ...]:
    lines = [(d.finding_id, d.rule, d.points, d.explanation) for d in one.lines]
    return one.points, one.grade, lines
