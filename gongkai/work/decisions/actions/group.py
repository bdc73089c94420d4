"""Puts opinions that say the same together: the machine suggests, a person decides.

Who says the same on another clause says something else, so groups never cross clauses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from gongkai.rules.decisions.grouping import groups_of, representative
from gongkai.work.decisions.actions.dispose import changed, held_group
from gongkai.work.decisions.actions.enter import refuse_told
from gongkai.work.decisions.actions.intake import shown_of
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.opinion import Opinion, OpinionGroup
from gongkai.work.decisions.queries.feedback_state import standing
from gongkai.work.decisions.queries.groups import Ungrouped, ungrouped
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person

AT_ONCE = 3000
"""So many different texts are compared while a clerk waits; more are left to the night."""
_LATELY = timedelta(days=2)
_TITLE, _CHUNK = 300, 5000
_UNSHOWN = "内容相同的意见（暂不展示）"
_SUGGESTED, _DECIDED = OpinionGroup.State.SUGGESTED, OpinionGroup.State.DECIDED
_UNDONE = {"disposition": "", "reason": "", "disposed_at": None, "disposed_by": None}


@dataclass(frozen=True)
class _Alike:
    """Opinions found alike, and the words that stand for them."""

    title: str
    keys: Sequence[int]


def suggest_groups(*, consultation: Consultation, by: Person | None, at: datetime) -> int:
    """Look for opinions that say the same; earlier suggestions give way. Returns how many groups.

    `by=None` is the nightly job. What persons confirmed stays as it is. The search itself runs
    before anything is held, so that nobody who comments has to wait for it.
    """
    rows = ungrouped(consultation)
    if by is not None and len({one.text for one in rows}) > AT_ONCE:
        raise Refused("group_search_large", limit=AT_ONCE)
    found = list(_alike(rows))
    place = consultation.decision.organisation
    power = "opinion.handle" if by is not None else None
    with deed("group.suggest", by=by, at=at, power=power, organisation=place) as act:
        refuse_told(consultation)
        OpinionGroup.objects.filter(consultation=consultation, state=_SUGGESTED).delete()
        made = [_make(consultation, one, by, at) for one in found]
        act.target, act.detail = consultation, {"groups": sum(made)}
    return sum(made)


def suggest_all(*, at: datetime) -> int:
    """What the nightly job does: look where somebody spoke lately and the feedback is to come."""
    spoke = Opinion.objects.filter(received_at__gt=at - _LATELY).values("consultation")
    rows = Consultation.objects.filter(pk__in=spoke).select_related("decision__organisation")
    waiting = [one for one in rows.order_by("pk") if standing(one.decision) is None]
    return sum(suggest_groups(consultation=one, by=None, at=at) for one in waiting)


def confirm_group(
    *, group: OpinionGroup, title: str, seen: str, by: Person, at: datetime
) -> OpinionGroup:
    """A person has looked and agrees, under a title of their own; a new title renames it."""
    told = shown_of(" ".join(title.split()), "", "", day_of(at)).text
    if not told:
        raise Refused("group_without_title")
    if len(told) > _TITLE:
        raise Refused("group_title_long", limit=_TITLE)
    place = group.consultation.decision.organisation
    with deed("group.confirm", by=by, at=at, power="opinion.handle", organisation=place) as act:
        refuse_told(group.consultation)
        here = held_group(group, seen)
        here.title, here.state = told, _DECIDED
        if here.made_by_id is None:
            here.made_by = by
        here.save(update_fields=["title", "state", "made_by"])
        act.target, act.detail = here, {"size": here.size}
    group.refresh_from_db()
    return group


def dissolve_group(*, group: OpinionGroup, seen: str, by: Person, at: datetime) -> None:
    """Take a group apart; what its members had from it they lose, and are open again."""
    place = group.consultation.decision.organisation
    with deed("group.dissolve", by=by, at=at, power="opinion.handle", organisation=place) as act:
        refuse_told(group.consultation)
        here = held_group(group, seen)
        members = Opinion.objects.filter(group=here)
        if here.disposition:
            members.update(group=None, **_UNDONE, edition=F("edition") + 1)
        else:
            members.update(group=None)
        act.target, act.detail = here.consultation, {"group": here.pk, "size": here.size}
        here.delete()


def move(
    *, opinion: Opinion, to: OpinionGroup | None, edition: int, by: Person, at: datetime
) -> Opinion:
    """Put one opinion into a confirmed group, or out of its own (None).

    It takes what became of the group; out of one it is open again.
    """
    place = opinion.consultation.decision.organisation
    with deed("group.move", by=by, at=at, power="opinion.handle", organisation=place) as act:
        refuse_told(opinion.consultation)
        rows = Opinion.objects.select_for_update(of=("self",)).select_related("disposed_by")
        here = rows.get(pk=opinion.pk)
        if here.edition != edition:
            raise changed(here)
        target = _target(here, to)
        _leave(here)
        fate = _UNDONE
        if target is not None:
            OpinionGroup.objects.filter(pk=target.pk).update(size=F("size") + 1)
            fate = {name: getattr(target, name) for name in _UNDONE}
        Opinion.objects.filter(pk=here.pk).update(group=target, **fate, edition=F("edition") + 1)
        act.target, act.detail = here, {"number": str(here), "to": target.pk if target else None}
    opinion.refresh_from_db()
    return opinion


def _target(here: Opinion, to: OpinionGroup | None) -> OpinionGroup | None:
    if to is None:
        if here.group_id is None:
            raise Refused("opinion_in_no_group", number=str(here))
        return None
    found = OpinionGroup.objects.select_for_update(of=("self",)).filter(pk=to.pk).first()
    if found is None:
        raise Refused("group_gone")
    if found.consultation_id != here.consultation_id or found.state != _DECIDED:
        raise Refused("group_not_confirmed")
    if found.pk == here.group_id:
        raise Refused("opinion_in_this_group", number=str(here))
    return found


def _leave(here: Opinion) -> None:
    """One less in the group it was in; a group without members is none."""
    if here.group_id is None:
        return
    before = OpinionGroup.objects.filter(pk=here.group_id)
    before.update(size=F("size") - 1)
    Opinion.objects.filter(pk=here.pk).update(group=None)
    before.filter(size=0).delete()


def _alike(opinions: Sequence[Ungrouped]) -> Iterator[_Alike]:
    by_clause: dict[int | None, list[Ungrouped]] = defaultdict(list)
    for one in opinions:
        by_clause[one.clause].append(one)
    for rows in by_clause.values():
        texts = [one.text for one in rows]
        for members in groups_of(texts):
            spoken = rows[representative(texts, members)]
            yield _Alike(_title(spoken), [rows[place].key for place in members])


def _title(spoken: Ungrouped) -> str:
    """What the public may read: titles are told with the feedback."""
    return " ".join(spoken.shown.split())[:_TITLE] or _UNSHOWN


def _make(consultation: Consultation, alike: _Alike, by: Person | None, at: datetime) -> bool:
    """One suggested group of those that are still free; False if too few are."""
    with transaction.atomic():
        group = OpinionGroup.objects.create(
            consultation=consultation, title=alike.title, state=_SUGGESTED, made_at=at, made_by=by
        )
        size = 0
        for start in range(0, len(alike.keys), _CHUNK):
            chunk = Opinion.objects.filter(pk__in=alike.keys[start : start + _CHUNK], group=None)
            size += chunk.update(group=group)
        if size > 1:
            OpinionGroup.objects.filter(pk=group.pk).update(size=size)
        else:
            group.delete()
    return size > 1
