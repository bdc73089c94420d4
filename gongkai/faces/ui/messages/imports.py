"""Refusals of bulk imports: sources that cannot be read, batches that are not to be touched."""

MESSAGES: dict[str, str] = {
    "import_kind": (
        "文件“{name}”的类型不能批量导入。可以用：{allowed}，"
        "或者放有 docx、html 的文件夹；旧的 xls 请另存为 xlsx。"
    ),
    "import_missing": "“{name}”找不到或打不开。请核对文件的位置和权限。",
    "import_not_text": "“{name}”不是文本文件，与扩展名不符。请另存为 UTF-8 编码的 csv 或 jsonl。",
    "import_empty": "“{name}”里没有可以导入的内容。请核对文件。",
    "import_archive_locked": "压缩包“{name}”设有密码，打不开。请去掉密码后重新导入。",
    "import_too_many_files": "“{name}”里超过 {limit} 个文件。请分成几个文件夹导入。",
    "import_source_gone": "批次“{name}”的来源文件没有存下来。请用原来的文件重新运行导入。",
    "import_source_changed": "“{name}”不是开始导入时的那个文件。请用原来的文件。",
    "import_without_organisation": (
        "还没有可以承接的单位。请先建立单位，或用 --organisation 指定公开单位。"
    ),
    "import_unmapped": "列与字段还没有对应好，没有导入，见下。",
    "import_mapping": "字段对应有问题：{text}",
    "import_mapping_unreadable": ("字段对应文件“{name}”读不出来。请写成 JSON，如 {example}。"),
    "import_begun": "已经导入到第 {position} 行，不能再改字段对应。请作废这一批，重新导入。",
    "import_finished": "这一批现在的状态是“{state}”，已经导入完毕，不能再导入。",
    "import_disturbed": (
        "从第 {first} 行起的内容正有别人在改，只导入了前面的。请稍后重新运行，会接着导入。"
    ),
    "batch_state": "这一批现在的状态是“{state}”，不能这样办理。请刷新页面查看。",
    "batch_empty": "这一批里没有需要审核的信息，不用送审。",
    "batch_not_under_review": "这一批现在的状态是“{state}”，不在审核中。请回审核列表查看。",
    "batch_tampered": (
        "批次“{name}”的内容与送审时的散列值不符，可能被人在系统外改过。"
        "已停止发布，请报系统管理员运行 verify_log 核查。"
    ),
    "row_tampered": (
        "第 {number} 行的内容与送审时的散列值不符，可能被人在系统外改过。"
        "已停止发布，请报系统管理员核查。"
    ),
    "row_not_in_batch": "第 {number} 行已不在这一批里。请刷新页面查看。",
    "take_out_without_reason": "取出要写明原因。原因记在这一行上。",
}
