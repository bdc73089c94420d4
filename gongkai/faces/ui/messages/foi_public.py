"""Refusals that applicants and third parties read on the public pages of requests."""

MESSAGES: dict[str, str] = {
    "foi_draft_over": (
        "这份草稿已经超过保留期限，或者已经删除。请从填写页重新开始，也可以当面或者邮寄提交。"
    ),
    "foi_draft_sent": "这份申请已经提交过一次，没有重复登记。请到“查进度”查看办理情况。",
    "foi_draft_without_organisation": "还没有选择向哪个单位申请。请回到第一步选择。",
    "foi_file_kind": (
        "“{name}”不是可以上传的文件，可以上传的是 {allowed}。请另存为其中一种，或者打印后邮寄。"
    ),
    "foi_file_too_large": "“{name}”超过 {limit} MB。请压缩图片或者分成几份，也可以邮寄。",
    "foi_files_too_many": "一次最多上传 {most} 个文件。请合并成一个 PDF，或者先删去一个。",
    "foi_applicant_hourly": (
        "您一小时内已经在网上提交 {limit} 件申请，这一件没有提交，填写的内容都保留在草稿里。"
        "法律不限制申请的件数：相近的内容请合并写在一件里，也可以过一小时再提交，"
        "或者当面、邮寄提交。"
    ),
    "foi_organisation_daily": (
        "{organisation}今天在网上收到的申请已经达到网站一天能登记的数量，这一件没有提交，"
        "填写的内容都保留在草稿里。请明天再提交，或者当面、邮寄提交。"
    ),
    "foi_sent_before": (
        "您在 24 小时内已经就同样的内容提交过申请，编号 {number}。"
        "一般不用再提交一次，可以直接查那一件的进度；仍要另外提交的，请勾选后再提交。"
    ),
    "foi_nothing_said": "没有写内容，也没有上传文件。请填写或者上传后再提交。",
    "foi_said_too_long": ("内容有 {length} 字，最多 {limit} 字。请写要点，其余作为附件上传。"),
    "foi_nothing_to_explain": "现在没有要您说明理由的通知，或者申请已经办结，不能提交说明。",
    "foi_opinion_given": "您的意见已经在{on}登记，不能再改。要补充的，请联系征求意见的单位。",
    "foi_opinion_too_early": (
        "征求意见书还没有登记送达，现在不能提交意见。请过一个工作日再试，或者直接书面答复。"
    ),
    "foi_opinion_unknown": "没有选择意见。请选择同意、部分同意或者不同意公开。",
    "foi_opinion_without_reason": (
        "没有写理由。不同意公开的，请写明哪些内容不同意、公开会怎样损害您的合法权益"
        "（条例第三十二条）。"
    ),
}
