"""The posts of the visitor, asked for once a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post
from gongkai.work.org.powers import EVERYWHERE, OWN, posts_on

_KEPT = "_posts_of_today"


def held_posts(request: HttpRequest) -> list[Post]:
    """The posts that the visitor holds today, with their organisations."""
    kept = getattr(request, _KEPT, None)
    if kept is None:
        kept = _asked(request)
        setattr(request, _KEPT, kept)
    return kept


def own_places(request: HttpRequest, *powers: str) -> list[Organisation]:
    """The organisations in which a post of the visitor gives one of the powers, each once."""
    posts = [one for one in held_posts(request) if _gives(one, powers)]
    found = {one.organisation_id: one.organisation for one in posts}
    return sorted(found.values(), key=lambda one: (one.order, one.code))


def has_power(request: HttpRequest, power: str, place: Organisation) -> bool:
    """True if a post of the visitor in that organisation gives the power."""
    return any(
        one.organisation_id == place.pk and _gives(one, (power,)) for one in held_posts(request)
    )


def has_everywhere(request: HttpRequest, power: str) -> bool:
    """True if a post of the visitor gives the power over every organisation."""
    return any(one.role in EVERYWHERE[power] for one in held_posts(request))


def seen_places(request: HttpRequest, power: str, sentence: str) -> Sequence[Organisation] | None:
    """The organisations over which the visitor has the power, None for all of them.

    Whoever has it over none is told the sentence.
    """
    if has_everywhere(request, power):
        return None
    places = own_places(request, power)
    if not places:
        raise PermissionDenied(sentence)
    return places


def _gives(post: Post, powers: Iterable[str]) -> bool:
    return any(post.role in OWN.get(power, ()) for power in powers)


def _asked(request: HttpRequest) -> list[Post]:
    person = request.user
    if not isinstance(person, Person):
        return []
    on = day_of(timezone.now())
    return list(posts_on(person, on).select_related("organisation"))
