"""Why the law has no room for an event at that point, in one sentence."""

from __future__ import annotations

from typing import Any

from gongkai.rules.foi.events import KINDS

STATES = {
    "running": "办理中",
    "correcting": "等待补正",
    "consulting_third_party": "征求第三方意见中",
    "consulting_agency": "征求其他机关意见中",
    "awaiting_fee": "等待缴费",
    "decided": "已答复",
    "closed_no_supplement": "逾期不补正，不再处理",
    "closed_no_fee": "逾期不缴费，不再处理",
    "withdrawn": "申请人已撤回",
}
_SENTENCES = {
    "out_of_order": "日期{on}早于前一个事件的{last}。事件应按时间先后排列，请核对日期。",
    "closed": "申请已经办结（{state}），不能再{kind}。",
    "received_twice": "一件申请只收到一次。另一次申请请另立一件。",
    "not_running": "申请现在是“{state}”，不能{kind}。请先登记对方的答复、补正或缴费。",
    "too_late": "答复期限{due}已过，不能再{kind}（条例第三十三条）。",
    "corrected_twice": "补正只能一次性告知，不能再次要求补正（条例第三十条）。",
    "correction_late": "补正应在收到申请之日起{days}个工作日内告知，最迟{due}（条例第三十条）。",
    "term_unfit": "补正期限{days}个工作日不对，至少 1 个工作日。",
    "nothing_to_supplement": "没有告知补正，不能登记收到补正。",
    "nobody_asked": "没有未答复的征求意见，不能登记{kind}。",
    "delayed_without_explanation": "没有要求申请人说明理由，不能约定合理期限（条例第三十五条）。",
    "delay_unfit": "没有写明约定的答复日期（until），或者日期已经过去。",
    "extended_twice": "延长答复期限只能一次（条例第三十三条）。",
    "extension_unfit": "延期天数{days}不对，应为 1 至 {longest} 个工作日（条例第三十三条）。",
    "no_fees_yet": "{from_on}以前不能收取信息处理费（国办函〔2020〕109号）。",
    "charged_twice": "一件申请只能发一次收费通知。",
    "nothing_to_pay": "没有发出收费通知，不能登记收到费用。",
    "outcome_unknown": "没有“{outcome}”这种答复类型。请填年报表三的行号，例如 3.1。",
    "unclear_without_supplement": "没有收到过补正，不能以“补正后仍不明确”答复（条例第三十条）。",
    "no_lapse": "申请人没有逾期，不能按 {outcome} 办结。",
}


class NotAllowed(Exception):
    """An event that the law has no room for. `sentence` is for the person who reads it."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        shown = dict(self.values)
        if "state" in shown:
            shown["state"] = STATES[shown["state"]]
        if "kind" in shown:
            shown["kind"] = KINDS[shown["kind"]]
        return _SENTENCES[self.code].format(**shown)
