"""The pages of decisions, gathered for their templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.faces.portal.decisions.road import events_of, stage_of
from gongkai.faces.ui.parts import Event, Tag
from gongkai.rules.decisions.slots import LINKED, MISSING, NONE, NOT_DUE, RUNNING
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.feedback import OtherForm
from gongkai.work.decisions.models.meeting import Meeting
from gongkai.work.decisions.models.year_list import YearList
from gongkai.work.decisions.queries import public
from gongkai.work.decisions.queries.dossier import Dossier, Filled, dossier_of
from gongkai.work.decisions.queries.facts import known_of
from gongkai.work.org.models.organisation import Organisation

_TAGS = {
    LINKED: Tag("ok", "已公开"),
    RUNNING: Tag("info", "进行中"),
    NOT_DUE: Tag("idle", "还没到时候"),
    MISSING: Tag("bad", "到期没有公开"),
    NONE: Tag("idle", "不适用"),
}
_STATES = {
    Decision.State.ON_ROAD: Tag("info", "办理中"),
    Decision.State.DONE: Tag("ok", "已办结"),
    Decision.State.ENDED: Tag("idle", "已终止"),
}


@dataclass(frozen=True)
class Row:
    """A decision in the list of its year; `url` is empty where it has no page of its own yet."""

    code: str
    title: str
    organisation: Organisation
    planned_on: date
    tag: Tag
    url: str
    round_url: str
    closes_on: date | None


@dataclass(frozen=True)
class SlotRow:
    """A slot with where what fills it can be read."""

    label: str
    tag: Tag
    why: str
    source: str
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class DecisionPage:
    """One decision with everything that is collected on it."""

    decision: Decision
    stage: Tag
    events: Sequence[Event]
    slots: Sequence[SlotRow]
    open_round: Consultation | None
    days_left: int
    rounds: Sequence[tuple[Consultation, int]]
    forms: Sequence[OtherForm]
    meetings: Sequence[Meeting]
    feedback_url: str
    listed_url: str
    kin: Sequence[tuple[str, str]]


def rows_of(year: int, version: YearList | None) -> list[Row]:
    """What the list in force names, then documents and parts. Four queries however many."""
    items = list(public.items_in_force(version)) if version is not None else []
    others = list(public.others_of(year, version))
    decisions = [one.decision for one in items] + others
    rounds = public.open_by_decision(one.pk for one in decisions)
    seen = public.visible_codes(one.code for one in decisions)
    named = [
        _row(one.decision, rounds, seen, one.title, one.planned_on, one.organisation)
        for one in items
    ]
    return named + [
        _row(one, rounds, seen, one.title, one.planned_on, one.organisation) for one in others
    ]


def _row(  # noqa: PLR0917 - the columns of one row
    one: Decision,
    rounds: dict[int, Consultation],
    seen: set[str],
    title: str,
    planned_on: date,
    place: Organisation,
) -> Row:
    running = rounds.get(one.pk)
    tag = Tag("info", "正在征求意见") if running else _state(one)
    return Row(
        code=one.code,
        title=title,
        organisation=place,
        planned_on=planned_on,
        tag=tag,
        url=reverse("portal:decision", args=[one.code]) if one.code in seen else "",
        round_url=_round_url(running) if running else "",
        closes_on=running.closes_on if running else None,
    )


def _state(one: Decision) -> Tag:
    return _STATES.get(Decision.State(one.state), Tag("idle", "待启动"))


def decision_page(decision: Decision, on: date) -> DecisionPage:
    """The dossier of a decision as everybody may see it."""
    dossier = dossier_of(known_of(decision), on)
    listed = public.listed_on(decision)
    running = [
        one for one in dossier.public_rounds
        if one.state == Consultation.State.OPEN and one.closes_on >= on
    ]  # fmt: skip
    return DecisionPage(
        decision=decision,
        stage=_stage(dossier),
        events=events_of(dossier, listed),
        slots=[_slot(one, dossier) for one in dossier.slots],
        open_round=running[0] if running else None,
        days_left=(running[0].closes_on - on).days if running else 0,
        rounds=[(one, dossier.counts.get(one.pk, 0)) for one in dossier.public_rounds],
        forms=dossier.forms if dossier.feedback is not None else [],
        meetings=[one for one in dossier.meetings if _is_public(one)],
        feedback_url=_feedback_url(dossier),
        listed_url=_listed_url(listed.year_list) if listed is not None else "",
        kin=_kin(decision),
    )


def _stage(dossier: Dossier) -> Tag:
    decision = dossier.known.decision
    kind = {Decision.State.DONE: "ok", Decision.State.ENDED: "idle"}.get(
        Decision.State(decision.state), "info"
    )
    return Tag(kind, stage_of(dossier))


def _slot(one: Filled, dossier: Dossier) -> SlotRow:
    slot = one.slot
    links = [
        (link.record.live.title, reverse("portal:record", args=[link.record.index_number]))
        for link in one.public
        if link.record.live is not None
    ]
    if slot.code in {"draft", "explanation", "opinions"}:
        links += [(row.title, _round_url(row)) for row in dossier.public_rounds]
    if slot.code == "adoption" and dossier.feedback is not None:
        links.append(("采纳情况反馈", _feedback_url(dossier)))
    if slot.code == "attendance":
        links += [(row.title, _meeting_url(row)) for row in dossier.meetings if _is_public(row)]
    return SlotRow(slot.label, _TAGS[slot.state], slot.why, slot.source, links)


def _is_public(meeting: Meeting) -> bool:
    record = meeting.adoption_record or meeting.call_record
    return record is not None and record.live_id is not None


def _meeting_url(meeting: Meeting) -> str:
    return reverse("portal:meeting", args=[meeting.number])


def _round_url(one: Consultation) -> str:
    return reverse("portal:consultation", args=[one.decision.code, one.number])


def _feedback_url(dossier: Dossier) -> str:
    if dossier.feedback is None:
        return ""
    return reverse("portal:decision_feedback", args=[dossier.feedback.decision.code])


def _listed_url(version: YearList) -> str:
    return reverse("portal:year_list", args=[version.year, version.number])


def _kin(decision: Decision) -> list[tuple[str, str]]:
    """What it came from and what it became: its addresses keep working."""
    found = []
    if decision.split_from is not None:
        found.append(("由这件事拆分而来", decision.split_from))
    if decision.merged_into is not None:
        found.append(("已并入", decision.merged_into))
    found += [("拆分出", one) for one in public.public_decisions().filter(split_from=decision)]
    seen = public.visible_codes(one.code for _, one in found) if found else set()
    return [
        (f"{word}：{one.title}", reverse("portal:decision", args=[one.code]))
        for word, one in found
        if one.code in seen
    ]
