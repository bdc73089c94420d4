"""Closed cases by what is still to be done with them: review, publish, archive, answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from gongkai.rules.foi.after import CONVERSION
from gongkai.rules.foi.alike import ALIKE, kernel, similarity
from gongkai.work.foi.models.ending import Archive, Challenge, Conversion
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.likes import likes_of
from gongkai.work.org.models.organisation import Organisation

# What is compared word by word at one time, the newest first.
_LOOKED_AT = 500
Places = Iterable[Organisation]


def unreviewed(places: Places) -> QuerySet[Request]:
    """Closed cases that nobody reviewed for proactive disclosure, the oldest first."""
    rows = Request.objects.filter(organisation__in=list(places), ended_on__isnull=False)
    rows = rows.filter(conversion=None).select_related("organisation")
    return rows.order_by("ended_on", "id")


def to_publish(places: Places) -> QuerySet[Conversion]:
    """What was found fit and is not public, the first due first."""
    rows = Conversion.objects.filter(request__organisation__in=list(places), is_fit=True)
    rows = rows.filter(Q(record=None) | Q(record__live=None))
    return rows.select_related("request__organisation", "record").order_by("due_on", "id")


def reviewed(places: Places) -> QuerySet[Conversion]:
    """All decisions, the newest first, with the first day on which their record was public."""
    rows = Conversion.objects.filter(request__organisation__in=list(places))
    rows = rows.select_related("request__organisation", "record", "by")
    return rows.annotate(public_on=Min("record__publications__published_on")).order_by("-at", "-id")


def to_archive(places: Places) -> QuerySet[Request]:
    """Closed cases without an archive, the oldest first."""
    rows = Request.objects.filter(organisation__in=list(places), ended_on__isnull=False)
    rows = rows.filter(~Exists(Archive.objects.filter(request=OuterRef("pk"))))
    return rows.select_related("organisation").order_by("ended_on", "id")


def challenges_of(places: Places) -> QuerySet[Challenge]:
    """Reconsiderations and suits; those that wait for something first."""
    rows = Challenge.objects.filter(request__organisation__in=list(places))
    rows = rows.select_related("request__organisation")
    waits = Q(result=Challenge.Result.PENDING) | Q(redo_due_on__isnull=False, redone_on=None)
    return rows.annotate(open=Count("pk", filter=waits)).order_by("-open", "-notified_on", "-id")


@dataclass(frozen=True)
class Alike:
    """Requests of different applicants for the same; `applicants` tells how many."""

    requests: Sequence[Request]
    applicants: int


def alike_to(request: Request) -> Alike:
    """Similar requests of others to the same body (第四十四条: 多个申请人、相同政府信息)."""
    _, others = likes_of(request)
    found = [one.request for one in others]
    return Alike(found, _applicants([request, *found]))


def alike_groups(place: Organisation) -> list[Alike]:
    """Groups of similar requests of different applicants among the newest of one body.

    What already became public, or is about to, is left out.
    """
    rows = Request.objects.filter(organisation=place).select_related("applicant")
    rows = rows.exclude(conversion__is_fit=True).order_by("-id")[:_LOOKED_AT]
    groups: list[tuple[frozenset[str], list[Request]]] = []
    for one in rows:
        words = kernel(one.wanted)
        near = [found for key, found in groups if similarity(words, key) >= ALIKE]
        if near:
            near[0].append(one)
        elif words:
            groups.append((words, [one]))
    found = [Alike(members, _applicants(members)) for _, members in groups]
    wanted = [one for one in found if one.applicants >= CONVERSION.applicants]
    return sorted(wanted, key=lambda one: -one.applicants)


def _applicants(requests: Iterable[Request]) -> int:
    """How many different applicants; one who cannot be told apart counts as one of their own."""
    marks = [one.applicant.likeness or f"#{one.pk}" for one in requests]
    return len(set(marks))
