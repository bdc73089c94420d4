"""Refusals of surveys and evaluations."""

MESSAGES: dict[str, str] = {
    # surveys
    "survey_term": "截止日期 {closes_on} 在开始日期 {opens_on} 以前。请改正其中一个。",
    "survey_form": "问卷还不能保存，下面几处要改。",
    "survey_sheet": "答卷还没有提交，下面几处要改。",
    "survey_fault": "要改：{fault}。",
    "survey_without_questions": "问卷还没有问题。请先填写问题，再起草公告。",
    "survey_record_there": "公告或者结果已经起草，现在是“{state}”。请在信息发布里办理那一份。",
    "survey_not_announced": "公告还没有发布，问卷不能开放。请先送审、发布公告。",
    "survey_over": "截止日期 {closes_on} 已经过了。请先修改问卷的时间，重新起草公告。",
    "survey_state": "问卷现在是“{state}”，不能办这一步，可能已由他人办理。请刷新后再看。",
    "survey_still_open": "问卷到 {closes_on} 才截止，截止以后再起草结果。",
    "survey_result_drafted": "调查结果已经起草，不能再录入答卷。",
    "survey_closed": "问卷只在 {opens_on} 至 {closes_on} 接收答卷。您的答卷没有收下。",
    "survey_sent_twice": "这份答卷刚才已经收到，不用再提交。",
    # evaluations
    "evaluation_policy_of_others": "这份政策是{organisation}公开的，请由该单位评价。",
    "evaluation_policy_not_public": "这份政策现在没有公开，不能评价。请选择已公开的政策。",
    "evaluation_year_ahead": "{year} 年还没有开始。请选择今年或者以前的年度。",
    "evaluation_there": "这份政策 {year} 年已经开始评价，请在列表里打开。",
    "evaluation_method_unknown": "没有“{method}”这种评价方式。请从列出的方式中选择。",
    "evaluation_method_ahead": "{on} 还没有到，只能登记已经做过的评价。",
    "evaluation_survey_of_others": "这份问卷是别的单位的。请选择本单位的问卷。",
    "evaluation_incomplete": "还不能下结论，缺下面这些内容。",
    "evaluation_lack": "还缺：{lack}。",
    "evaluation_state": "这次评价现在是“{state}”，不能办这一步，可能已由他人办理。请刷新后再看。",
    "evaluation_report_there": "评价报告已经起草，现在是“{state}”。请在信息发布里办理那一份。",
}
