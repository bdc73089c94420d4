"""The cases in one's hands, and questions of other bodies, on the day page."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.foi.words import time_left
from gongkai.faces.ui.dates import cn_day
from gongkai.faces.ui.parts import Work
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Assistance
from gongkai.work.foi.queries.approvals import to_approve
from gongkai.work.foi.queries.assists import assists_waiting
from gongkai.work.foi.queries.clocks import INTAKE
from gongkai.work.foi.queries.queue import COUNTED, mine_counted, mine_first
from gongkai.work.org.models.person import Person

_SHORT = 40
_FREE = "还没有人承办"


def own_cases(person: Person, on: date, most: int) -> tuple[list[Work], int]:
    """The first of what waits of requests, and how many there are, as far as is counted."""
    cases = mine_first(person, on, most)
    return [_case(one, on) for one in cases], mine_counted(person, on).count() if cases else 0


def own_approvals(person: Person, on: date) -> list[Work]:
    """The cases in which a letter, a fee or a redacted file waits for the person's approval."""
    return [_case(one, on, action="审批") for one in to_approve(person, on)[:COUNTED]]


def own_assists(person: Person, on: date) -> list[Work]:
    """The questions of other bodies that nobody has answered."""
    return [_assist(one, on) for one in assists_waiting(person, on)[:COUNTED]]


def _case(one: Request, on: date, action: str = "办理") -> Work:
    wanted = one.wanted if len(one.wanted) <= _SHORT else f"{one.wanted[: _SHORT - 1]}…"
    due = f"{cn_day(one.due_on)}前答复" if one.due_on is not None else ""
    parts = [one.organisation.label, due, "" if one.holder_id else _FREE]
    return Work(
        title=f"{one.number}：{wanted}",
        url=reverse("desk:foi_case", args=[one.number]),
        why=" · ".join(part for part in parts if part),
        tag=time_left(one, on),
        action="确认收到" if one.state == INTAKE else action,
    )


def _assist(one: Assistance, on: date) -> Work:
    question = one.question if len(one.question) <= _SHORT else f"{one.question[: _SHORT - 1]}…"
    return Work(
        title=question,
        url=reverse("desk:foi_assist", args=[one.pk]),
        why=f"{one.request.organisation.label} · 申请 {one.request.number}",
        clock=clock_until(on, one.due_on),
        action="答复",
    )
