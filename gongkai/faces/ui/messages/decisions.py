"""Refusals of the road of a decision, its yearly list and its dossier."""

MESSAGES: dict[str, str] = {
    # proposing
    "decision_elsewhere": (
        "这件事项现在是“{state}”，不能办这一步，可能已由他人办理。请刷新页面后再看。"
    ),
    "decision_unfit": "填写的内容有误，没有保存。",
    "decision_kind_unknown": "没有这个类别。请选择重大行政决策或者行政规范性文件。",
    "decision_title_unfit": "名称不能为空，也不能超过 {limit} 个字。请改写事项名称。",
    "decision_without_background": "没有写决策背景。请写明为什么要办这件事、解决什么问题。",
    "decision_text_long": "文字太长，最多 {limit} 个字。请写要点。",
    "decision_scope_unknown": (
        "没有选择事项类型。请对照《重大行政决策程序暂行条例》第三条选择一类。"
    ),
    "decision_year_unfit": "{year} 年的事项现在不能申报。请选今年或者明年。",
    "decision_planned_past": "计划完成时间 {on} 已过。请填今天或者以后的日期。",
    "decision_is_listed": (
        "事项已列入公布的年度目录，名称、类型和计划完成时间由目录调整（第三条）。"
        "请报政务公开办在目录的下一版调整并写明原因。"
    ),
    "decision_without_reason": "没有写原因。请写明，原因会向社会公开。",
    "decision_reason_long": "原因最多 {limit} 个字。请写要点。",
    "decision_in_draft_list": "事项在编制中的年度目录里。请先把它从目录草稿移出。",
    # the questions of the road
    "question_unanswered": "还没有回答“{question}”。请先回答，程序由答案决定。",
    "answers_unfit": "答案没有保存。",
    "answers_deliberated": "已经集体讨论，不能再改程序问题。需要重来的，请终止后重新申报。",
    "answers_taken_back": "已经开始走程序，每个问题都要回答是或者否，不能改成没有回答。",
    "answers_drop_passed": "“{phases}”已经完成，不能改成不需要。",
    "exempt_after_consultation": "已经向社会征求意见，不能再改“依法不予公开”。",
    "exempt_is_listed": (
        "事项已列入年度目录，目录是公开的。确需不予公开的，请政务公开办先在目录里移出。"
    ),
    "exempt_without_basis": (
        "选择了依法不予公开，没有写明依据（第十四条）。请写明法律、行政法规的条款。"
    ),
    # phases
    "step_elsewhere": "现在的环节是“{phase}”，可能别人刚办完这一步。请刷新页面后再看。",
    "step_lacking": "“{phase}”还差 {count} 项，不能完成这一环节。",
    "gate_lack": "环节要求：{sentence}",
    "consultation_running": (
        "还有 {count} 次征求意见没有截止。请等截止并处理完意见后再办（第十五条）。"
    ),
    "opinions_undisposed": (
        "还有 {count} 条意见没有处理。请逐条写明采纳情况，不采纳的写明理由（第十八条）。"
    ),
    "step_changed_meanwhile": (
        "您打开之后，别人改过这一环节，没有保存。请复制您写的内容，刷新页面后再改。"
    ),
    "step_not_on_road": "这件事项不走这个环节。请先核对程序问题的答案。",
    "step_passed": "“{phase}”已经完成，不能再改。",
    "step_unfit": "填写的内容有误，没有保存。",
    "fact_unfit": "“{label}”填得不对。请核对日期、数字和选项。",
    "fact_not_asked": "这一环节不填“{label}”：系统自己取，或者这件事项不需要。",
    "step_paper_kind": "“{name}”不是可以留存的材料。可以上传的有：{allowed}。",
    "step_papers_many": "一个环节最多留存 {limit} 份材料。请合并后上传。",
    "step_paper_gone": "这份材料已经由他人移走。请刷新页面后再看。",
    # slots
    "slot_unknown": "没有这个栏目。请从页面上的栏目归集。",
    "slot_exempt": "事项依法不予公开，没有公开的档案，不能归集。",
    "slot_unfit": "没有归集。",
    "slot_record_elsewhere": "这条信息不是承办单位的，不能归集。请选本单位或者共同承办单位的。",
    "slot_record_gone": "这条信息“{state}”，不能归集。请选其他信息。",
    "slot_linked_already": "这条信息已经归集到“{slot}”。",
    "slot_result_once": "“决策结果”只归集一份文件。要换的，请先取消原来的。",
    "slot_result_stands": "公布环节已经按这份文件完成，不能取消归集。",
    # branches
    "split_unfit": "没有拆分。",
    "split_parts": "请拆成 {least} 到 {most} 件，名称不能相同。",
    "branch_too_late": "已经集体讨论，不能再拆分或者合并。",
    "merge_unfit": "没有合并。",
    "merge_itself": "不能并入自己。请选另一件事项。",
    "merge_elsewhere": "只能并入同一单位、同一类别的事项。请重新选择。",
    "merge_too_late": "要并入的事项已经集体讨论，不能再并入。",
    # the yearly list
    "list_year_unfit": "{year} 年的目录现在不能编制。请选去年、今年或者明年。",
    "list_open_already": "第 {number} 版还没有公布。请先公布它，再编下一版。",
    "list_elsewhere": "这一版目录现在是“{state}”，不能办这一步。请刷新页面后再看。",
    "list_unfit": "目录没有保存。",
    "list_fault": "目录要求：{sentence}",
    "list_empty": "目录里没有事项。请先列入事项。",
    "list_only_major": "年度目录只列重大行政决策事项（第三条）；行政规范性文件不列入。",
    "list_not_proposed": "事项现在是“{state}”，不能列入。请选申报或者办理中的事项。",
    "list_other_year": "事项申报的是 {year} 年。请列入那一年的目录。",
    "list_exempt": "事项依法不予公开，不能列入公开的目录。",
    "list_item_gone": "目录里没有这件事项，可能已由他人移出。请刷新页面后再看。",
    "list_drop_without_reason": (
        "这件事项在已公布的上一版里，移出要写明原因，原因会随目录公布（第三条）。"
    ),
    "list_agreed_to_come": "同意日期 {on} 还没有到。请在同意以后填写。",
    "list_agreed_by_unfit": "没有写同意机关，或者超过 {limit} 个字。请写全称。",
    "list_record_elsewhere": "年度目录由本级政府或者政务公开办公布。请选择其中一个单位。",
    "list_under_way": "目录的公开稿正在审核或者已经发布，不能再改。请先退回或者撤回。",
    "list_not_public": "目录还没有公开。请先起草公开稿，经三审发布。",
    "list_record_differs": "公开的目录与同意的目录不一致，不能生效。",
    "list_no_drafter": (
        "您的岗位不能起草信息。请由政务公开办的信息员起草目录的公开稿，再经三审发布。"
    ),
    "list_record_lacks": "公开的目录里没有“{text}”。请更正公开稿后再生效。",
}
