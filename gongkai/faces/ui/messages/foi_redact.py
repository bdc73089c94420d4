"""Refusals of blacking out files of requests (遮盖)."""

MESSAGES: dict[str, str] = {
    "redact_kind": (
        "{extension} 文件不能在这里遮盖。请用原来的软件打开，另存为 docx 或 pdf 后重新添加。"
    ),
    "redact_not_word": "这个文件不是通常的 docx。请用 Word 或 WPS 打开，另存为 docx 后重新添加。",
    "redact_damaged": "文件已损坏，读不出来。请用原来的软件打开，另存为 docx 或 pdf 后重新添加。",
    "redact_locked": "文件设有密码，打不开。请先取消密码，另存后重新添加。",
    "redact_too_large": "文件太大，不能在这里遮盖。请拆成几份，每份不超过 50 MB，分别添加。",
    "redact_too_long": "文件的段落超过 {limit} 个，不能在这里遮盖。请拆成几份，分别添加。",
    "redact_too_many_pages": ("文件有 {pages} 页，一次最多遮盖 {limit} 页。请拆成几份，分别添加。"),
    "redact_page_too_large": (
        "第 {page} 页的页面或者图片太大，不能处理。请打印成 A4 大小的 pdf 后重新添加。"
    ),
    "redact_marks_unfit": "标记还不能保存。",
    "redact_ground_unknown": "没有选择遮盖的依据（条例第十四条至第十六条）。请从列出的条款中选择。",
    "redact_term_empty": "要遮盖的词语里没有文字或数字。请重新填写。",
    "redact_term_shown": ("“{term}”也出现在遮盖标记的文字里，不能按词语遮盖。请在正文中逐处勾选。"),
    "redact_box_unfit": (
        "第 {page} 页的方框不对。四个数是离左、上、右、下的百分数，在 0 到 100 之间，"
        "右要大于左，下要大于上。请核对。"
    ),
    "redact_place_gone": "标记的位置在文件里找不到。请刷新页面，重新标记。",
    "redact_picture_has_no_text": "图片里的文字不能按词语查找。请在图上画框。",
    "redact_nothing_marked": (
        "还没有标记任何内容。请先标记；确实没有要遮盖的，请勾选“没有要遮盖的内容”。"
    ),
    "redact_page_unseen": (
        "第 {pages} 页是扫描件或者有图片，词语查不到图里的字。"
        "请逐页看过，画好方框，再勾选“已看过”。"
    ),
    "redact_changed": "别人刚改过这些标记。请刷新页面，核对后重新制作。",
    "redact_not_proven": (
        "没有制作成功：核验时{redact_check}。没有保存任何内容，原件也没有提供。"
        "请把原件另存为 pdf 后添加，再遮盖一次；仍不行请报系统管理员。"
    ),
    "redact_state": "遮盖件现在是“{state}”，不能办这一步。请刷新页面查看最新状态。",
    "redact_own": "制作人不能审看自己制作的遮盖件。请由另一位审批人审看。",
    "redact_return_without_reason": "退回要写明哪里不对，制作人才知道怎么改。请填写意见。",
    "redact_archived": "案卷已经归档，不能再制作或者提供文件。",
    "redact_role": "只有检索到的信息才能遮盖。请先把要提供的文件添加为“检索到的信息”。",
    "redact_result_changed": "遮盖件的内容与制作时不一致，不能提供。请作废后重新制作。",
}
