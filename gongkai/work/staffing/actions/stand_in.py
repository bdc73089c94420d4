"""Standing in for a reviewer on leave: a post of its own, for a time, held by somebody else."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person, Post
from gongkai.work.staffing.queries.stand_ins import may_name, people_of


def name_stand_in(
    *, post: Post, person: Person, from_on: date, until_on: date, by: Person, at: datetime
) -> Post:
    """Let `person` of the same organisation review in place of the holder of `post`.

    The stand-in holds a post like any other between the two days, so that every rule of the
    reviews (three different people, none of them its drafter) is held against the person.
    """
    with deed("post.stand_in", by=by, at=at, power=None, organisation=post.organisation) as act:
        if not may_name(by, post, day_of(at)):
            raise Refused("stand_in_not_yours")
        if reasons := _why_not(post, person, from_on, until_on, day_of(at)):
            raise Refused("stand_in_refused", reasons=reasons)
        act.target = given = _save(
            Post(
                person=person,
                organisation=post.organisation,
                role=post.role,
                from_on=from_on,
                until_on=until_on,
                stands_in_for=post,
            )
        )
        act.detail = {
            "person": person.username,
            "stands_in_for": post.person.username,
            "role": post.role,
            "from": from_on.isoformat(),
            "until": until_on.isoformat(),
        }
    return given


def recall_stand_in(*, post: Post, by: Person, at: datetime) -> None:
    """End it: today is its last day; what has not begun is taken back as if never given."""
    on, held = day_of(at), post.stands_in_for
    with deed(
        "post.recall", by=by, at=at, power=None, organisation=post.organisation, target=held
    ) as act:
        if held is None or not may_name(by, held, on):
            raise Refused("stand_in_not_yours")
        if post.until_on is not None and post.until_on < on:
            raise Refused("post_ended", until_on=post.until_on)
        act.detail = {"person": post.person.username, "until": on.isoformat()}
        if post.from_on > on:
            post.delete()
        else:
            post.until_on = on
            post.save(update_fields=["until_on"])


def _why_not(post: Post, person: Person, from_on: date, until_on: date, on: date) -> list[Refused]:
    reasons = []
    if person.pk not in {one.pk for one in people_of(post, from_on)}:
        reasons.append(Refused("stand_in_elsewhere", person=person))
    if from_on < on:
        # A power that began yesterday would cover what was done without it.
        reasons.append(Refused("stand_in_backdated", from_on=from_on))
    if until_on < from_on:
        reasons.append(Refused("stand_in_ends_before", from_on=from_on))
    if post.until_on is not None and until_on > post.until_on:
        reasons.append(Refused("stand_in_outlasts", until_on=post.until_on))
    if _holds(post, person, from_on, until_on):
        reasons.append(Refused("stand_in_held", person=person))
    return reasons


def _holds(post: Post, person: Person, from_on: date, until_on: date) -> bool:
    return Post.objects.filter(
        Q(until_on=None) | Q(until_on__gte=from_on),
        person=person,
        organisation=post.organisation,
        role=post.role,
        from_on__lte=until_on,
    ).exists()


def _save(post: Post) -> Post:
    try:
        with transaction.atomic():
            post.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("stand_in_held", person=post.person) from error
    return post
