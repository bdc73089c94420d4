"""What the clock of a case says in the words and colours of the desk."""

from __future__ import annotations

from datetime import date

from gongkai.faces.ui.dates import cn_date, cn_day
from gongkai.faces.ui.parts import Tag
from gongkai.faces.ui.states import tag_of
from gongkai.rules.foi.receipt import confirm_by
from gongkai.rules.workdays import is_workday, next_workday, remaining_workdays
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.clocks import INTAKE
from gongkai.work.foi.queries.queue import RUNNING, SOON, URGENT, WAITING
from gongkai.work.journal.deeds import day_of

TABS = {
    "running": "要答复",
    "intake": "待确认收到",
    "waiting": "等对方",
    "closed": "已办结",
}
COLOURS = {"late": "已逾期", "urgent": "3 个工作日内", "soon": "4 至 7 个工作日"}
_AWAITED = {
    "correcting": "等申请人补正",
    "awaiting_fee": "等申请人缴费",
    "consulting_third_party": "等第三方答复",
    "consulting_agency": "等其他机关答复",
}


def time_left(request: Request, on: date) -> Tag:
    """How much time there is, in words and a colour, from what lists repeat of the clock."""
    if request.state == INTAKE:
        return _to_confirm(request, on)
    if request.state in WAITING:
        return Tag("idle", _AWAITED[request.state] + _lapse(request.lapses_on))
    if request.state != RUNNING or request.due_on is None:
        return tag_of(request.state)
    left = remaining_workdays(on, request.due_on, provisional=True)
    if request.due_on < on:
        return Tag("bad", f"逾期 {max(-left, 1)} 个工作日")
    if left == 0:
        return Tag("bad", "今天到期" if request.due_on == on else "下一个工作日前到期")
    kind = "warn" if left <= URGENT else "info" if left <= SOON else "ok"
    return Tag(kind, f"还剩 {left} 个工作日")


def _to_confirm(request: Request, on: date) -> Tag:
    last = confirm_by(day_of(request.submitted_at))
    if request.channel == Request.Channel.PLAIN:
        last = day_of(request.submitted_at)
    if last < on:
        return Tag("bad", f"应在{cn_day(last)}前确认，已过")
    return Tag("warn", "今天要确认收到" if last == on else f"{cn_day(last)}前确认收到")


def _lapse(on: date | None) -> str:
    return f"，最迟{cn_day(on)}" if on is not None else ""


def rest_day_said(received: date) -> str:
    """What a receipt on a day of rest means for the term; empty for a working day."""
    if is_workday(received, provisional=True):
        return ""
    first = next_workday(received, provisional=True)
    return (
        f"收到日{cn_date(received)}是休息日，仍以这一天为收到日；"
        f"期限只数工作日，第 1 天是{cn_day(first)}。"
    )
