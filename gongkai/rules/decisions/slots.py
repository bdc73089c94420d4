"""The dossier of a decision: what is collected on its page, and what is not there yet and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from gongkai.rules.decisions.law import KINDS, MAJOR, SLOTS, SlotKind, UnknownKind
from gongkai.rules.decisions.periods import chinese_day, feedback_due
from gongkai.rules.decisions.phases import Flags
from gongkai.rules.workdays import is_published

LINKED, RUNNING, NOT_DUE, MISSING, NONE = "linked", "running", "not_due", "missing", "none"


@dataclass(frozen=True)
class SlotFacts:
    """What is known of a decision for its dossier.

    `linked` are the codes of the slots in which something public is; the days are those of the
    consultation, of the meeting, of the issue (出台) and of the evaluation. `attended`: did people
    of the public attend the meeting, None if nobody has said; `not_attended_reason` says why not.
    """

    linked: frozenset[str] = frozenset()
    opens_on: date | None = None
    closes_on: date | None = None
    held_on: date | None = None
    attended: bool | None = None
    not_attended_reason: str = ""
    issued_on: date | None = None
    evaluated_on: date | None = None
    exempt_reason: str = ""


@dataclass(frozen=True)
class Slot:
    """A slot on a day: `state` is "linked", "running", "not_due", "missing" or "none".

    `due_on` is the day by which it is to be public, None while nobody knows; `why` says in Chinese
    what the state comes from.
    """

    code: str
    label: str
    state: str
    due_on: date | None
    why: str
    source: str


_Read = tuple[str, date | None, str]
_Reader = Callable[[SlotFacts, date], _Read]


def slots_of(kind: str, flags: Flags, facts: SlotFacts, on: date) -> tuple[Slot, ...]:
    """Return the slots of the dossier on a day, in the order of the page. Raises UnknownKind.

    Seven are there for every major decision; risk and experts if flagged, effect once evaluated.
    A normative document shows the attendance only if people attended. Source: the yearly work plan
    (决策公开归集, unverified); 政府信息公开条例 第十九条.
    """
    if kind not in KINDS:
        raise UnknownKind(kind)
    shown = (slot for slot in SLOTS if _is_shown(slot.code, kind, flags, facts))
    return tuple(_slot(slot, flags, facts, on) for slot in shown)


def _is_shown(code: str, kind: str, flags: Flags, facts: SlotFacts) -> bool:
    asked = {
        "risk": flags.has_risk,
        "experts": flags.needs_experts,
        "effect": facts.evaluated_on is not None,
        "attendance": kind == MAJOR or facts.attended is True,
    }
    return asked.get(code, True) or code in facts.linked


def _slot(slot: SlotKind, flags: Flags, facts: SlotFacts, on: date) -> Slot:
    state, due_on, why = _read(slot.code, flags, facts, on)
    return Slot(slot.code, slot.label, state, due_on, why, slot.source)


def _read(code: str, flags: Flags, facts: SlotFacts, on: date) -> _Read:
    if code == "opinions" and _is_running(facts, on) and not flags.public_exempt:
        assert facts.closes_on is not None
        until = chinese_day(facts.closes_on)
        return RUNNING, facts.closes_on, f"正在征求意见，到 {until} 截止，随时更新。"
    if code in facts.linked:
        return LINKED, None, "已公开。"
    if flags.public_exempt:
        return NONE, None, f"依法不予公开：{facts.exempt_reason.strip() or '没有写明依据'}。"
    return _READERS[code](facts, on)


def _is_running(facts: SlotFacts, on: date) -> bool:
    if facts.opens_on is None or facts.closes_on is None:
        return False
    return facts.opens_on <= on <= facts.closes_on


def _by(due_on: date | None, on: date, event: str, said: str) -> _Read:
    """A slot that is due on the day of an event, which `said` puts into words."""
    if due_on is None:
        return NOT_DUE, None, f"{event}时公开，时间还没有确定。"
    if on < due_on:
        return NOT_DUE, due_on, f"{chinese_day(due_on)}{event}时公开。"
    return MISSING, due_on, f"{chinese_day(due_on)}{said}，应当公开，还没有公开。"


def _with_draft(facts: SlotFacts, on: date) -> _Read:
    if facts.opens_on is None and facts.issued_on is not None:
        return _by(facts.issued_on, on, "文件出台", "文件已经出台")
    return _by(facts.opens_on, on, "开始征求意见", "已经开始征求意见")


def _opinions(facts: SlotFacts, on: date) -> _Read:
    if facts.closes_on is None and facts.issued_on is not None:
        return _by(facts.issued_on, on, "文件出台", "文件已经出台")
    return _by(facts.closes_on, on, "征求意见截止", "征求意见已经截止")


def _adoption(facts: SlotFacts, on: date) -> _Read:
    if facts.issued_on is None or on < facts.issued_on:
        return NOT_DUE, None, "文件出台后 10 个工作日内公开。"
    due_on = feedback_due(facts.issued_on, provisional=True)
    issued, due = chinese_day(facts.issued_on), chinese_day(due_on)
    if not is_published(due_on.year):
        due += "（该年放假安排还没有公布，日期可能变动）"
    if on <= due_on:
        return NOT_DUE, due_on, f"文件 {issued} 出台，{due} 以前公开。"
    return MISSING, due_on, f"文件 {issued} 出台，应当在 {due} 以前公开，已经逾期。"


def _attendance(facts: SlotFacts, on: date) -> _Read:
    held = facts.held_on is not None and on >= facts.held_on
    if not held or facts.attended is not False:
        return _by(facts.held_on, on, "会议召开", "会议已经召开")
    reason = facts.not_attended_reason.strip().removesuffix("。")
    if reason:
        return NONE, None, f"没有公众代表列席：{reason}。"
    return MISSING, facts.held_on, "没有公众代表列席，也没有说明原因；请写明原因。"


def _result(facts: SlotFacts, on: date) -> _Read:
    return _by(facts.issued_on, on, "文件出台", "文件已经出台")


def _effect(facts: SlotFacts, on: date) -> _Read:
    return _by(facts.evaluated_on, on, "评估完成", "评估已经完成")


_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        "draft": _with_draft,
        "explanation": _with_draft,
        "background": _with_draft,
        "opinions": _opinions,
        "adoption": _adoption,
        "attendance": _attendance,
        "result": _result,
        "risk": _result,
        "experts": _result,
        "effect": _effect,
    }
)
