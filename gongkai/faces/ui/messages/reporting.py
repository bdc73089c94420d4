"""Refusals of the reporting office (年度报告)."""

MESSAGES: dict[str, str] = {
    # the report and its state
    "report_year_unfit": "{year} 年不能编制或导入年度报告。请选 2008 年以后、已经开始的年度。",
    "report_year_not_over": "{year} 年还没有结束，年度报告要到下一年 1 月 1 日以后才能报送和定稿。",
    "report_not_open": (
        "年度报告现在是“{state}”，不能修改。已报送的请政务公开办退回，已定稿的请政务公开办重新打开。"
    ),
    "report_elsewhere": "年度报告现在是“{state}”，不能办这一步，可能已由他人办理。请刷新后再看。",
    "report_without_reason": "没有写理由。退回和重新打开都要写明哪里不对、要怎样改。",
    "report_changed_meanwhile": (
        "您打开之后，别人改过这部分文字，没有保存。请复制您写的内容，刷新页面后再改。"
    ),
    "report_part_unknown": "年度报告里没有“{part}”这一部分。请从页面上的各部分填写。",
    "report_text_too_long": "文字有 {length} 字，一个部分最多 {limit} 字。请写要点。",
    # figures handed in
    "figures_unfit": "填报的数字有误，没有保存。",
    "figure_without_source": (
        "没有写数据来源。请写明数字取自哪里，例如：行政审批系统 2025 年办结量统计。"
    ),
    "figure_row_unknown": "表二里没有“{row}”这一项。请从列出的项目填写。",
    "figure_unfit": "“{row}”的数值 {value} 不合理。请填不小于 0 的数，没有的填 0。",
    "figure_not_whole": "“{row}”要填整数，现在是 {value}。请核对件数。",
    "figure_missing": "{organisation}没有填报表二的“{row}”。没有的填 0，不能空着。",
    # proving
    "report_unproven": "年度报告还有 {count} 处不成立，不能报送或定稿。",
    "equation_violated": "{equation} 不成立：{place}，{meaning}，现在是 {left} 和 {right}。",
    "last_year_missing": (
        "没有 {year} 年的年度报告，上年结转无法核对（EQ5）。请导入上一年的年报，或照原件录入。"
    ),
    # the year before
    "report_unreadable": "这个文件不能导入：{sentence}",
    "report_json_unfit": "{name} 不是年度报告的 JSON 文件（要有 table3）。请检查文件内容。",
    "report_of_another_year": "文件是 {found} 年的年度报告，要的是 {year} 年的。请换一份。",
    "report_of_another": "文件是“{found}”的年度报告，不是{organisation}的。请换一份。",
    "report_without_carried": (
        "文件里“四、结转下年度继续办理”没有读全，不能用来核对。请换一份文件，或照原件录入。"
    ),
    "report_frozen_here": "{year} 年的年度报告已在本系统定稿，以定稿为准，不用导入。",
    "report_rests_on_it": (
        "{year} 年的年度报告已经按现有的上年数定稿，不能再换。请政务公开办先把它重新打开。"
    ),
    "typed_without_source": "没有写数字从哪里抄来。请写明，例如：2025年1月20日公开的2024年年报。",
    "typed_below_zero": "结转和文件数不能小于 0。请对照原件重填。",
    # publishing
    "report_not_frozen": "年度报告现在是“{state}”，定稿以后才能转为公开草稿。",
    "report_drafted_already": "第 {number} 稿已经转为公开草稿。请到信息发布里送审。",
    "report_column_missing": "公开目录里没有“政府信息公开年报”栏目。请政务公开办先设置公开目录。",
}
