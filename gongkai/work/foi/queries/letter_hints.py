"""What the case already knows for the places that a clerk fills in; to be checked, not trusted."""

from __future__ import annotations

from datetime import date

from gongkai.rules.foi import Event, read_clock
from gongkai.rules.foi.outcomes import find_outcome
from gongkai.rules.letters import CLAUSES
from gongkai.rules.letters import Letter as Kind
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.case_values import cn
from gongkai.work.foi.queries.clocks import as_events, events_of

_TERMS = {"3.6.1": "correction_requested", "3.6.2": "fee_notified"}


def letter_hints(
    request: Request, kind: Kind, outcome: str, on: date, consultation: Consultation | None = None
) -> dict[str, str]:
    """Proposals by place, only for places that this kind of letter asks for."""
    asked = {one.name for one in kind.asked}
    found = _of_consultation(kind, consultation)
    if "条款" in asked:
        found["条款"] = next((one.text for one in CLAUSES.values() if one.row == outcome), "")
    if "检索情况" in asked:
        found["检索情况"] = _searched(request)
    if outcome == "3.5.2":
        found["不予处理的理由"] = _repeated(request)
    if outcome in _TERMS:
        found |= _lapsed(request, outcome, on)
    return {name: value for name, value in found.items() if name in asked and value}


def _of_consultation(kind: Kind, consultation: Consultation | None) -> dict[str, str]:
    if consultation is None:
        return {}
    name = "机关名称" if kind.to == "agency" else "第三方"
    return {name: consultation.name, "涉及信息": consultation.information.strip()}


def _searched(request: Request) -> str:
    """Where, how and with which words (第三十六条第（四）项)."""
    return "；".join(
        f"{cn(one.on)}在{one.place}以“{one.words}”检索，结果为{one.result}"
        for one in request.searches.all()
    )


def _repeated(request: Request) -> str:
    earlier = request.repeats
    if earlier is None:
        return ""
    replies = earlier.letters.filter(state=Letter.State.SENT).exclude(outcome="")
    reply = replies.order_by("-id").first()
    answered = f"，我机关已于{cn(earlier.ended_on)}以{reply.number}答复" if reply else ""
    return (
        f"您此前就同一内容提出过申请（编号{earlier.number}）{answered}，本次属于重复申请，"
        f"依据{find_outcome('3.5.2').basis}"
    )


def _lapsed(request: Request, outcome: str, on: date) -> dict[str, str]:
    """When the applicant was told, and on which day the term was over."""
    rows = events_of(request)
    told = [one for one in rows if one.kind == _TERMS[outcome]]
    if not told:
        return {}
    before: list[Event] = as_events(rows[: rows.index(told[-1]) + 1])
    term = read_clock(before, told[-1].on).term
    what = "补正" if outcome == "3.6.1" else "缴费"
    over = f"{what}期限于{cn(term)}届满，我机关没有收到您的{what}" if term and term < on else ""
    return {"告知日期": cn(told[-1].on), "逾期情况": over}
