"""Giving people posts and ending them; what somebody may do follows from posts alone."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.organisation import Office, Organisation
from gongkai.work.org.models.person import Person, Post


def appoint(
    *,
    person: Person,
    organisation: Organisation,
    role: str,
    from_on: date,
    by: Person | None,
    at: datetime,
    office: Office | None = None,
) -> Post:
    """Give `person` the post from the day `from_on`."""
    _refuse_unfit(person, organisation, role, from_on, office)
    with deed("post.appoint", by=by, at=at, power="person.edit", organisation=organisation) as act:
        held = Post.objects.filter(
            Q(until_on=None) | Q(until_on__gte=from_on),
            person=person,
            organisation=organisation,
            role=role,
        ).first()
        if held is not None:
            raise Refused("post_held", person=person, post=held)
        act.target = post = Post.objects.create(
            person=person, organisation=organisation, role=role, from_on=from_on, office=office
        )
        act.detail = {"person": person.username, "role": role, "from": from_on.isoformat()}
    return post


def end_post(*, post: Post, until_on: date, by: Person | None, at: datetime) -> Post:
    """End the post; `until_on` is its last day."""
    if post.until_on is not None:
        raise Refused("post_ended", post=post, until_on=post.until_on)
    if until_on < post.from_on:
        raise Refused("post_ends_before_it_begins", post=post, from_on=post.from_on)
    with deed(
        "post.end", by=by, at=at, power="person.edit", organisation=post.organisation, target=post
    ) as act:
        post.until_on = until_on
        post.save(update_fields=["until_on"])
        # Nobody stands in for a post that nobody holds any more.
        post.stand_ins.filter(from_on__gt=until_on).delete()
        post.stand_ins.filter(until_on__gt=until_on).update(until_on=until_on)
        act.detail["until"] = until_on.isoformat()
    return post


def _refuse_unfit(
    person: Person, organisation: Organisation, role: str, from_on: date, office: Office | None
) -> None:
    if role not in Post.Role.values:
        raise Refused("role_unknown", role=role)
    if not person.is_active:
        raise Refused("account_closed", person=person)
    if organisation.active_until is not None and organisation.active_until <= from_on:
        raise Refused("organisation_closed", organisation=organisation)
    if office is not None and office.organisation_id != organisation.pk:
        raise Refused("office_elsewhere", office=office, organisation=organisation)
