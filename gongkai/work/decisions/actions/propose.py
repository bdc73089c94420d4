"""Proposes a major decision for the yearly list, or begins a normative document.

Sources: 重大行政决策程序暂行条例 第三条、第九条、第十条; 国办发〔2018〕37号.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gongkai.rules.decisions.law import SCOPES
from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.journal.actions.numbering import give_number
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

POWER, LIST_POWER = "decision.edit", "decision.list"
REASON = 300
_TITLE, _LONGEST = 200, 20_000
_SCOPES = frozenset(one.code for one in SCOPES)
_KIND, _STATE = Decision.Kind, Decision.State


@dataclass(frozen=True)
class Proposal:
    """What a decision is about. `scope` is a code of rules.decisions.law.SCOPES, "" for documents.

    `others` share the work; `contact` says where opinions go that do not come by the portal.
    """

    title: str
    background: str
    planned_on: date
    scope: str = ""
    contact: str = ""
    is_trial: bool = False
    others: Sequence[Organisation] = field(default=())


def held(decision: Decision, *states: str) -> Decision:
    """The decision as it is now, held against everybody else, in one of these states."""
    rows = Decision.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("organisation", "split_from").get(pk=decision.pk)
    if states and found.state not in states:
        raise Refused("decision_elsewhere", state=found.get_state_display())
    return found


def given_code(year: int) -> str:
    """The next code of the year, which nobody else is given."""
    return give_number(Decision.objects.all(), "code", year)


def reasoned(reason: str) -> str:
    """A reason on one line. Raises Refused if there is none, or too much."""
    told = " ".join(reason.replace("\0", "").split())
    if not told:
        raise Refused("decision_without_reason")
    if len(told) > REASON:
        raise Refused("decision_reason_long", limit=REASON)
    return told


def propose(
    *, organisation: Organisation, kind: str, year: int, proposal: Proposal, by: Person,
    at: datetime,
) -> Decision:  # fmt: skip
    """Propose a major decision for the list of `year`; a normative document begins at once."""
    with deed("decision.propose", by=by, at=at, power=POWER, organisation=organisation) as act:
        fit = _fitted(proposal, kind)
        reasons = _unfit(fit, kind)
        if not day_of(at).year <= year <= day_of(at).year + 1:
            reasons.append(Refused("decision_year_unfit", year=year))
        if fit["planned_on"] < day_of(at):
            reasons.append(Refused("decision_planned_past", on=fit["planned_on"]))
        if reasons:
            raise Refused("decision_unfit", reasons=reasons)
        state = _STATE.PROPOSED if kind == _KIND.MAJOR else _STATE.ON_ROAD
        made = Decision.objects.create(
            kind=kind, code=given_code(year), year=year, organisation=organisation, state=state,
            phase=Phase.START, created_at=at, created_by=by, **fit,
        )  # fmt: skip
        made.others.set(_others(proposal, organisation))
        act.target, act.detail = made, {"code": made.code, "kind": kind}
    return made


def edit(*, decision: Decision, proposal: Proposal, by: Person, at: datetime) -> Decision:
    """Change what was proposed. What the public list names is changed by the list alone."""
    place = decision.organisation
    with deed("decision.edit", by=by, at=at, power=POWER, organisation=place) as act:
        row = held(decision, _STATE.PROPOSED, _STATE.ON_ROAD)
        fit = _fitted(proposal, row.kind)
        reasons = _unfit(fit, row.kind)
        is_listed = row.kind == _KIND.MAJOR and row.state == _STATE.ON_ROAD
        named = ("title", "scope", "planned_on")
        if is_listed and any(fit[name] != getattr(row, name) for name in named):
            reasons.append(Refused("decision_is_listed"))
        if reasons:
            raise Refused("decision_unfit", reasons=reasons)
        act.detail = {
            name: str(getattr(row, name)) for name in fit if getattr(row, name) != fit[name]
        }
        for name, value in fit.items():
            setattr(row, name, value)
        row.save(update_fields=list(fit))
        row.others.set(_others(proposal, place))
        act.target = row
    return row


def decline(*, decision: Decision, reason: str, by: Person, at: datetime) -> Decision:
    """Leave a proposed decision out of the list; its department is told why."""
    told = reasoned(reason)
    with deed("decision.decline", by=by, at=at, power=LIST_POWER) as act:
        row = held(decision, _STATE.PROPOSED)
        if row.list_items.exclude(year_list__state="listed").exists():
            raise Refused("decision_in_draft_list")
        row.state, row.ended_reason = _STATE.DECLINED, told
        row.save(update_fields=["state", "ended_reason"])
        act.target, act.detail = row, {"reason": told}
    return row


def _fitted(proposal: Proposal, kind: str) -> dict[str, Any]:
    is_major = kind == _KIND.MAJOR
    return {
        "title": " ".join(proposal.title.replace("\0", "").split()),
        "background": proposal.background.replace("\0", "").strip(),
        "planned_on": proposal.planned_on,
        "scope": proposal.scope if is_major else "",
        "contact": proposal.contact.replace("\0", "").strip(),
        "is_trial": proposal.is_trial and not is_major,
    }


def _unfit(fit: dict[str, Any], kind: str) -> list[Refused]:
    reasons = []
    if kind not in _KIND.values:
        reasons.append(Refused("decision_kind_unknown"))
    if not fit["title"] or len(fit["title"]) > _TITLE:
        reasons.append(Refused("decision_title_unfit", limit=_TITLE))
    if not fit["background"]:
        reasons.append(Refused("decision_without_background"))
    if max(len(fit["background"]), len(fit["contact"])) > _LONGEST:
        reasons.append(Refused("decision_text_long", limit=_LONGEST))
    if kind == _KIND.MAJOR and fit["scope"] not in _SCOPES:
        reasons.append(Refused("decision_scope_unknown"))
    return reasons


def _others(proposal: Proposal, lead: Organisation) -> list[Organisation]:
    return [one for one in proposal.others if one.pk != lead.pk]
