"""Refusals about what is public already: corrections and withdrawals."""

MESSAGES: dict[str, str] = {
    "change_note_missing": (
        "这份信息公开过，更正要写明改了什么、为什么改。请填写“更正说明”，它会随更正后的内容一起公开。"
    ),
    "start_not_asked": "{series}的起始序号不用再说明，请从发文字号登记的列表重新打开。",
    "start_out_of_range": (
        "起始序号应在 2 到 {lowest} 之间（已公开的最小序号是 {lowest}）。"
        "从第 1 号起都应在本系统公开的，请逐段说明空缺的序号。"
    ),
    "attachment_at_end": "附件“{name}”已经在最前或最后，不能再移。请刷新页面，看现在的次序。",
    "withdrawal_reason_unfit": (
        "撤回原因会公开，其中有不能公开的内容：{found}。请只写是哪一类内容、在哪一处，不要重复内容本身。"
    ),
    "withdrawal_since_future": "起算日期 {since_on} 还没有到。请核对日期。",
    "withdrawal_asked_already": (
        "{person}已于 {at} 申请撤回这一版，还没有决定，不用再申请。请到信息页查看办理情况。"
    ),
    "withdrawal_own_request": (
        "这份撤回申请是您提出的，撤回须由另一个人决定。请由本单位另一位三审人员或代审人办理。"
    ),
    "withdrawal_declined": (
        "这份撤回申请已于 {at} 决定不撤回，理由：{answer}。确需撤回的，请重新申请。"
    ),
    "decline_without_reason": "不同意撤回要写明理由，申请人会看到。",
}
