"""States and steps of a request in the words of somebody who asked and waits."""

from __future__ import annotations

from datetime import date

from gongkai.faces.ui.dates import cn_date, cn_day
from gongkai.faces.ui.parts import Event
from gongkai.rules.foi.case import CLOSED
from gongkai.rules.foi.receipt import confirm_by
from gongkai.rules.workdays import workdays_between
from gongkai.work.foi.queries.clocks import INTAKE
from gongkai.work.foi.queries.tracked import Tracked
from gongkai.work.journal.deeds import day_of

# What a step of the rules is called on the page, and what it means for the applicant.
_STEPS = {
    "收到申请": ("单位收到您的申请", "答复期限从第二天开始计算。"),
    "告知补正": (
        "请您补正",
        "申请内容还不清楚，单位一次性告诉您要补什么；等您补正期间，期限停止计算。",
    ),
    "收到补正": ("收到您的补正", "答复期限从第二天起重新计算。"),
    "逾期不补正": ("没有收到补正", "补正期限已过，申请不再处理。"),
    "征求第三方意见": ("征求第三方意见", "信息涉及别人的权益，依法征求意见，这段时间不计入期限。"),
    "第三方答复": ("第三方已经答复", "期限继续计算。"),
    "征求其他机关意见": ("征求其他机关意见", "信息由几个机关共同制作，这段时间不计入期限。"),
    "其他机关答复": ("其他机关已经答复", "期限继续计算。"),
    "要求说明理由": ("请您说明理由", "申请的数量或者次数较多，单位请您说明理由；期限照常计算。"),
    "约定合理期限": ("约定了答复日期", "不能在原来的期限内答复，已告诉您新的日期。"),
    "发出收费通知": ("收费通知", "请按通知缴费，等您缴费期间，期限停止计算。"),
    "收到费用": ("收到您的缴费", "答复期限从第二天起重新计算。"),
    "逾期不缴费": ("没有收到缴费", "缴费期限已过，申请不再处理。"),
    "撤回申请": ("您撤回了申请", "办理到此结束。"),
}
_WAITS = {
    INTAKE: "等单位与您确认收到",
    "running": "单位正在办理",
    "correcting": "等您补正",
    "consulting_third_party": "等第三方答复",
    "consulting_agency": "等其他机关答复",
    "awaiting_fee": "等您缴费",
}


def headline(tracked: Tracked, on: date) -> str:
    """The one thing that an applicant wants to know: when."""
    reading = tracked.reading
    state = reading.state or INTAKE
    due, term = _day(reading.due), _day(reading.term)
    if state == "running" and reading.due is not None:
        if reading.overdue:
            return f"答复期限{due}已经过了，单位还没有答复。"
        left = workdays_between(on, reading.due, provisional=True)
        return f"最迟{due}答复，还剩 {left} 个工作日。"
    if state == "correcting":
        until = f"请最迟在{term}补正。" if term else "请按告知书写的期限补正。"
        return f"正在等您补正。{until}收到补正以后，重新计算 20 个工作日。"
    if state.startswith("consulting_"):
        return f"正在依法征求意见，这段时间不计入期限。按现在的情况，最迟{due}答复。"
    return _closed_or_waiting(tracked, state, term)


def _closed_or_waiting(tracked: Tracked, state: str, term: str) -> str:
    ended = cn_date(tracked.reading.ended) if tracked.reading.ended else ""
    if state == INTAKE:
        last = _day(confirm_by(day_of(tracked.request.submitted_at)))
        return (
            f"单位应在{last}以前与您联系、确认收到。双方确认的那天就是收到申请的日期，"
            "从第二天起 20 个工作日内答复（条例第三十一条、第三十三条）。"
        )
    return {
        "awaiting_fee": f"正在等您缴费，最迟{term}。缴费以后，重新计算 20 个工作日。",
        "decided": f"已于{ended}答复。",
        "closed_no_supplement": f"补正期限{ended}已过，没有收到补正，不再处理（条例第三十条）。",
        "closed_no_fee": f"缴费期限{ended}已过，没有收到缴费，申请不再处理。",
        "withdrawn": f"您已于{ended}撤回申请，办理结束。",
    }[state]


def past(tracked: Tracked) -> list[Event]:
    """What happened, the first step first; nothing in it names anybody."""
    request = tracked.request
    sent = Event("您提交申请", request.submitted_at, f"提交方式：{request.get_channel_display()}。")
    return [sent, *(_step(one.what, one.on) for one in tracked.reading.steps)]


def _step(what: str, on: date) -> Event:
    if what.startswith("答复："):
        return Event("答复", on, f"答复类型：{what.removeprefix('答复：')}。")
    if what.startswith("延期"):
        return Event("延长答复期限", on, f"经负责人同意，{what}，只能延长一次。")
    title, text = _STEPS.get(what, (what, ""))
    stops = {"告知补正", "征求第三方意见", "征求其他机关意见", "发出收费通知"}
    return Event(title, on, text, "stop" if what in stops else "")


def now_and_next(tracked: Tracked) -> list[Event]:
    """Who is to move now, and what comes last; nothing once the case is closed."""
    state = tracked.reading.state or INTAKE
    if state in CLOSED:
        return []
    due = tracked.reading.due
    later = "确认收到后 20 个工作日内" if state == INTAKE else "期限重新计算后"
    when = f"{due.isoformat()} 以前" if due else later
    way = tracked.request.get_way_display()
    return [
        Event(_WAITS[state], kind="now", when="现在"),
        Event("答复并送达", text=f"您选择的获取方式：{way}。", kind="next", when=when),
    ]


def _day(on: date | None) -> str:
    return f"{on.year}年{cn_day(on)}" if on else ""
