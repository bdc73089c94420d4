"""Refusals of the columns of the platform: facts, titles, and what there is only one of."""

MESSAGES: dict[str, str] = {
    "remark_fact_missing": "没有填“{field}”。这一栏目必须写明，请补上。",
    "remark_fact_too_long": "“{field}”超过 {limit} 个字。请缩短。",
    "remark_fact_line": "“{field}”里的“{text}”读不出来。请重新填写。",
    "remark_fact_text": "“{field}”里的“{text}”读不出来。请重新填写。",
    "remark_fact_phone": (
        "“{field}”里的“{text}”不是电话号码。请只写号码，例如 0000-1234567，几个号码用顿号分开。"
    ),
    "remark_fact_internet": (
        "“{field}”里的“{text}”没有写明邮箱或网址。请写完整，"
        "例如 gongkai@qinghe.example 或 https://www.qinghe.example/。"
    ),
    "remark_fact_year": "“{field}”里的“{text}”不是年份。请写四位数字，例如 2025。",
    "remark_fact_year_ahead": "{year} 年还没有结束，年度报告写的是上一年的工作。请核对年度。",
    "remark_column_title": "标题应为“{right}”。请照此改正。",
    "column_taken": (
        "本单位已经有{what}：《{title}》（{place}）。同一份信息只公开一份，"
        "请打开原来的那一份修改，经审核后更正；确需另发的，先撤回原来的。"
    ),
    "item_below_column": (
        "“{item}”是栏目，不能在它下面增加事项。请在法定主动公开内容的事项下面增加。"
    ),
}
