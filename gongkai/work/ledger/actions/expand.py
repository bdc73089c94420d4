"""Saying whom a collective name of a plan stands for: a group is set and the name settled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.actions.settle import settle
from gongkai.work.ledger.models.plan import Responsible
from gongkai.work.org.models.organisation import Group, Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.staffing.actions.groups import set_group


def expand(
    *,
    responsible: Responsible,
    members: Iterable[Organisation],
    by: Person | None,
    at: datetime,
) -> Responsible:
    """Keep the name as a group of `members` and let it mean them in the whole plan."""
    longest = Group._meta.get_field("name").max_length
    if longest is not None and len(responsible.name) > longest:
        raise Refused("text_too_long", field="name", longest=longest)
    with transaction.atomic():
        group = set_group(name=responsible.name, members=members, by=by, at=at)
        return settle(
            responsible=responsible, means=Responsible.Means.GROUP, group=group, by=by, at=at
        )
