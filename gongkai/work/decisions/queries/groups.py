"""Groups of opinions that say the same: as lists, and as a clerk saw one of them."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from django.db.models import Q, QuerySet

from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.opinion import Opinion, OpinionGroup


def groups(consultation: Consultation) -> QuerySet[OpinionGroup]:
    """All groups, the largest first, with who disposed of them."""
    rows = OpinionGroup.objects.filter(consultation=consultation)
    return rows.select_related("disposed_by").order_by("-size", "id")


def edition_of(group: OpinionGroup) -> str:
    """What names the state of a group: another one as soon as anybody changed it."""
    parts = (
        group.pk, group.state, group.title, group.size, group.disposition, group.reason,
        group.disposed_at.isoformat() if group.disposed_at else "",
    )  # fmt: skip
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


class Ungrouped(NamedTuple):
    """An opinion that no person put into a group; `shown` is empty while it is held back."""

    key: int
    clause: int | None
    text: str
    shown: str


def ungrouped(consultation: Consultation) -> list[Ungrouped]:
    """All of them, in the order of their numbers. One query."""
    rows = Opinion.objects.filter(consultation=consultation)
    free = rows.filter(Q(group=None) | Q(group__state=OpinionGroup.State.SUGGESTED))
    told = free.order_by("number").values_list("pk", "clause_id", "text", "shown", "is_held")
    return [
        Ungrouped(key, clause, text, "" if held else shown)
        for key, clause, text, shown, held in told
    ]
