"""Refusals of the office of requests (依申请公开)."""

MESSAGES: dict[str, str] = {
    "foi_event_to_come": "{on}还没有到，不能提前登记。请核对日期。",
    "foi_before_law": "{on}还没有施行政府信息公开条例。请核对收到日期。",
    "foi_event_unlawful": "这一步不能登记：{sentence}",
    "foi_received_already": "申请 {number} 的收到日期已经确定，不能再确认一次。",
    "foi_confirmed_before_sent": "确认日期早于申请提交的日期{on}。请核对日期。",
    "foi_request_unfit": "申请还不能登记。",
    "foi_channel_unknown": "没有“{channel}”这种提交方式。请从列出的方式中选择。",
    "foi_applicant_kind_unknown": "没有选择申请人类别。请选择公民或者单位的类别。",
    "foi_form_unknown": "没有选择提供形式。请选择电子文本、纸质或者查阅。",
    "foi_way_unknown": "没有选择获取方式。请选择网上查看、电子邮件、邮寄或者自行领取。",
    "foi_identity_unfit": "{kind}的号码不对，最后一位由前面各位算出。请对照证件核对。",
    "foi_wanted_too_long": (
        "所需信息的描述有 {length} 字，最多 {limit} 字。请写要点，材料可以作为附件上传。"
    ),
    "foi_missing": "没有填写{what}（条例第二十九条）。请补填。",
}
