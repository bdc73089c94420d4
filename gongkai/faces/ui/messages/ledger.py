"""Refusals of the ledger office, and what a plan still leaves open; `where` names the task."""

MESSAGES: dict[str, str] = {
    # the plan as a whole
    "plan_already_adopted": (
        "{year}年的工作方案已经采用，责任事项已经下达，不能再采用或改动。需要更正的，请逐项办理。"
    ),
    "plan_already_read": (
        "这个文件已经导入过，还是草稿。请打开那份草稿继续核对，或者先作废再重新导入。"
    ),
    "plan_abandoned": "这份方案草稿已经作废。请重新导入文件。",
    "plan_not_adopted": "这份方案还没有采用，没有责任事项。请先核对并采用方案。",
    "plan_of_another_year": (
        "选择的是{year}年，文件里写的是{printed}年。请核对年份，或者换成对应年份的文件。"
    ),
    "plan_unreadable": "文件“{name}”没有读成方案：{sentence}",
    "plan_open": "方案里还有 {count} 处没有核定。请逐处核定后再采用。",
    "problem_unknown": "这个问题已经不在列表里。请刷新页面，按现在的列表核定。",
    "title_missing": "没有读到方案标题。请填写。",
    "issued_on_missing": "没有读到印发日期，期限要从它推算。请按文件填写。",
    "year_missing": "没有读到方案是哪一年的。请填写年份。",
    "year_unlike_issue": "方案年份是{year}年，印发日期却是{issued_on}。请核对这两处。",
    "year_unlikely": "年份“{year}”不合理。请填写四位数的年份。",
    "tasks_missing": "方案里没有读到任何任务。请核对文件是否带有重点任务分解表。",
    "ledger_due_on_unclear": "台账报送日期读到几个：{dates}。请选定一个。",
    "reader_problem": "{where}：{what}。请对照原文处理，无需处理的请确认。",
    # a task
    "number_missing": "{where}没有读到编号。请按原文填写。",
    "number_repeated": "编号 {number} 出现了不止一次。请核对后改正。",
    "number_unfit": "编号“{number}”不合理。请填写表中的序号。",
    "categories_missing": "{where}没有读到类别。请按原文填写，没有类别的请确认为空。",
    "requirement_missing": "{where}没有读到任务要求。请按原文填写。",
    "responsible_missing": "{where}没有读到责任单位。请按原文填写，或者指定单位。",
    "responsible_unknown": "{where}责任单位“{name}”对不上系统里的单位。请选择是哪个单位。",
    "organisation_dissolved": (
        "{where}“{name}”中，{organisation}已经撤销。请选择承接其职责的单位。"
    ),
    "deadline_missing": "{where}没有写时限。请按原文填写；长期任务请写“长期坚持”。",
    "deadline_unreadable": "{where}时限“{text}”读不出日期。请改写，如“2026年10月31日前”。",
    "deadline_vague": "{where}时限“{text}”没有确定的日期。请填写日期，不会代为推断。",
    "deadline_without_day": "{where}时限“{text}”在本年度里没有到期日。请核对。",
    "means_unfit": "责任单位的处理方式与所选内容不相符。请重新选择单位或单位组。",
    "text_too_long": "{field}太长，不能超过 {longest} 个字。请缩短后保存。",
    # duties
    "duty_exists": "{organisation}已经有第 {number} 项任务，不用再分配。",
    "organisation_stands": "{organisation}没有撤销，责任事项不能移交。只有撤销的单位可以移交。",
    "ledger_unchanged": "台账从上次报送（回执 {receipt}）以来没有改动，不用再报。",
    "ledger_empty": "{organisation}在这份方案里没有责任事项，不用报送台账。",
    "duty_section_missing": "{where}没有填责任科室。请在台账里填写。",
    "duty_person_missing": "{where}没有填责任人。请在台账里填写。",
    "ledger_incomplete": "台账还有 {count} 处没有填。请填好后再报送。",
}
