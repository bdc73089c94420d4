"""Consultations as the public and the desk see them: what is open, and how many spoke."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from gongkai.rules.decisions.facts import facts_from
from gongkai.rules.decisions.opinions import CHANNELS
from gongkai.rules.decisions.periods import is_open
from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.models.consultation import Consultation, Tally
from gongkai.work.decisions.models.decision import Decision, Step
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.org.models.organisation import Organisation

_PUBLIC = Q(opened_at__isnull=False, record__live__isnull=False)


@dataclass
class Counts:
    """How many opinions: of all, by channel in the order of the channels, by clause (None: whole).

    `held` of them, and of each clause, are not shown.
    """

    all: int = 0
    held: int = 0
    by_channel: dict[str, int] = field(default_factory=dict)
    by_clause: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))
    held_by_clause: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def channels(self) -> list[tuple[str, int]]:
        """Labels of channels with their numbers, where there are any."""
        return [(label, n) for code, label in CHANNELS.items() if (n := self.by_channel.get(code))]


def counts_of(consultation: Consultation) -> Counts:
    """The numbers as they were counted when opinions came. One query, however many there are."""
    found = Counts()
    rows = Tally.objects.filter(consultation=consultation)
    for clause, channel, count, held in rows.values_list("clause", "channel", "count", "held"):
        found.all += count
        found.held += held
        found.by_channel[channel] = found.by_channel.get(channel, 0) + count
        found.by_clause[clause] += count
        found.held_by_clause[clause] += held
    return found


def public_consultation(code: str, number: int) -> Consultation | None:
    """A round of the decision with this code, once it is public and as long as it is. One query."""
    rows = Consultation.objects.filter(_PUBLIC, decision__code=code, number=number)
    return rows.select_related("decision__organisation", "record__live").first()


def runs(consultation: Consultation, at: datetime) -> bool:
    """Whether opinions are taken in at this moment."""
    opened = consultation.opened_at
    return opened is not None and is_open(opened, consultation.closes_on, at)


def open_now(at: datetime) -> QuerySet[Consultation]:
    """All consultations that take opinions in, those that end first before others."""
    rows = Consultation.objects.filter(_PUBLIC, state=Consultation.State.OPEN, opened_at__lte=at)
    related = ("decision__organisation", "record__live")
    return rows.select_related(*related).order_by("closes_on", "pk")


def of_decision(decision: Decision) -> QuerySet[Consultation]:
    """The public rounds of a decision in their order."""
    return Consultation.objects.filter(_PUBLIC, decision=decision).order_by("number")


def for_desk(places: Iterable[Organisation]) -> QuerySet[Consultation]:
    """The consultations of these organisations, the newest first, with how many spoke."""
    rows = Consultation.objects.filter(decision__organisation__in=list(places))
    return (
        rows.select_related("decision__organisation", "record")
        .annotate(
            count=Coalesce(Sum("tallies__count"), 0),
            held=Coalesce(Sum("tallies__held"), 0),
            undisposed=Coalesce(Subquery(_undisposed()), 0),
        )
        .order_by("-made_at", "-pk")
    )


def _undisposed() -> Any:
    rows = Opinion.objects.filter(consultation=OuterRef("pk"), disposition="").order_by()
    return rows.values("consultation").annotate(n=Count("pk")).values_list("n")


def undisposed(consultation: Consultation) -> int:
    """How many opinions nobody has disposed of. One query, from an index alone."""
    return Opinion.objects.filter(consultation=consultation, disposition="").count()


def deliberated_on(decision: Decision) -> date | None:
    """The day on which it was deliberated collectively, once that gate is passed."""
    steps = Step.objects.filter(
        decision=decision, phase=Phase.DELIBERATION, passed_at__isnull=False
    )
    known = steps.values_list("facts", flat=True).first() or {}
    return facts_from(known).deliberation_held_on
