"""Every month since the first plan: scored or not, final or not, still true or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Exists, Max, Min, OuterRef, Q, QuerySet

from gongkai.work.inspection.models.finding import Finding, Rectification
from gongkai.work.inspection.models.notice import Notice
from gongkai.work.inspection.models.score import Month
from gongkai.work.inspection.queries.months import following, last_day, month_of, read_month
from gongkai.work.ledger.queries.plans import adopted


@dataclass(frozen=True)
class MonthState:
    """One month. `state` is missing, stale, running, ready or locked.

    Running: it has not ended, its scores are provisional. Stale: findings were raised or dismissed
    after it was computed. Ready: over, computed, and to be locked.
    """

    month: str
    state: str
    row: Month | None
    ends_on: date

    @property
    def is_to_do(self) -> bool:
        """True if the openness office has to compute or to lock it."""
        return self.state in {"missing", "stale", "ready"}


def month_states(on: date) -> list[MonthState]:
    """The months from the first adopted plan to the day `on`, the newest first. Two queries.

    A scored month's `row` bears `score_count`, `average`, `highest` and `lowest`.
    """
    rows = {row.month: row for row in _rows()}
    first = adopted().aggregate(first=Min("issued_on"))["first"]
    names = set(rows)
    if first is not None and first <= on:
        month, last = month_of(first), month_of(on)
        while month <= last:
            names.add(str(month))
            month = following(month)
    return [_state(name, rows.get(name), on) for name in sorted(names, reverse=True)]


def state_of(month: str, on: date) -> MonthState:
    """How one month stands."""
    return _state(month, _rows().filter(month=month).first(), on)


def notice_of(month: str) -> Notice | None:
    """The draft notice of the month."""
    found = Notice.objects.select_related("file", "drafted_by", "month")
    return found.filter(month__month=month).first()


def _rows() -> QuerySet[Month]:
    dismissed = Rectification.objects.filter(
        finding__month=OuterRef("month"),
        step=Rectification.Step.DISMISSED,
        at__gt=OuterRef("computed_at"),
    )
    raised = Finding.objects.filter(month=OuterRef("month"), found_at__gt=OuterRef("computed_at"))
    return Month.objects.select_related("locked_by", "notice").annotate(
        score_count=Count("scores"),
        average=Avg("scores__points"),
        highest=Max("scores__points"),
        lowest=Min("scores__points"),
        has_changed=Q(Exists(raised) | Exists(dismissed)),
    )


def _state(name: str, row: Month | None, on: date) -> MonthState:
    ends_on = last_day(read_month(name))
    return MonthState(name, _word(row, is_over=on > ends_on), row, ends_on)


def _word(row: Month | None, *, is_over: bool) -> str:
    if row is None:
        return "missing" if is_over else "running"
    if row.is_locked:
        return "locked"
    if vars(row)["has_changed"]:
        return "stale"
    return "ready" if is_over else "running"
