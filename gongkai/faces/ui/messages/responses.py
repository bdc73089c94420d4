"""Refusals of responses to public opinion, press conferences and major policies."""

MESSAGES: dict[str, str] = {
    # events
    "response_kind_unknown": "没有这种舆情类型。请从列出的类型中选择。",
    "response_grade_unknown": "没有这种等级。请从列出的等级中选择。",
    "response_moments": "登记的时间还有下面几处要改。",
    "response_fault": "要改：{fault}。",
    "response_reason_missing": "没有写原因。请写明为什么更正。",
    "response_nobody_asked": "没有选择单位。请至少选择一个回应单位。",
    "response_assigned_already": "已经交办给{organisations}，不用再交办。请去掉后再试。",
    "response_unanswered": (
        "还不能办结：要先交办，每个交办单位都要有公开的回应。还没有回应的：{organisations}。"
    ),
    "response_review_missing": "没有写办结评估。请写明回应效果和以后怎样改进。",
    "response_closed": "这件舆情已在 {closed_at} 办结，不能再改。",
    # units
    "response_accepted_already": "已在 {accepted_at} 接收，不用再接收。请刷新后再看。",
    "response_not_accepted": "还没有接收。请先接收，再登记处置和回应。",
    "response_note_empty": "没有写处置情况。请填写以后再保存。",
    "response_record_not_public": "这份信息现在没有公开，不能作为回应。请选择已公开的信息。",
    "response_record_of_others": "这份信息是别的单位公开的。请选择本单位公开的信息。",
    "response_reply_there": "这份信息已经登记为回应，不用再登记。",
    "response_url": "网址不对。请填写以 http 或者 https 开头的完整网址。",
    "response_title_missing": "没有写回应的标题。请照公开页面的标题填写。",
    # press conferences and major policies
    "press_ahead": "发布会时间 {held_at} 还没有到。请在召开以后登记。",
    "press_absence_reason": "主要负责人没有出席的，要写明原因。",
    "press_head_missing": "主要负责人出席的，要写明姓名和职务。",
    "press_not_asked": "本单位不是这件舆情的回应单位。请不要选择舆情，或者请政务公开办交办。",
    "press_before_found": "发布会早于发现舆情的时间（{found_at}），请核对。",
    "press_moment_fixed": "发布会时间（{held_at}）已经计入舆情的时限，不能再改。",
    "policy_of_others": "这份文件是别的单位的。请选择本单位的文件。",
    "policy_registered_already": "这份文件已经登记为重大政策，请在列表里打开。",
    "assessment_ahead": "评估日期 {assessed_on} 还没有到。请在评估以后登记。",
    "assessment_incomplete": "评估日期和评估结论要一起填写。",
}
