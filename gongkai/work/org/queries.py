"""Reading the organisation: who exists today, who works there."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from gongkai.work.org.models.organisation import Group, Organisation
from gongkai.work.org.models.person import Person, Post


def _held_on(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))


def organisations(on: date) -> QuerySet[Organisation]:
    """All organisations in their order, each with the number of people in post on `on`."""
    held = (Q(posts__until_on=None) | Q(posts__until_on__gte=on)) & Q(posts__from_on__lte=on)
    return Organisation.objects.annotate(
        people_count=Count("posts__person", filter=held, distinct=True)
    ).order_by("order", "code")


def with_people(organisation: Organisation, on: date) -> Organisation:
    """The organisation with its names, groups and the posts held on `on` fetched."""
    posts = Post.objects.filter(_held_on(on)).select_related("person").order_by("role", "from_on")
    return Organisation.objects.prefetch_related(
        "names", "groups", Prefetch("posts", posts, to_attr="posts_held")
    ).get(pk=organisation.pk)


def groups() -> QuerySet[Group]:
    """The collective names and their members."""
    return Group.objects.prefetch_related("members").order_by("name")


def people() -> QuerySet[Person]:
    """Everybody whose account is open."""
    return Person.objects.filter(is_active=True).order_by("name")
