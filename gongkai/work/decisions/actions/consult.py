"""Prepares a consultation of the public, announces it through the one door, and opens it.

Sources: 重大行政决策程序暂行条例 第十四条、第十五条; the plan of the place on channels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from gongkai.rules.decisions.clauses import Clause as Part
from gongkai.rules.decisions.clauses import clauses_of
from gongkai.rules.decisions.lack import Lack
from gongkai.rules.decisions.law import CHANNELS
from gongkai.rules.decisions.periods import length_faults, period_faults
from gongkai.work.decisions.actions.intake import held, held_decision
from gongkai.work.decisions.models.consultation import Channel, Clause, Consultation
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.queries.announcement import body_of, lacks
from gongkai.work.decisions.queries.feedback_state import standing
from gongkai.work.files.html import text_of, word_to_html
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import edit, start
from gongkai.work.records.models.record import Record

BEYOND = {one.code: one.label for one in CHANNELS if one.code != "portal"}
"""Where else a consultation can be announced, with labels; the platform itself is always one."""
_STATE = Consultation.State
_TITLE, _REASON, _WHERE = 200, 300, 300
_LONGEST = 500_000


@dataclass(frozen=True)
class Plan:
    """What is consulted on, and when; all texts as written. `draft` has a paragraph in a line."""

    title: str
    draft: str
    explanation: str
    how: str
    opens_on: date
    closes_on: date
    short_reason: str = ""


def prepare(
    *,
    decision: Decision,
    plan: Plan,
    by: Person,
    at: datetime,
    consultation: Consultation | None = None,
) -> Consultation:
    """Write the next round of a decision down, or anew while it is prepared; clauses are cut.

    Raises Refused with all that is wrong, a term under 30 days without its reason among it.
    """
    place = decision.organisation
    with deed(
        "consultation.prepare", by=by, at=at, power="decision.edit", organisation=place
    ) as act:
        held_decision(decision)
        fit: dict[str, Any] = _fitted(plan)
        parts = clauses_of(fit["draft"])
        term = (plan.opens_on, plan.closes_on, fit["short_reason"])
        reasons = _unfit(fit, parts) + _told(period_faults(*term, day_of(at), decision.kind))
        reasons += _not_now(decision) if consultation is None else _not_any_more(consultation)
        if reasons:
            raise Refused("consultation_unfit", reasons=reasons)
        fit |= {"opens_on": plan.opens_on, "closes_on": plan.closes_on}
        made = _written(decision, consultation, fit, by, at)
        made.clauses.all().delete()
        Clause.objects.bulk_create(_rows(made, parts))
        act.target, act.detail = made, {"number": made.number, "clauses": len(parts)}
    return made


def draft_of_word(*, name: str, data: bytes) -> str:
    """The text of a Word file, one paragraph in a line. Raises Refused for what is none."""
    return text_of(word_to_html(data, name)[0])


def begin_announcement(*, consultation: Consultation, by: Person, at: datetime) -> Record:
    """Draft the record that announces the consultation, or write its draft anew."""
    place = consultation.decision.organisation
    with deed(
        "consultation.announce", by=by, at=at, power="decision.edit", organisation=place
    ) as act:
        here = _prepared(consultation)
        record = here.record
        if record is None or record.is_gone:
            record = start(organisation=place, by=by, at=at)
        elif not record.is_writable:
            raise Refused("announcement_under_way")
        title = f"关于《{here.title}》公开征求意见的公告"
        edit(record=record, by=by, at=at, title=title[:_TITLE], body_html=body_of(here))
        here.record = record
        here.save(update_fields=["record"])
        act.target, act.detail = here, {"record": record.pk}
    return record


def open_consultation(*, consultation: Consultation, by: Person, at: datetime) -> Consultation:
    """Begin to take opinions in, once the announcement is public and holds every clause.

    The term runs from this day: what was announced late must still leave it whole.
    """
    place = consultation.decision.organisation
    with deed("consultation.open", by=by, at=at, power="decision.edit", organisation=place) as act:
        here, on = _prepared(consultation), day_of(at)
        if here.record is None or here.record.live is None:
            raise Refused("announcement_not_public")
        reasons = lacks(here, here.record.live.version)
        if on < here.opens_on:
            reasons.append(Refused("consultation_not_begun", on=here.opens_on))
        kind = here.decision.kind
        reasons += _told(length_faults(on, here.closes_on, here.short_reason, kind))
        if reasons:
            raise Refused("consultation_not_opened", reasons=reasons)
        here.opens_on, here.opened_at, here.state = on, at, _STATE.OPEN
        here.save(update_fields=["opens_on", "opened_at", "state"])
        act.target, act.detail = here, {"number": here.number}
    consultation.refresh_from_db()
    return consultation


def register_channel(
    *, consultation: Consultation, code: str, on: date, where: str, by: Person, at: datetime
) -> Channel:
    """Note where else the consultation was announced; `code` is one of rules.decisions.law."""
    told = " ".join(where.split())
    place = consultation.decision.organisation
    with deed(
        "consultation.channel", by=by, at=at, power="decision.edit", organisation=place
    ) as act:
        here = held(consultation)
        reasons = []
        if code not in BEYOND:
            reasons.append(Refused("channel_unknown"))
        if not told:
            reasons.append(Refused("channel_without_place"))
        if len(told) > _WHERE:
            reasons.append(Refused("channel_long", limit=_WHERE))
        if on > day_of(at):
            reasons.append(Refused("channel_to_come", on=on))
        if Channel.objects.filter(consultation=here, code=code, where=told).exists():
            reasons.append(Refused("channel_twice", place=told))
        if reasons:
            raise Refused("channel_unfit", reasons=reasons)
        made = Channel.objects.create(consultation=here, code=code, on=on, where=told, at=at, by=by)
        act.target, act.detail = here, {"channel": code}
    return made


def _fitted(plan: Plan) -> dict[str, str]:
    """Texts without blanks around them; titles and reasons on one line."""
    lined = {name: " ".join(getattr(plan, name).split()) for name in ("title", "short_reason")}
    long = {
        name: "\n".join(line.strip() for line in getattr(plan, name).splitlines()).strip()
        for name in ("draft", "explanation", "how")
    }
    return {name: text.replace("\0", "") for name, text in (lined | long).items()}


def _unfit(fit: dict[str, Any], parts: Sequence[Part]) -> list[Refused]:
    names = {"title": "标题", "explanation": "起草说明", "how": "提出意见的方式"}
    reasons = [
        Refused("consultation_lacks", what=label) for name, label in names.items() if not fit[name]
    ]
    if not parts:
        reasons.append(Refused("consultation_without_draft"))
    if len(fit["title"]) > _TITLE or len(fit["short_reason"]) > _REASON:
        reasons.append(Refused("consultation_long", title=_TITLE, reason=_REASON))
    if any(len(fit[name]) > _LONGEST for name in ("draft", "explanation", "how")):
        reasons.append(Refused("consultation_text_long", limit=_LONGEST))
    return reasons


def _told(faults: Iterable[Lack]) -> list[Refused]:
    return [Refused("consultation_term", sentence=one.sentence) for one in faults]


def _not_now(decision: Decision) -> list[Refused]:
    """Why no further round can begin."""
    reasons = []
    if decision.state != Decision.State.ON_ROAD:
        reasons.append(Refused("consultation_off_road", state=decision.get_state_display()))
    if decision.public_exempt:
        reasons.append(Refused("consultation_exempt"))
    if decision.consultations.exclude(state=_STATE.CLOSED).exists():
        reasons.append(Refused("consultation_another"))
    if standing(decision) is not None:
        reasons.append(Refused("feedback_stands"))
    return reasons


def _not_any_more(consultation: Consultation) -> list[Refused]:
    here = held(consultation)
    if here.state != _STATE.DRAFT:
        return [Refused("consultation_opened")]
    if here.record is not None and not (here.record.is_writable or here.record.is_gone):
        return [Refused("announcement_under_way")]
    return []


def _prepared(consultation: Consultation) -> Consultation:
    here = held(consultation)
    if here.state != _STATE.DRAFT:
        raise Refused("consultation_opened")
    return here


def _written(
    decision: Decision,
    consultation: Consultation | None,
    fit: dict[str, Any],
    by: Person,
    at: datetime,
) -> Consultation:
    if consultation is None:
        last = decision.consultations.aggregate(last=Max("number"))["last"] or 0
        made = Consultation(decision=decision, number=last + 1, made_at=at, made_by=by)
    else:
        made = held(consultation)
    for name, value in fit.items():
        setattr(made, name, value)
    made.save()
    return made


def _rows(made: Consultation, parts: Sequence[Part]) -> list[Clause]:
    return [
        Clause(
            consultation=made, key=one.key, order=order, chapter=one.chapter,
            heading=one.heading, text=one.text,
        )
        for order, one in enumerate(parts, 1)
    ]  # fmt: skip
