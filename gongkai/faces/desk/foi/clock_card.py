"""The clock of a case as a card: how long, until when, what is left out, and every step of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.faces.desk.foi.words import rest_day_said, time_left
from gongkai.faces.ui.dates import cn_date, cn_day
from gongkai.rules.foi import STATES, Reading
from gongkai.rules.foi.case import CLOSED, RUNNING, Step
from gongkai.rules.foi.receipt import receipt_of
from gongkai.rules.workdays import remaining_workdays, workdays_between
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.queue import URGENT


@dataclass(frozen=True)
class Card:
    """`kind` is a colour, `big` the one thing to know, `said` its sentence, `facts` the rest."""

    kind: str
    big: str
    said: str
    facts: Sequence[str]
    steps: Sequence[Step]


def clock_card(request: Request, reading: Reading, on: date) -> Card:
    """The clock on the day, with its reasons."""
    if reading.received is None:
        return _intake(request, on)
    if reading.state in CLOSED:
        return _ended(reading)
    if reading.state == RUNNING and reading.due is not None:
        return _running(reading, on)
    return _waiting(reading, on)


def _intake(request: Request, on: date) -> Card:
    left, rule = time_left(request, on), receipt_of(request.channel)
    said = f"{rule.rule}（{rule.basis}）。确认以前期限不开始。"
    return Card(left.kind, "收到日还没有定", said, [f"{left.word}。"], ())


def _running(reading: Reading, on: date) -> Card:
    assert reading.due is not None
    left = remaining_workdays(on, reading.due, provisional=True)
    kind = "bad" if reading.overdue or left == 0 else "warn" if left <= URGENT else "ok"
    big = f"还剩 {left} 个工作日" if left > 0 else "今天到期"
    if reading.overdue:
        big = f"逾期 {max(-left, 1)} 个工作日"
    said = f"最迟{cn_day(reading.due)} 24:00 前送出答复"
    return Card(kind, big, said, _facts(reading, on), reading.steps)


def _waiting(reading: Reading, on: date) -> Card:
    said = "期限停下来。"
    if reading.term is not None:
        left = remaining_workdays(on, reading.term, provisional=True)
        said = f"期限停下来，对方最迟{cn_day(reading.term)}，还有 {max(left, 0)} 个工作日。"
    elif reading.due is not None:
        said = f"期限停下来；对方不答复的，最迟{cn_day(reading.due)}送出答复。"
    return Card("idle", STATES[reading.state], said, _facts(reading, on), reading.steps)


def _ended(reading: Reading) -> Card:
    assert reading.ended is not None
    kind = "warn" if reading.overdue else "ok"
    late = "，答复超过了期限" if reading.overdue else ""
    said = f"{cn_date(reading.ended)}办结{late}。"
    return Card(kind, STATES[reading.state], said, [], reading.steps)


def _facts(reading: Reading, on: date) -> list[str]:
    """What was used, what was left out, and what the calendar has to do with it."""
    assert reading.received is not None and reading.clock_from is not None
    facts = []
    if reading.state == RUNNING:
        passed = workdays_between(reading.clock_from, on, provisional=True)
        used = max(passed - reading.excluded_days, 0)
        facts.append(f"从{cn_date(reading.clock_from)}的次日起算，已用 {used} 个工作日")
    if reading.excluded_days:
        facts.append(f"征求意见停表 {reading.excluded_days} 个工作日不计")
    if reading.provisional:
        facts.append("到期日那一年的放假安排还没有公布，日期是暂计的，公布后自动重算")
    if rest := rest_day_said(reading.received):
        facts.append(rest.rstrip("。"))
    return [f"{one}。" for one in facts]
