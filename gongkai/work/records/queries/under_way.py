"""Where records are between their writer and the public, in whose hands and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from gongkai.work.org.models.person import Post
from gongkai.work.records.models.record import Drafter, Record
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.reviewing import ROLE_OF_LEVEL, STATE_OF_LEVEL

_IN_WORK = (Record.State.DRAFT, Record.State.RETURNED, *STATE_OF_LEVEL.values())
_ROLE_OF_STATE = {STATE_OF_LEVEL[level]: role for level, role in ROLE_OF_LEVEL.items()}


@dataclass(frozen=True)
class Whereabouts:
    """A record under review: who can decide now, and since when it waits for them."""

    record: Record
    holders: tuple[str, ...]
    since: datetime


def last_returns(records: Iterable[Record]) -> dict[int, Review]:
    """Why each of the records came back last, by record. One query."""
    returned = Review.objects.filter(
        version__record__in=[one.pk for one in records], outcome=Review.Outcome.RETURNED
    )
    rows = returned.select_related("person", "version").order_by("at", "id")
    return {one.version.record_id: one for one in rows}


def in_work_for(occurrences: Iterable[int]) -> dict[int, Record]:
    """The record that somebody is making for each of the occurrences, the newest. One query."""
    found = Record.objects.filter(occurrence__in=list(occurrences), state__in=_IN_WORK)
    return {one.occurrence_id: one for one in found.order_by("id") if one.occurrence_id}


def whereabouts(records: Sequence[Record], on: date) -> list[Whereabouts]:
    """In whose hands each record under review is. Three queries however many there are."""
    passed = _last_reviews(records)
    barred = _barred(records, passed)
    holders = _holders(records, on)
    found = []
    for one in records:
        role = _ROLE_OF_STATE[Record.State(one.state)]
        people = holders[one.organisation_id, role]
        names = tuple(name for key, name in people if key not in barred[one.pk])
        reviews = passed[one.pk]
        sent = one.current.frozen_at if one.current is not None else None
        since = reviews[-1].at if reviews else sent or one.created_at
        found.append(Whereabouts(one, names, since))
    return found


def _last_reviews(records: Iterable[Record]) -> dict[int, list[Review]]:
    found: dict[int, list[Review]] = defaultdict(list)
    versions = {one.current_id: one.pk for one in records}
    for review in Review.objects.filter(version__in=versions).order_by("at", "id"):
        found[versions[review.version_id]].append(review)
    return found


def _barred(records: Iterable[Record], passed: dict[int, list[Review]]) -> dict[int, set[int]]:
    """Who wrote on a record or decided on it already has no say in it now."""
    found: dict[int, set[int]] = defaultdict(set)
    for drafter in Drafter.objects.filter(record__in=[one.pk for one in records]):
        found[drafter.record_id].add(drafter.person_id)
    for key, reviews in passed.items():
        found[key].update(one.person_id for one in reviews)
    return found


def _holders(records: Iterable[Record], on: date) -> dict[tuple[int, str], list[tuple[int, str]]]:
    found: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
    posts = Post.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on),
        from_on__lte=on,
        role__in=_ROLE_OF_STATE.values(),
        organisation__in={one.organisation_id for one in records},
        person__is_active=True,
    )
    for post in posts.select_related("person").order_by("from_on", "id"):
        found[post.organisation_id, post.role].append((post.person_id, post.person.name))
    return found
