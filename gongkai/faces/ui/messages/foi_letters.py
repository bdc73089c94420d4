"""Refusals of the letters of requests."""

MESSAGES: dict[str, str] = {
    "letter_kind_unknown": "没有“{kind}”这种文书。请从列出的文书中选择。",
    "letter_field_unknown": "这种文书没有“{field}”这一项。请刷新页面后重新填写。",
    "letter_outcome_unfit": "{letter}不能用这种答复类型。请换一种文书，或者换一种答复类型。",
    "letter_state": "文书现在是“{state}”，不能办这一步。请刷新页面查看最新状态。",
    "letter_own_draft": "起草人不能批准自己起草的文书。请由另一位审批人批准。",
    "letter_return_without_reason": "退回文书要写明意见，起草人才知道怎么改。请填写意见。",
    "letter_unfit": "文书还不能送出。",
    "letter_place_open": "文书里还有没填好的地方：{what}。请填写。",
    "letter_element_missing": "文书里缺少“{what}”，这是必须写明的。请补填。",
    "letter_remedy_missing": (
        "答复书没有写明救济途径和期限（行政复议法第二十条）。请恢复结尾的救济告知。"
    ),
    "letter_clause_unknown": (
        "没有写明不予公开的条款（条例第十四条至第十六条）。请从列出的条款中选择。"
    ),
    "letter_clause_of_another_row": "所选条款与答复类型不一致。请核对条款，或者换一种答复类型。",
    "letter_law_missing": (
        "没有写明是哪部法律、行政法规的哪一条禁止公开。规章不能作为依据。请补填。"
    ),
    "letter_reason_too_thin": (
        "不公开的理由太简单，要写明事实，不能只抄条文（条例第三十六条）。请补充。"
    ),
    "letter_without_search": "没有检索记录，不能答复信息不存在。请先登记在哪里、怎样检索过。",
    "delivery_way_unknown": "没有选择送达方式。请从列出的方式中选择。",
    "delivery_without_proof": "没有填写送达凭证，例如邮件号、签收人或者系统回执号。请补填。",
}
