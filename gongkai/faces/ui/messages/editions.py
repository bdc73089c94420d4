"""Refusals about the editions of the basic catalogue, and what its tables leave open."""

MESSAGES: dict[str, str] = {
    "edition_open": "第{number}版还在编制中，同一时间只编制一版。请先施行或作废那一版。",
    "edition_adopted": "第{number}版已经施行，不能再改。请另编新的一版。",
    "edition_gone": "这一版目录草稿已经作废。请回目录版本的列表。",
    "edition_row_gone": "事项“{name}”已不在这一版中，可能已由他人删去。请刷新页面查看。",
    "edition_no_rows_chosen": "没有勾选事项。请先在表中勾选要归入栏目的事项。",
    "edition_no_column_chosen": "没有选择栏目。请先选择要归入哪个栏目。",
    "edition_empty": "这一版还没有事项，不能施行。请先增加事项或导入表格。",
    "edition_unfit": "这一版还不能施行，原因见下。",
    "edition_changed_meanwhile": (
        "您打开之后，这一版的内容又改过。请刷新页面，看过现在的变化再施行。"
    ),
    "row_code_of_law_chosen": (
        "代码“{item}”是法定事项的代码，不能用。请换一个代码，或留空由系统编号。"
    ),
    "row_blank": "{where}“{column}”没有填。请补上。",
    "row_too_long": "{where}“{column}”超过 {limit} 个字。请缩短。",
    "row_code_of_law": ("{where}代码“{item}”是法定事项的代码。请删去这一行，重新增加。"),
    "row_code_twice": "{where}与第{other}行的代码相同。请删去其中一行。",
    "row_twice": "{where}与第{other}行的领域、一级、二级事项都相同。请合并或改名。",
    "row_field_unknown": "{where}领域“{text}”不在试点领域中。请重新选择。",
    "row_without_column": (
        "{where}没有归入栏目。请选择条例第二十、二十一条中的一项（每项都要对应栏目）。"
    ),
    "row_column_unknown": ("{where}栏目“{text}”不是条例第二十、二十一条的事项。请重新选择。"),
    "row_publisher_open": (
        "{where}“公开主体”中认不出：{text}。请改用单位的名称，或选择对应的单位。"
    ),
    "row_publisher_gone": ("{where}公开主体“{text}”已经撤销。请选择承接它职能的单位。"),
    "row_limit_unreadable": (
        "{where}看不懂公开时限“{text}”。"
        "请写成“信息形成或变更之日起20个工作日内”“每季度”“每年3月31日前”“实时”或“长期”。"
    ),
    "row_limit_vague": (
        "{where}公开时限“{text}”没有确定的天数。请写明多少个工作日内（条例第二十六条）。"
    ),
    "row_limit_once": (
        "{where}公开时限“{text}”只是某一年的一天。每年都要公开的请写“每年几月几日前”。"
    ),
    "row_limit_several": ("{where}公开时限“{text}”有两种周期或者两个日期。请分成两行。"),
    "row_limit_too_long": (
        "{where}公开时限“{text}”超过20个工作日（条例第二十六条）。"
        "法律、法规另有规定的，请在公开依据中写明是哪一部法律、法规的第几条。"
    ),
    "row_channel_unknown": (
        "{where}渠道“{text}”不在标准表的渠道中。请改用标准名称，或写作“其他：{text}”。"
    ),
    "row_channel_none_must": "{where}没有必选渠道。请至少给一个渠道标“■”。",
    "row_tick_missing": "{where}“{column}”没有勾选。请勾选。",
    "row_group_of_all": ("{where}公开对象是全社会，却写了特定群体“{text}”。请只留一种。"),
    "cell_both_ticked": "“{column}”两格都勾了，只能勾一格；导入后这里为空，请补选。",
    "cell_tick_unclear": "“{column}”写的是“{text}”，看不出勾没勾；导入后按未勾，请核对。",
    "cell_merged_across": "“{column}”的勾画在合并的两格里，看不出是哪一格；导入后为空，请补选。",
    "table_corrupt": "“{name}”打不开，文件可能已损坏。请用 Excel 或 WPS 打开另存为 .xlsx 后再传。",
    "table_without_heading": (
        "“{name}”里没有找到标准目录的表头（公开事项、公开内容、公开依据……）。"
        "请下载空表，把内容填进去再传。"
    ),
    "table_too_long": "“{name}”有 {count} 行，一次最多导入 {limit} 行。请分成几个文件。",
    "upload_unfit": "还不能导入，原因见下。什么都没有存。",
    "upload_sheet_open": "工作表“{sheet}”看不出是哪个领域。请选择它的领域。",
    "upload_text_too_long": (
        "工作表“{sheet}”第{line}行“{column}”超过 {limit} 个字，放不下。请在文件里缩短后重新上传。"
    ),
    "upload_stale": "上传的内容已经过期，请重新选择文件。",
    "aside_sheet_hidden": "工作表“{sheet}”是隐藏的，没有读。需要的请先取消隐藏。",
    "aside_sheet_other": "工作表“{sheet}”不是标准目录的表，没有读。",
    "aside_column": "工作表“{sheet}”的“{text}”一列不在标准表中，没有读。",
    "aside_column_missing": "工作表“{sheet}”缺少“{text}”一列，这一列都为空。",
    "aside_line": "工作表“{sheet}”第{line}行没有读：{text}。",
    "item_ended": (
        "目录事项“{item}”自 {ended_on} 起不再列入公开目录，不能再放新的信息。请另选一项。"
    ),
}
