"""Refusals of the inspection office."""

MESSAGES: dict[str, str] = {
    # inspecting
    "verify_in_future": (
        "{on}还没有到（今天是{today}），不能按将来的日期检查。请选今天或以前的日期。"
    ),
    # findings
    "finding_unfit": "问题填写不全。请按提示补正后再登记。",
    "finding_without_text": "没有写是什么问题。请写明哪里、什么不对。",
    "finding_without_evidence": (
        "没有佐证，不能扣分。请填写网址，或写明在哪里、怎样看到的（条例第四十七条，监督检查）。"
    ),
    "finding_without_rule": "没有选择问题类型或扣分规则。请选一种；只提醒不扣分的请选“提醒”。",
    "finding_kind_unknown": "没有“{kind}”这一类问题。请从列出的类型中选择。",
    "rule_unknown": "扣分表里没有“{rule}”这一条。请从列出的规则中选择。",
    "rule_disabled": "“{rule}”这一条没有启用（{reason}），不能按它登记。请选另一条规则。",
    "rule_gone": (
        "问题 {number} 所依据的规则“{rule}”已不在扣分表里，不能计算。请先改正该问题或补回规则。"
    ),
    "url_unfit": "网址“{url}”不能用。请填以 http://、https:// 或 / 开头的地址。",
    "count_unfit": "数量“{count}”不合理。请填 1 至 {most}。",
    "finding_in_future": "发生日期{on}还没有到。请核对后重新填写。",
    "finding_text_too_long": "{field}太长，不能超过 {longest} 个字。请缩短后保存。",
    "finding_exists": (
        "同一对象、同一规则本月已有问题 {number}，同一事实不重复扣分。请在该问题里补充。"
    ),
    "finding_not_saved": "问题没有保存：同样的问题刚刚登记过，或该月考核刚刚锁定。请刷新后再看。",
    "finding_elsewhere": "这个问题现在是“{state}”，不能办这一步，可能已由他人办理。请刷新后再看。",
    "step_without_text": "{step}要写明情况。请填写后再提交。",
    "mend_day_past": "整改期限{due_on}已经过去。请选今天或以后的日期。",
    "closed_by_reporter": (
        "这个问题是您报告整改的，不能由您自己销号。请政务公开办的另一位人员核对。"
    ),
    # months
    "month_unreadable": "“{text}”不是月份。请写成 2023-10 的样子。",
    "month_locked": "{month} 的考核已经锁定，不能再改。此后查出的问题计入发现的当月。",
    "month_locked_keeps": (
        "{month} 的考核已经锁定，扣分不再改变，问题不能认定为不成立。"
        "可以销号并写明情况；更正请在下一期通报中说明。"
    ),
    "month_not_over": "{month} 还没有结束，{ends_on}以后才能锁定。现在可以试算。",
    "month_without_duties": (
        "{month} 没有可考核的单位：当时没有已采用的工作方案，也没有问题。请核对月份，或先采用方案。"
    ),
    "month_not_scored": "{month} 还没有计算考核。请先计算。",
    "score_changed": (
        "您看过之后，{month} 的得分有变化，没有锁定。请刷新页面，看过现在的得分再锁定。"
    ),
    # notices
    "openness_office_missing": (
        "没有设定政务公开工作主管部门，通报没有发文单位。请在机构管理里设定。"
    ),
    "notice_final": (
        "{month} 的通报是考核锁定后起草的，不再重新起草。要改文字，请在 Word 文件里改。"
    ),
}
