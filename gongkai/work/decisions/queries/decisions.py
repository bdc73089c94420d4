"""Decisions as the desk looks for them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision, StepFile
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.record import Record

_OPEN = Consultation.State.OPEN


def decisions_of(places: Sequence[Organisation] | None) -> QuerySet[Decision]:
    """The decisions of these organisations, also those they share; of all where None."""
    rows = Decision.objects.select_related("organisation")
    if places is None:
        return rows
    shared = Decision.others.through.objects.filter(organisation__in=places)
    return rows.filter(Q(organisation__in=places) | Q(pk__in=shared.values("decision")))


def listed(
    places: Sequence[Organisation] | None, *, year: str = "", kind: str = "", state: str = ""
) -> QuerySet[Decision]:
    """The same narrowed, the newest first, each with how many consultations are open."""
    rows = decisions_of(places)
    if year.isascii() and year.isdigit():
        rows = rows.filter(year=int(year[:4]))
    if kind in Decision.Kind.values:
        rows = rows.filter(kind=kind)
    if state in Decision.State.values:
        rows = rows.filter(state=state)
    is_open = Q(consultations__state=_OPEN)
    counted = rows.annotate(open_count=Count("consultations", filter=is_open, distinct=True))
    return counted.order_by("-year", "-pk")


def years(places: Sequence[Organisation] | None) -> list[int]:
    """The years of which there are any, the newest first."""
    rows = decisions_of(places).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def files_of(decision: Decision) -> dict[str, list[StepFile]]:
    """The papers of all steps, by phase. One query."""
    found: dict[str, list[StepFile]] = {}
    rows = StepFile.objects.filter(step__decision=decision).select_related("step", "file", "by")
    for one in rows.order_by("pk"):
        found.setdefault(one.step.phase, []).append(one)
    return found


def may_join(decision: Decision) -> QuerySet[Decision]:
    """The decisions into which this one could be merged."""
    return Decision.objects.filter(
        organisation=decision.organisation_id, kind=decision.kind, state=Decision.State.ON_ROAD
    ).exclude(pk=decision.pk)


def records_for_slots(decision: Decision) -> QuerySet[Record]:
    """The records that may fill a slot: of those who undertake it, the newest first."""
    places = [decision.organisation_id, *decision.others.values_list("pk", flat=True)]
    rows = Record.objects.filter(organisation__in=places).exclude(state__in=Record.GONE)
    return rows.select_related("current").order_by("-pk")
