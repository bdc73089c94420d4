"""What every page of the desk knows: its navigation, who is logged in, what waits."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from gongkai.faces.desk.counts import waiting
from gongkai.faces.desk.nav import described_by, powers_from, sections
from gongkai.faces.desk.posts import held_posts
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.person import Person


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context processor; empty outside the desk and before the login."""
    person = getattr(request, "user", None)
    if not request.path.startswith(reverse("desk:home")) or not isinstance(person, Person):
        return {}
    on = day_of(timezone.now())
    posts = held_posts(request)
    powers = powers_from(posts)
    return {
        "desk_nav": sections(powers, waiting(person, powers, on), request.path),
        "desk_person": described_by(person, posts),
        "desk_powers": powers,
        "desk_logout_url": reverse("desk:logout"),
        "desk_password_url": reverse("desk:password"),
    }
