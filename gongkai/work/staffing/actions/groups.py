"""Collective names (各有关单位) and the organisations they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Group, Name, Organisation
from gongkai.work.org.models.person import Person


def set_group(
    *, name: str, members: Iterable[Organisation], by: Person | None, at: datetime
) -> Group:
    """Set the members of a new or known group; duties laid down already stay as they are."""
    name = "".join(name.split())
    chosen = sorted(set(members), key=lambda one: (one.order, one.code))
    _refuse_unfit(name, chosen, at)
    with deed("group.set", by=by, at=at, power="org.edit") as act:
        group, _ = Group.objects.get_or_create(name=name)
        group.members.set(chosen)
        act.target = group
        act.detail = {"name": name, "members": [one.code for one in chosen]}
    return group


def _refuse_unfit(name: str, members: list[Organisation], at: datetime) -> None:
    if not name:
        raise Refused("name_missing")
    if not members:
        raise Refused("group_empty", name=name)
    today = day_of(at)
    closed = [one for one in members if one.active_until and one.active_until <= today]
    if closed:
        raise Refused("organisation_closed", organisation=closed[0])
    bears = Q(name=name) | Q(short_name=name)
    if Organisation.objects.filter(bears).exists() or Name.objects.filter(text=name).exists():
        raise Refused("name_taken", name=name)
