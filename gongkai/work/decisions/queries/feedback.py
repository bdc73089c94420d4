"""The feedback on opinions: its figures, what it lacks, when it is due, whom to tell of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from gongkai.rules.decisions.periods import feedback_due
from gongkai.rules.decisions.summary import Figures, Row, figures, publication_faults
from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.decisions.models.decision import Decision, SlotLink
from gongkai.work.decisions.models.feedback import Feedback, OtherForm
from gongkai.work.decisions.models.opinion import Opinion, OpinionGroup
from gongkai.work.journal.deeds import Refused

_RESULT = "result"
_TELLING = timedelta(days=30)


@dataclass(frozen=True)
class Answered:
    """All that the feedback tells of the opinions: groups first, then those that stand alone."""

    groups: Sequence[OpinionGroup]
    alone: QuerySet[Opinion]
    forms: Sequence[OtherForm]


def counted(decision: Decision) -> Figures:
    """The figures of all rounds together; clauses by round and key, "1/a5"; "1/" is the whole."""
    decided = OpinionGroup.State.DECIDED
    rows = Opinion.objects.filter(consultation__decision=decision).values_list(
        "channel", "consultation__number", "clause__key", "disposition", "group_id",
        "group__state", "is_held", "reason",
    )  # fmt: skip
    return figures(
        Row(channel, f"{number}/{key or ''}", fate, group if state == decided else None, held, why)
        for channel, number, key, fate, group, state, held, why in rows.iterator(chunk_size=5000)
    )


def lacks(decision: Decision, found: Figures) -> list[Refused]:
    """Every reason why the feedback cannot be made yet."""
    rounds = list(Consultation.objects.filter(decision=decision).values_list("state", flat=True))
    reasons = [] if rounds else [Refused("feedback_without_consultation")]
    if Consultation.State.OPEN in rounds:
        reasons.append(Refused("feedback_too_early"))
    decided = _decided(decision)
    texts: dict[Hashable, str] = {group.pk: group.reason for group in decided}
    titles: dict[Hashable, str] = {group.pk: group.title for group in decided}
    for fault in publication_faults(found, texts):
        values = dict(fault.values)
        if "group" in values:
            values["title"] = titles[values["group"]]
        reasons.append(Refused(fault.code, **values))
    return reasons


def answered(decision: Decision) -> Answered:
    """Groups that a person confirmed, opinions outside of them, and the other forms."""
    alone = Opinion.objects.filter(
        Q(group=None) | Q(group__state=OpinionGroup.State.SUGGESTED),
        consultation__decision=decision,
    )
    forms = OtherForm.objects.filter(decision=decision).order_by("on", "id")
    return Answered(_decided(decision), alone.order_by("consultation", "number"), list(forms))


def clause_labels(decision: Decision) -> dict[str, str]:
    """What each clause of the figures is called, by "1/a5"; the round is said where there are more.

    In the order of the drafts, the whole of each first.
    """
    rounds = list(Consultation.objects.filter(decision=decision).order_by("number"))
    before = {one.pk: f"第 {one.number} 轮 " if len(rounds) > 1 else "" for one in rounds}
    clauses = list(Clause.objects.filter(consultation__in=rounds).order_by("order"))
    found = {}
    for one in rounds:
        found[f"{one.number}/"] = f"{before[one.pk]}整份文件"
        mine = (clause for clause in clauses if clause.consultation_id == one.pk)
        found |= {f"{one.number}/{each.key}": f"{before[one.pk]}{each.heading}" for each in mine}
    return found


def due_on(decision: Decision) -> date | None:
    """The last day to publish the feedback; None before the decision is public."""
    links = SlotLink.objects.filter(decision=decision, slot=_RESULT, record__live__isnull=False)
    first = links.select_related("record__live__version").order_by("id").first()
    if first is None or first.record.live is None:
        return None
    live = first.record.live
    return feedback_due(live.version.issued_on or live.published_on)


def public_feedback(code: str) -> Feedback | None:
    """The feedback of the decision with this code, once its record is public. One query."""
    rows = Feedback.objects.filter(decision__code=code, record__live__isnull=False)
    related = ("decision__organisation", "record__live__version", "record__live__item")
    return rows.select_related(*related).first()


def newly_told(at: datetime) -> Iterable[Decision]:
    """Decisions whose feedback became public in the last days, so that authors may be told."""
    fresh = Q(feedback__record__live__published_at__gt=at - _TELLING)
    return Decision.objects.filter(fresh).select_related("organisation").order_by("pk")


def to_tell(decision: Decision) -> QuerySet[Opinion]:
    """Opinions whose authors left a way to reach them and were not told yet."""
    rows = Opinion.objects.filter(consultation__decision=decision, told_at=None)
    return rows.exclude(contact="").select_related("consultation").order_by("pk")


def told_count(decision: Decision) -> int:
    """How many opinions were answered by e-mail."""
    return Opinion.objects.filter(consultation__decision=decision, told_at__isnull=False).count()


def _decided(decision: Decision) -> list[OpinionGroup]:
    rows = OpinionGroup.objects.filter(
        consultation__decision=decision, state=OpinionGroup.State.DECIDED
    )
    return list(rows.select_related("consultation").order_by("consultation", "-size", "id"))
