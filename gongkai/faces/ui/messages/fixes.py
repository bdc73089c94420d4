"""Refusals of the batch fixes of old documents."""

MESSAGES: dict[str, str] = {
    "fix_under_way": (
        "这份文件正在更正或随批次待审（状态：{state}），不能同时批量补正。请等那一次办完再补。"
    ),
    "fix_waived": (
        "这份文件里有经审核人豁免的内容，批量办理不能代替逐处豁免（条例第十五条）。请单独更正送审。"
    ),
    "fix_without_date": "正文里没有找到日期，不能推出成文日期。请打开文件核对后单独填写。",
    "fix_without_number": "这份文件没有发文字号，没有可规范的写法。",
    "fix_number_unread": (
        "发文字号“{text}”不合格式，不能自动改正，应如“青办发〔2023〕5号”。请打开文件核对后单独更正。"
    ),
    "fix_filled": "已经填写，没有选择“已经填写的也改”，所以不动。",
    "fix_same": "已经是这样，不用改。",
    "fix_screened": (
        "填写的内容里有不能公开的“{thing}”，不能写入文件（条例第十五条）。请改正后再预览。"
    ),
    "fix_stale": (
        "预览以后，选中的文件有了变化，什么都没有改。下面是现在的情况，请重新看过再确认。"
    ),
    "fix_unconfirmed": "这种补正要逐件确认。请勾选核对过的文件后再补正。",
    "fix_nothing": "没有要补正的文件。请至少勾选一件。",
}
