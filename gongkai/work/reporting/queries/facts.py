"""What the year left in ledger, records, requests, findings and scores, for the prepared text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Avg, Count, Q, Sum

from gongkai.rules.report_tables.prepared import Counted, YearFacts
from gongkai.work.foi.models.ending import Fee
from gongkai.work.foi.models.request import Request
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Score
from gongkai.work.inspection.queries.labels import kind_label
from gongkai.work.ledger.models.duty import Occurrence, State
from gongkai.work.ledger.queries.plans import adopted
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.record import Record
from gongkai.work.reporting.queries.compiled import existing

_DONE = (State.FULFILLED, State.LATE, State.KEPT)
_SHOWN, _CENT = 5, Decimal("0.01")
_Within = tuple[date, date]


def year_facts(organisation: Organisation, year: int) -> YearFacts:
    """The facts of one organisation; those of the place are everybody's together. Ten queries."""
    is_place = organisation.kind == Organisation.Kind.DISTRICT
    own = [one.pk for one in existing(year)] if is_place else [organisation.pk]
    within = date(year, 1, 1), date(year, 12, 31)
    published, late, items = _published(own, within)
    findings, mended, kinds = _findings(own, year)
    score, months = _scores(own, year)
    plan_title, due, done, open_tasks = _plan(own, year)
    return YearFacts(
        is_government=is_place,
        published=published,
        late=late,
        items=items,
        corrected=_corrected(own, within),
        withdrawn=_withdrawn(own, within),
        channels=_channels(own, within),
        fees=_fees(own, within),
        findings=findings,
        mended=mended,
        kinds=kinds,
        score=score,
        months=months,
        plan_title=plan_title,
        due=due,
        done=done,
        open_tasks=open_tasks,
    )


def _published(own: Sequence[int], within: _Within) -> tuple[int, int, Counted]:
    """Records that became public in the year, those of them too late, the items with the most."""
    rows = (
        Record.objects.filter(
            publications__published_on__range=within, publications__organisation__in=own
        )
        .order_by()
        .values_list("publications__item__name")
        .annotate(
            n=Count("pk", distinct=True),
            late=Count("pk", distinct=True, filter=Q(publications__is_late=True)),
        )
    )
    found = sorted(rows, key=lambda one: (-one[1], one[0]))
    items = [(name, n) for name, n, _ in found[:_SHOWN]]
    return sum(n for _, n, _ in found), sum(late for _, _, late in found), items


def _corrected(own: Sequence[int], within: _Within) -> int:
    found = Record.objects.filter(
        publications__published_on__range=within,
        publications__organisation__in=own,
        publications__version__number__gt=1,
    )
    return found.distinct().count()


def _withdrawn(own: Sequence[int], within: _Within) -> int:
    found = Record.objects.filter(
        publications__withdrawal__at__date__range=within, publications__organisation__in=own
    )
    return found.distinct().count()


def _channels(own: Sequence[int], within: _Within) -> Counted:
    rows = Request.objects.filter(organisation__in=own, received_on__range=within)
    counted = dict(rows.order_by().values_list("channel").annotate(n=Count("pk")))
    return [(label, counted[code]) for code, label in Request.Channel.choices if code in counted]


def _fees(own: Sequence[int], within: _Within) -> int:
    """Yuan received in the year; a fee that was asked for and never paid is no income."""
    paid = Fee.objects.filter(
        request__organisation__in=own,
        request__events__kind="fee_paid",
        request__events__on__range=within,
    )
    return paid.distinct().aggregate(sum=Sum("amount"))["sum"] or 0


def _findings(own: Sequence[int], year: int) -> tuple[int, int, Counted]:
    rows = Finding.objects.filter(organisation__in=own, month__startswith=f"{year}-")
    rows = rows.exclude(state=Finding.State.DISMISSED)
    kinds: Counter[str] = Counter()
    mended = 0
    for kind, state, count in rows.order_by().values_list("kind", "state").annotate(n=Count("pk")):
        kinds[kind_label(kind)] += count
        mended += count if state == Finding.State.CLOSED else 0
    return kinds.total(), mended, kinds.most_common(_SHOWN)


def _scores(own: Sequence[int], year: int) -> tuple[str, int]:
    rows = Score.objects.filter(organisation__in=own, month__month__startswith=f"{year}-")
    found = rows.aggregate(average=Avg("points"), months=Count("month", distinct=True))
    if found["average"] is None:
        return "", 0
    average = Decimal(str(found["average"])).quantize(_CENT, ROUND_HALF_UP)
    return str(average), found["months"]


def _plan(own: Sequence[int], year: int) -> tuple[str, int, int, tuple[str, ...]]:
    """The plan of the year, what was due under it, what of that is done, and some that is not."""
    plan = adopted(year=year).first()
    if plan is None:
        return "", 0, 0, ()
    rows = Occurrence.objects.filter(
        duty__task__plan=plan, duty__organisation__in=own, due_on__lte=date(year, 12, 31)
    )
    counted = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    due, done = sum(counted.values()), sum(counted.get(state, 0) for state in _DONE)
    left = rows.exclude(state__in=_DONE).order_by("duty__task__order")
    tasks = left.values_list("duty__task__number", "duty__task__requirement").distinct()
    named = tuple(_task(number, text) for number, text in tasks[:_SHOWN])
    return plan.title, due, done, named


_LONGEST = 30


def _task(number: int | None, text: str | None) -> str:
    told = (text or "").strip()
    short = told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
    return f"第{number}项“{short}”" if number is not None else f"“{short}”"
