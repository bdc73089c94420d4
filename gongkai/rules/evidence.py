"""The state of a duty in one period, judged from live evidence, with the reason in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.rules.workdays import add_workdays, is_published, workday_from, workdays_between

DUE_WITHIN_WORKDAYS = 10
"""From how many working days before its date a duty counts as due: two weeks. [design]"""

DECIDER = "政务公开主管部门"


class State(StrEnum):
    """The states of a duty in a period."""

    UPCOMING = "upcoming"
    DUE = "due"
    FULFILLED = "fulfilled"
    LATE = "late"
    OVERDUE = "overdue"
    KEPT = "kept"
    BROKEN = "broken"
    MANUAL = "manual"


class Proof(StrEnum):
    """How a duty is proven: something published, something done, each event in time, a word."""

    RECORD = "record"
    ACTIVITY = "activity"
    EVENT = "event"
    STATEMENT = "statement"


# When, by whom if by another, and what.
_Seen = tuple[date, str, str]
_VERBS = {Proof.RECORD: "公开", Proof.ACTIVITY: "完成"}
_NOTHING_YET = {Proof.RECORD: "尚无公开记录", Proof.ACTIVITY: "尚无办理记录"}


class UnusableEvidence(ValueError):
    """Evidence that contradicts itself or lacks the date that the rule needs."""

    def __init__(self, code: str, title: str) -> None:
        super().__init__(code, title)
        self.code = code
        self.title = title


@dataclass(frozen=True)
class Evidence:
    """A live object. `on` is the day it became public or was done, None while it is not.

    `formed_on` is the day from which the term of an event runs. `by` says whose it is if not that
    of the one who has the duty.
    """

    kind: str
    title: str
    on: date | None
    formed_on: date | None = None
    by: str = ""

    def __post_init__(self) -> None:
        if self.on and self.formed_on and self.on < self.formed_on:
            raise UnusableEvidence("published_before_formed", self.title)


@dataclass(frozen=True)
class Period:
    """What is due in one period. Without `due_on` the duty is standing.

    `days` is the term of each event, in working days unless `natural`; `needed` says how many
    pieces of evidence fulfil the period, `decider` who judges what no rule can.
    """

    starts_on: date
    due_on: date | None
    proof: Proof | None
    days: int = 20
    natural: bool = False
    needed: int = 1
    decider: str = DECIDER

    def __post_init__(self) -> None:
        if self.needed < 1 or self.days < 0 or self.proof not in (None, *Proof):
            raise ValueError(self)


@dataclass(frozen=True)
class Assessment:
    """A state and why. `provisional`: it rests on a year whose holidays are not yet published."""

    state: State
    explanation: str
    provisional: bool = False


def assess(
    period: Period,
    *,
    on: date,
    evidence: Iterable[Evidence],
    due_within: int = DUE_WITHIN_WORKDAYS,
) -> Assessment:
    """Return the state of `period` on the day `on`, from the evidence filed for it.

    Evidence dated after `on` or before the period is not seen. A duty is due on its date and
    the `due_within` working days before, overdue from the day after. Events are kept while each
    was public in time; where there is none, nobody but a person can tell whether something was
    formed and kept back.
    Source: 政府信息公开条例 第二十六条（二十个工作日）、第四十七条（监督检查）; our reading.
    """
    filed = tuple(evidence)
    if period.proof == Proof.EVENT:
        return _assess_events(period, on, filed)
    seen = sorted(
        (one.on, one.by, one.title) for one in filed if one.on and period.starts_on <= one.on <= on
    )
    if period.proof not in _VERBS:
        return _manual(period, on, seen)
    if period.due_on is None:
        return _assess_standing(period, period.proof, seen)
    if len(seen) >= period.needed:
        return _done(period, period.proof, period.due_on, seen[period.needed - 1])
    so_far = _so_far(period, period.proof, len(seen))
    return _open(period.starts_on, period.due_on, on, so_far, due_within)


def _manual(period: Period, on: date, seen: Sequence[_Seen]) -> Assessment:
    limit = f"期限 {period.due_on}" if period.due_on else "长期坚持"
    if period.due_on and on > period.due_on:
        limit += "，已过"
    filed = f"已提交说明 {len(seen)} 份" if seen else "尚未提交说明"
    what = "以文字说明佐证" if period.proof else "没有绑定核验规则"
    return Assessment(
        State.MANUAL, f"本项{what}，系统不能自行判断，由{period.decider}认定（{limit}，{filed}）。"
    )


def _assess_standing(period: Period, proof: Proof, seen: Sequence[_Seen]) -> Assessment:
    verb = _VERBS[proof]
    if len(seen) < period.needed:
        return Assessment(
            State.MANUAL,
            f"本项长期坚持、没有可计算的期限，{_so_far(period, proof, len(seen))}，"
            f"由{period.decider}认定。",
        )
    day, by, title = seen[-1]
    return Assessment(
        State.KEPT,
        f"长期坚持，本期已{verb} {len(seen)} 件，最近{_by(by)}于 {day} {verb}{_quoted(title)}。",
    )


def _done(period: Period, proof: Proof, due_on: date, last: _Seen) -> Assessment:
    verb, (day, by, title) = _VERBS[proof], last
    done = f"{verb}{_quoted(title)}" + (f"等 {period.needed} 件" if period.needed > 1 else "")
    if day <= due_on:
        when = f"{_by(by) or '已'}于 {day}"
        return Assessment(State.FULFILLED, f"{due_on} 前应{verb}，{when} {done}，按时完成。")
    delay, provisional = _workdays(due_on, day)
    explanation = f"应于 {due_on} 前{verb}，实际{_by(by)}于 {day} {done}，{_beyond(delay)}。"
    return Assessment(State.LATE, explanation, provisional)


def _open(starts_on: date, due_on: date, on: date, so_far: str, due_within: int) -> Assessment:
    if on > due_on:
        delay, provisional = _workdays(due_on, on)
        explanation = f"应于 {due_on} 前完成，已{_beyond(delay)}，{so_far}。"
        return Assessment(State.OVERDUE, explanation, provisional)
    left, provisional = _workdays(on, due_on)
    is_due = on >= starts_on and left <= due_within
    rest = f"还有 {left} 个工作日" if on < due_on else "今天到期"
    explanation = f"应于 {due_on} 前完成，{rest}，{so_far}。"
    return Assessment(State.DUE if is_due else State.UPCOMING, explanation, provisional)


@dataclass(frozen=True)
class _Event:
    due_on: date
    formed_on: date
    title: str
    on: date | None
    provisional: bool
    by: str

    def is_late(self, today: date) -> bool:
        return (self.on or today) > self.due_on


def _assess_events(period: Period, on: date, filed: Sequence[Evidence]) -> Assessment:
    events = sorted(_events(period, on, filed), key=lambda one: (one.due_on, one.title))
    late = [one for one in events if one.is_late(on)]
    provisional = any(one.provisional for one in events)
    term = f"形成之日起 {period.days} 个{'自然日' if period.natural else '工作日'}内"
    if late:
        return Assessment(State.BROKEN, _first_late(late, on), provisional)
    if not events:
        return _no_events(period, on, filed)
    open_ones = [one for one in events if one.on is None]
    done = [one for one in events if one.on is not None]
    told = [f"本期 {len(done)} 件均在{term}公开{_shares(done)}"] if done else []
    if open_ones:
        first = open_ones[0]
        told.append(
            f"{len(open_ones)} 件尚在期限内，最早的{_quoted(first.title)}应于 {first.due_on} 前公开"
        )
    return Assessment(State.KEPT, "，另有 ".join(told) + "。", provisional)


def _no_events(period: Period, on: date, filed: Sequence[Evidence]) -> Assessment:
    """What was formed before the period is not judged in it, but it was published."""
    older = sum(1 for one in filed if one.on and period.starts_on <= one.on <= on)
    what = f"本期公开的 {older} 件均在本期之前形成" if older else "本期没有公开记录"
    return Assessment(State.MANUAL, f"{what}，是否有应公开而未公开的信息，由{period.decider}认定。")


def _shares(done: Sequence[_Event]) -> str:
    counts = Counter(one.by for one in done if one.by)
    told = [f"由{by}公开 {count} 件" for by, count in sorted(counts.items())]
    return f"（其中{'、'.join(told)}）" if told else ""


def _events(period: Period, on: date, filed: Sequence[Evidence]) -> Iterable[_Event]:
    for one in filed:
        if one.formed_on is None:
            raise UnusableEvidence("formation_missing", one.title)
        last = on if period.due_on is None else min(on, period.due_on)
        if not period.starts_on <= one.formed_on <= last:
            continue
        due_on, provisional = _term(one.formed_on, period)
        published = one.on if one.on and one.on <= on else None
        yield _Event(due_on, one.formed_on, one.title, published, provisional, one.by)


def _term(formed_on: date, period: Period) -> tuple[date, bool]:
    if period.natural:
        last = formed_on + timedelta(days=period.days)
        due_on = workday_from(last, provisional=True)
    else:
        due_on = add_workdays(formed_on, period.days, provisional=True)
    return due_on, not _published(formed_on, due_on)


def _first_late(late: Sequence[_Event], on: date) -> str:
    first = late[0]
    delay, _ = _workdays(first.due_on, first.on or on)
    actual = f"实际{_by(first.by)}于 {first.on} 公开" if first.on else "尚未公开"
    others = f"（本期共 {len(late)} 件超期）" if len(late) > 1 else ""
    return (
        f"{_quoted(first.title)}于 {first.formed_on} 形成，应于 {first.due_on} 前公开，"
        f"{actual}，{_beyond(delay)}{others}。"
    )


def _so_far(period: Period, proof: Proof, count: int) -> str:
    if count == 0:
        return _NOTHING_YET[proof]
    return f"应{_VERBS[proof]} {period.needed} 件，已{_VERBS[proof]} {count} 件"


def _beyond(workdays: int) -> str:
    return f"超期 {workdays} 个工作日" if workdays else "超期，但不足 1 个工作日"


def _by(whom: str) -> str:
    return f"由{whom}" if whom else ""


def _quoted(title: str) -> str:
    return title if title.startswith("《") else f"《{title}》"


def _published(first: date, last: date) -> bool:
    return all(is_published(year) for year in range(first.year, last.year + 1))


def _workdays(first: date, last: date) -> tuple[int, bool]:
    """Count the working days in (first, last], and tell whether a calendar was missing."""
    return workdays_between(first, last, provisional=True), not _published(first, last)
