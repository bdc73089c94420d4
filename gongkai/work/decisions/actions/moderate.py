"""Holds an opinion back from the public or lets it be shown, with a reason; looks who wrote it."""

from __future__ import annotations

from datetime import datetime

from gongkai.rules.decisions.comment import WEB_LIMIT
from gongkai.work.decisions.actions.intake import count_held, shown_of
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person

_LONGEST = 200


def hold(*, opinion: Opinion, reason: str, by: Person, at: datetime) -> Opinion:
    """Show it no longer. It is still counted, disposed of and answered like every other."""
    told = _reason(reason)
    place = opinion.consultation.decision.organisation
    with deed("opinion.hold", by=by, at=at, power="opinion.handle", organisation=place) as act:
        shown = Opinion.objects.filter(pk=opinion.pk, is_held=False)
        if not shown.update(is_held=True, held_reason=told):
            raise Refused("opinion_held_already", number=str(opinion))
        count_held(opinion, 1)
        act.target, act.detail = opinion, {"number": str(opinion), "reason": told}
    opinion.refresh_from_db()
    return opinion


def release(
    *, opinion: Opinion, reason: str, by: Person, at: datetime, shown: str | None = None
) -> Opinion:
    """Let it be shown; `shown` are the words without what is not to be public.

    Personal data is masked in them once more. A person decides here: what the machine found
    grave may be shown if the person says why.
    """
    told = _reason(reason)
    place = opinion.consultation.decision.organisation
    with deed("opinion.release", by=by, at=at, power="opinion.handle", organisation=place) as act:
        words = opinion.shown if shown is None else shown.strip()
        public = shown_of(words, opinion.name, opinion.contact, day_of(at)).text
        if not public:
            raise Refused("opinion_shows_nothing")
        # Masking can make a text a little longer.
        if len(public) > max(WEB_LIMIT, len(opinion.text)) * 2:
            raise Refused("comment_long", count=len(public), limit=WEB_LIMIT)
        back = Opinion.objects.filter(pk=opinion.pk, is_held=True)
        if not back.update(is_held=False, held_reason="", shown=public):
            raise Refused("opinion_shown_already", number=str(opinion))
        count_held(opinion, -1)
        act.target, act.detail = opinion, {"number": str(opinion), "reason": told}
    opinion.refresh_from_db()
    return opinion


def look(*, opinion: Opinion, by: Person, at: datetime) -> tuple[str, str]:
    """Name and contact of who wrote it, for those who handle it; each look is written down."""
    place = opinion.consultation.decision.organisation
    power, what = "opinion.handle", {"number": str(opinion)}
    with deed(
        "opinion.look", by=by, at=at, power=power, organisation=place, target=opinion, detail=what
    ):
        return opinion.name, opinion.contact


def _reason(reason: str) -> str:
    told = " ".join(reason.split())
    if not told:
        raise Refused("opinion_moderated_without_reason")
    if len(told) > _LONGEST:
        raise Refused("opinion_reason_long", limit=_LONGEST, count=len(told))
    return told
