"""People without a post, and organisations in which nobody can draft."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post


def people_without_post(on: date) -> QuerySet[Person]:
    """Open accounts that can do nothing on that day."""
    posts = Post.objects.filter(_held_on(on), person=OuterRef("pk"))
    return Person.objects.filter(~Exists(posts), is_active=True).order_by("name", "username")


def organisations_without_clerk(on: date) -> QuerySet[Organisation]:
    """Organisations with duties of their own in which nobody keeps the ledger and drafts."""
    clerks = Post.objects.filter(_held_on(on), organisation=OuterRef("pk"), role=Post.Role.CLERK)
    is_there = Q(active_until=None) | Q(active_until__gt=on)
    found = Organisation.objects.filter(is_there, ~Exists(clerks))
    return found.exclude(kind=Organisation.Kind.DISTRICT).order_by("order", "code")


def _held_on(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
