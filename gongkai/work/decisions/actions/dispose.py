"""Says what becomes of opinions: adopted, partly, not; one, some, or a whole group, with reasons.

Every act compares what its clerk had on the screen (`edition`) with what is stored now, so that
two clerks cannot undo each other (重大行政决策程序暂行条例 第十五条、第二十九条).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from gongkai.work.decisions.actions.enter import refuse_told
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.opinion import Disposition, Opinion, OpinionGroup
from gongkai.work.decisions.queries.groups import edition_of
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person

LONGEST = 1000
MOST = 200
_DECIDED = OpinionGroup.State.DECIDED


def dispose(
    *, opinion: Opinion, disposition: str, reason: str, edition: int, by: Person, at: datetime
) -> Opinion:
    """Dispose of one opinion. Raises Refused("opinion_changed") if another clerk was faster."""
    dispose_many(
        consultation=opinion.consultation, editions={opinion.pk: edition},
        disposition=disposition, reason=reason, by=by, at=at,
    )  # fmt: skip
    opinion.refresh_from_db()
    return opinion


def dispose_many(
    *,
    consultation: Consultation,
    editions: Mapping[int, int],
    disposition: str,
    reason: str,
    by: Person,
    at: datetime,
) -> int:
    """Dispose of all of these or of none; `editions` by key. Returns how many. Raises Refused."""
    told = _fit(disposition, reason)
    if not 0 < len(editions) <= MOST:
        raise Refused("opinion_selection", most=MOST)
    place = consultation.decision.organisation
    with deed("opinion.dispose", by=by, at=at, power="opinion.handle", organisation=place) as act:
        refuse_told(consultation)
        rows = Opinion.objects.filter(consultation=consultation, pk__in=list(editions))
        found = list(rows.select_related("group", "disposed_by").order_by("pk"))
        if len(found) != len(editions):
            raise Refused("opinion_selection", most=MOST)
        others = [one for one in found if one.edition != editions[one.pk]]
        if reasons := [*map(changed, others), *_in_groups(found)]:
            raise Refused("opinions_not_disposed", reasons=reasons)
        rows.update(
            disposition=disposition, reason=told, disposed_at=at, disposed_by=by,
            edition=F("edition") + 1,
        )  # fmt: skip
        act.target = consultation
        act.detail = {"numbers": [str(one) for one in found], "disposition": disposition}
    return len(found)


def dispose_group(
    *, group: OpinionGroup, disposition: str, reason: str, seen: str, by: Person, at: datetime
) -> OpinionGroup:
    """Dispose of a confirmed group and of all its members; `seen` as `edition_of` gave it."""
    told = _fit(disposition, reason)
    place = group.consultation.decision.organisation
    with deed("group.dispose", by=by, at=at, power="opinion.handle", organisation=place) as act:
        refuse_told(group.consultation)
        here = held_group(group, seen)
        if here.state != _DECIDED:
            raise Refused("group_not_confirmed")
        fate: dict[str, Any] = {
            "disposition": disposition, "reason": told, "disposed_at": at, "disposed_by": by,
        }  # fmt: skip
        OpinionGroup.objects.filter(pk=here.pk).update(**fate)
        Opinion.objects.filter(group=here).update(**fate, edition=F("edition") + 1)
        act.target, act.detail = here, {"disposition": disposition, "size": here.size}
    group.refresh_from_db()
    return group


def held_group(group: OpinionGroup, seen: str) -> OpinionGroup:
    """The group as it is now, held. Raises Refused if it is gone or not as it was `seen`."""
    rows = OpinionGroup.objects.select_for_update(of=("self",)).select_related("disposed_by")
    here = rows.filter(pk=group.pk).first()
    if here is None:
        raise Refused("group_gone")
    if edition_of(here) != seen:
        by = here.disposed_by.name if here.disposed_by else "别的经办人"
        raise Refused(
            "group_changed", person=by, title=here.title,
            disposition=here.get_disposition_display() or "还没有处理",
        )  # fmt: skip
    return here


def _fit(disposition: str, reason: str) -> str:
    told = reason.strip()
    if disposition not in Disposition.values:
        raise Refused("opinion_disposition_unknown")
    if disposition != Disposition.ADOPTED and not told:
        raise Refused("opinion_without_reason")
    if len(told) > LONGEST:
        raise Refused("opinion_reason_long", limit=LONGEST, count=len(told))
    return told


def changed(one: Opinion) -> Refused:
    """The refusal that says what the other clerk did meanwhile."""
    return Refused(
        "opinion_changed",
        number=str(one),
        person=one.disposed_by.name if one.disposed_by else "别的经办人",
        disposition=one.get_disposition_display() or "还没有处理",
    )


def _in_groups(found: Iterable[Opinion]) -> list[Refused]:
    return [
        Refused("opinion_in_group", number=str(one), title=one.group.title)
        for one in found
        if one.group is not None and one.group.state == _DECIDED
    ]
