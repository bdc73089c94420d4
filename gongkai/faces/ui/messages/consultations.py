"""Refusals of consultations, opinions and feedback."""

MESSAGES: dict[str, str] = {
    # preparing, announcing, opening
    "consultation_unfit": "征求意见还不能保存。",
    "consultation_lacks": "没有填写{what}（重大行政决策程序暂行条例第十五条）。请补填。",
    "consultation_without_draft": "没有征求意见稿。请粘贴全文，或者上传 Word 文件。",
    "consultation_long": "标题最多 {title} 个字，紧急原因最多 {reason} 个字。请缩短。",
    "consultation_text_long": "征求意见稿、起草说明和方式各自最多 {limit} 个字。请缩短。",
    "consultation_term": "征求意见的期限：{sentence}",
    "consultation_off_road": "这件决策事项现在是“{state}”，不能征求意见。请先启动决策程序。",
    "consultation_exempt": "这件决策事项依法不予公开，不公开征求意见（第十四条）。",
    "consultation_another": "这件事项还有一轮征求意见没有结束。请先办完那一轮，再开始下一轮。",
    "consultation_opened": "征求意见已经公布，征求意见稿不能再改。需要改的，请在结束以后另起一轮。",
    "consultation_not_opened": "现在还不能开始征求意见。",
    "consultation_not_begun": "还没有到开始日期{on}。请到那一天再开始，或者先改开始日期。",
    "consultation_not_public": "这次征求意见现在没有公布，不能收意见。",
    "consultation_over": "征求意见已于{on}24时截止，这条意见没有收入。以后的进展会在本页公布。",
    "announcement_under_way": "公告正在审核或者已经发布，不能改。需要改的，请先退回或者更正公告。",
    "announcement_not_public": "公告还没有发布。请先把公告送审、发布，再开始征求意见。",
    "announcement_without_clause": (
        "公告里没有“{heading}”的全文。征求意见稿要全文公布，请更正公告（第十五条）。"
    ),
    "announcement_without_explanation": "公告里没有起草说明的全文。请更正公告（第十五条）。",
    "announcement_without_last_day": "公告里没有写截止日期{on}。请更正公告，或者改截止日期。",
    "channel_unfit": "公布途径还不能登记。",
    "channel_unknown": "没有选择公布途径。请从列出的途径中选择。",
    "channel_without_place": "没有写名称、地点或者网址。请写明在哪里公布。",
    "channel_long": "名称、地点或者网址最多 {limit} 个字。请缩短。",
    "channel_to_come": "{on}还没有到，不能提前登记。请公布以后再登记。",
    "channel_twice": "“{place}”已经登记过了，不用再登记。",
    # terms
    "term_unfit": "期限还不能更改。",
    "term_reason_long": "原因最多 {limit} 个字。请缩短。",
    # opinions
    "opinion_unfit": "这条意见还不能收入。",
    "comment_empty": "没有填写意见。请写上意见再提交。",
    "comment_long": "意见有 {count} 个字，最多 {limit} 个字。请缩短，或者分成几条提交。",
    "opinion_author_long": "姓名、邮箱等联系方式各自最多 {limit} 个字。请缩短。",
    "opinion_clause_unknown": "征求意见稿里没有这一条。请回到征求意见页面重新选择。",
    "opinion_files_many": "附件最多 {most} 个。请减少附件。",
    "opinion_file_kind": "附件“{name}”的类型不能收入，可以是 {allowed}。请另存后再上传。",
    "opinion_file_large": "附件“{name}”超过 {limit} MB。请压缩后再上传。",
    "opinion_channel_unknown": "没有选择意见来源。请从列出的来源中选择。",
    "opinion_day_outside": "提出日期不在{first}至{last}之间。请核对日期。",
    "opinion_held_already": "意见 {number} 已经不展示，可能别的经办人刚刚办过。请刷新页面。",
    "opinion_shown_already": "意见 {number} 已经公开展示，可能别的经办人刚刚办过。请刷新页面。",
    "opinion_shows_nothing": "没有可以公开的文字。请填写公开的内容，或者继续不展示。",
    "opinion_moderated_without_reason": "没有写原因。请写明为什么展示或者不展示。",
    "opinion_reason_long": "理由有 {count} 个字，最多 {limit} 个字。请缩短。",
    "opinion_disposition_unknown": "没有选择处理结果。请选择采纳、部分采纳或者不采纳。",
    "opinion_without_reason": "没有写理由。部分采纳和不采纳都要说明理由。请补写。",
    "opinion_selection": "没有选中意见，或者超过 {most} 条，或者有的已经不在。请重新选择。",
    "opinions_not_disposed": "选中的意见都没有处理。",
    "opinion_changed": (
        "意见 {number} 刚刚由{person}处理为“{disposition}”，您的处理没有保存。请看过以后再决定。"
    ),
    "opinion_in_group": "意见 {number} 已归入“{title}”，要随归类一起处理，或者先移出。",
    "opinion_in_no_group": "意见 {number} 没有归类，不用移出。",
    "opinion_in_this_group": "意见 {number} 已经在这一类里。",
    # tables of opinions
    "opinion_table_kind": "“{name}”不是表格。请选择 xlsx 或者 csv 文件。",
    "opinion_table_columns": "列名对不上：{sentence}",
    "opinion_table_long": "表格有 {count} 行，一次最多 {limit} 行。请拆成几份导入。",
    "opinion_table_empty": "表格里没有意见。请核对文件。",
    "opinion_table_again": (
        "这个文件已于{at}由{person}导入，收入 {taken} 条，没有再导入一次。"
        "需要补充的，请另存一份只有新行的表格。"
    ),
    # groups
    "group_search_large": (
        "没有归类的不同意见超过 {limit} 种，现在查找要等很久。每天夜里会自动查找，请明天来看。"
    ),
    "group_gone": "这一类已经拆散，可能别的经办人刚刚办过。请刷新页面。",
    "group_changed": (
        "“{title}”刚刚由{person}改过，现在是“{disposition}”，您的操作没有保存。请看过以后再决定。"
    ),
    "group_not_confirmed": "这一类还没有确认。请先核对、确认归类，再处理。",
    "group_without_title": "没有写归纳的意见。请用一句话写明这些意见说什么。",
    "group_title_long": "归纳的意见最多 {limit} 个字。请缩短。",
    # feedback
    "feedback_stands": (
        "采纳情况反馈已经起草或者公布，意见和处理结果不能再改。确需更改的，请先作废反馈草稿，或者撤回反馈。"
    ),
    "feedback_unfit": "采纳情况反馈还不能起草。",
    "feedback_without_consultation": "这件事项没有征求过意见，没有需要反馈的内容。",
    "feedback_too_early": "还有一轮征求意见没有截止。请在截止以后起草反馈。",
    "feedback_introduction_long": "概述最多 {limit} 个字。请缩短。",
    "feedback_not_public": "采纳情况反馈还没有公布，现在不能告知提出意见的人。",
    "opinions_open": "还有 {count} 条意见没有处理。请逐条或者按归类处理。",
    "opinions_unreasoned": "有 {count} 条没有采纳或者部分采纳的意见没有理由。请补写理由。",
    "group_reason_short": (
        "“{title}”有 {count} 条，比较集中，没有采纳的理由至少要写 {signs} 个字。请补充。"
    ),
    "form_unfit": "听取意见的情况还不能登记。",
    "form_kind_unknown": "没有选择方式。请选择座谈会、听证会、实地走访或者民意调查。",
    "form_to_come": "{on}还没有到，不能提前登记。请核对日期。",
    "form_without_text": "没有写情况。请写明听取了哪些意见、怎样处理。",
    "form_without_people": "没有写参加人数。请填写。",
    "form_long": "情况最多 {limit} 个字，地点最多 {place} 个字。请缩短。",
}
