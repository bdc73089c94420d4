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
    "letter_void_without_reason": "作废已批准的文书要写明原因，原因随文号一起保存。请填写。",
    "letter_of_another_case": "所选的征求意见或者复议、诉讼不属于这件申请。请返回重新选择。",
    "redo_not_ordered": (
        "复议或者诉讼的结果是“{state}”，没有要求重新答复。结果为“结果纠正”的才能重新答复。"
    ),
    "redo_done_already": "{on}已经重新答复，不能再答复一次。",
    "redo_without_outcome": "没有选择答复类型。请选择重新答复的类型。",
    "template_too_long": "文书范本有 {length} 字，最多 {limit} 字。请删减。",
    "template_unfit": "文书范本还不能保存。",
    "template_place_unknown": (
        "范本里的“{{{what}}}”不是可以填写的内容，文书里会一直空着。"
        "请改成列出的内容，或者删去大括号。"
    ),
    "template_element_left_out": "范本里缺少“{{{what}}}”，这是必须写明的。请补上。",
    "template_braces": "范本里有不成对的大括号：{what}。请把每一处写成“{{名称}}”的样子。",
    "template_same": "范本和现在用的一样，没有需要保存的修改。",
    "template_not_changed": "这种文书用的就是系统的范本，不需要恢复。",
    "delivery_way_unknown": "没有选择送达方式。请从列出的方式中选择。",
    "delivery_without_proof": "没有填写送达凭证，例如邮件号、签收人或者系统回执号。请补填。",
}
