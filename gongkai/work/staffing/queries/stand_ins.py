"""Who may stand in for a reviewer, who may name them, and whom a reviewer stood in for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post
from gongkai.work.org.powers import posts_on

REVIEWS = (Post.Role.FIRST_REVIEWER, Post.Role.SECOND_REVIEWER, Post.Role.FINAL_REVIEWER)
Span = tuple[date, date | None, str]


def own_posts(person: Person, on: date) -> QuerySet[Post]:
    """The reviews for which the person may name a stand-in: one's own, a head's all."""
    held = posts_on(person, on).filter(stands_in_for=None)
    led = held.filter(role=Post.Role.HEAD).values("organisation_id")
    mine = held.filter(role__in=REVIEWS).values("pk")
    found = Post.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on),
        Q(pk__in=mine) | Q(organisation__in=led),
        role__in=REVIEWS,
        stands_in_for=None,
    )
    return found.select_related("organisation", "person").order_by("organisation", "role", "id")


def may_name(person: Person, post: Post, on: date) -> bool:
    """True for the holder of the post and the head of its organisation."""
    return own_posts(person, on).filter(pk=post.pk).exists()


def people_of(post: Post, on: date) -> QuerySet[Person]:
    """Who can stand in from that day: colleagues with a post of their own there."""
    there = Post.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on),
        organisation=post.organisation,
        stands_in_for=None,
        from_on__lte=on,
    )
    found = Person.objects.filter(pk__in=there.values("person"), is_active=True)
    return found.exclude(pk=post.person_id).order_by("name", "pk")


def colleagues(person: Person, on: date) -> QuerySet[Person]:
    """Everybody who could stand in for any of the posts the person may name one for."""
    there = own_posts(person, on).values("organisation_id")
    posts = Post.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), organisation__in=there, stands_in_for=None
    )
    found = Person.objects.filter(pk__in=posts.values("person"), is_active=True)
    return found.order_by("name", "pk")


def stand_ins(person: Person, on: date) -> QuerySet[Post]:
    """Those that run or are to begin, the earliest first."""
    found = Post.objects.filter(stands_in_for__in=own_posts(person, on), until_on__gte=on)
    return found.select_related("organisation", "person", "stands_in_for__person").order_by(
        "from_on", "id"
    )


class Substitutions:
    """Whom the reviewers of some organisations stood in for, on any day. One query."""

    def __init__(self, organisations: Iterable[Organisation | int]) -> None:
        self._spans: dict[tuple[int, int, str], list[Span]] = defaultdict(list)
        posts = Post.objects.filter(organisation__in=list(organisations), role__in=REVIEWS)
        for post in posts.filter(stands_in_for__isnull=False).select_related(
            "stands_in_for__person"
        ):
            assert post.stands_in_for is not None
            key = post.organisation_id, post.person_id, post.role
            self._spans[key].append((post.from_on, post.until_on, post.stands_in_for.person.name))

    def behalf(self, organisation: int, person: int, level: int, on: date) -> str:
        """The name of whom the person stood in for at that level on the day; else empty."""
        for first, last, name in self._spans[organisation, person, REVIEWS[level - 1]]:
            if first <= on and (last is None or on <= last):
                return name
        return ""
