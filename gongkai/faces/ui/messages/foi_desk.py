"""Refusals of the desk on which requests are handled."""

MESSAGES: dict[str, str] = {
    "foi_hand_ended": "申请 {number} 已经办结，不用再交办。",
    "foi_hand_unable": "{name}不是本单位的依申请公开经办人，不能承办。请先由系统管理员安排岗位。",
    "foi_hand_same": "这件申请现在就由{name}承办，不用交办。",
    "foi_assist_ended": "申请 {number} 已经办结，不能再请其他单位协办。",
    "foi_assist_own": "不能请本单位协办。请选择其他单位，本单位同事请用“交给同事办”。",
    "foi_assist_past": "请对方答复的日期{on}已经过去。请改为今天或者以后的日期。",
    "foi_assist_answered": "{name}已经答复过，不能再答复一次。请刷新页面查看。",
    "foi_assist_empty": "没有填写答复内容。请填写查找结果或者意见。",
    "foi_names_applicant": (
        "这段文字里有申请人的姓名、证件号码或者联系方式。"
        "其他单位和第三方不应知道是谁申请的，请删去后再发。"
    ),
    "foi_whom_unknown": "没有选择征求谁的意见。请选择第三方或者其他机关。",
    "foi_consult_empty": "没有写明对方名称或者涉及的信息。请补填（条例第三十二条）。",
    "foi_consult_sent": "征求意见书已于{on}送达，不能再登记一次。",
    "foi_consult_unsent": "征求意见书还没有送达，不能登记答复。请先登记送达日期。",
    "foi_consult_answered": "对方已于{on}答复，不能再登记一次。请刷新页面查看。",
    "foi_noted_opinion": "没有选择对方的意见。请选择同意、不同意或者部分同意。",
    "foi_noted_without_reason": (
        "对方不同意公开的，要写明理由（条例第三十二条）；没有说理由的，请写“未说明理由”。"
    ),
    "foi_consult_no_secret": "只有还没答复的第三方可以重新生成答复码。",
    "foi_search_ended": "申请 {number} 已经办结，不能再加检索记录。",
    "foi_search_before": "检索日期早于申请提交的日期{on}。请核对日期。",
    "foi_search_incomplete": "检索范围、检索词和结果都要填写，答复“不存在”要靠它们。请补填。",
    "foi_repeat_ended": "申请 {number} 已经办结，不能再改是否重复。",
    "foi_repeat_another": "{number} 不是同一申请人向本单位提出的，不能作为重复申请的依据。",
    "foi_repeat_unanswered": (
        "{number} 还没有答复，或者提出得更晚，不能作为重复申请的依据（条例第三十六条第（六）项）。"
        "都没有答复的，可以合并办理。"
    ),
    "foi_merge_another": "{number} 不是同一申请人向本单位提出的，不能合并。请分别办理。",
    "foi_merge_not_open": "申请 {number} 还没有确认收到，或者已经办结，不能合并。",
    "foi_merge_later": (
        "{number} 比 {other} 收到得晚。请反过来，把后收到的并入先收到的，申请人才不会多等。"
    ),
    "foi_merge_fee": "申请 {number} 已经提出收费，不能合并。请先撤销收费，或者分别办理。",
    "foi_merge_asking": "申请 {number} 还在征求意见，不能合并。请先登记对方的答复。",
    "foi_split_too_few": "至少要写两项不同的内容，每项一行。只有一项的不用拆分。",
    "foi_split_ended": "申请 {number} 已经办结，不能拆分。",
    "foi_split_fee": (
        "申请 {number} 已经提出收费，不能拆分：收费按一件计算，拆分后金额不再成立。"
        "请先撤销收费，拆分后对每一件分别提出。"
    ),
    "foi_split_late": (
        "申请 {number} 已经征求意见、延期、收费，或者有待批准、待送达的文书，不能再拆分。"
        "请在一份答复书里逐项答复。"
    ),
    "foi_transfer_own": "不能转给本单位。请选择掌握信息的单位。",
    "foi_transfer_without_consent": (
        "没有写明申请人怎样同意转办。条例第三十六条第（五）项只要求告知负责公开的机关，"
        "转办须经申请人同意；没有同意的，请用“不属于本机关”答复。"
    ),
    "foi_transfer_ended": "申请 {number} 已按别的类型办结，不能再转办。",
    "foi_transfer_twice": "申请 {number} 已经转给过这个单位，不能再转一次。",
    "foi_fee_there": "申请 {number} 已经提出过收费。请刷新页面查看。",
    "foi_fee_nothing": "按这个标准，{count} 件（页）不用收费。请不要提出收费。",
    "foi_fee_own": "提出收费的人不能自己批准。请由另一位审批人批准。",
    "foi_fee_moved": (
        "申请 {number} 提出收费以后，同一申请人当月的件数变了，金额不再成立。请撤销后重新提出。"
    ),
    "foi_fee_gone": "这笔收费已经撤销。请刷新页面查看。",
    "foi_fee_approved": "{amount} 元的收费已经批准，不能再改。请刷新页面查看。",
    "foi_tariff_unknown": "没有选择计费方式。按件和按量只能选一种（国办函〔2020〕109号）。",
    "foi_fee_incomplete": "件数或页数要大于 0，并写明收费理由（条例第四十二条）。请补填。",
    "foi_fee_other_tariff": (
        "{number} 与本件由同一份申请拆分而来，用的是另一种计费方式。同一份申请不能两种并用，"
        "请改用同一种（国办函〔2020〕109号）。"
    ),
    "foi_supplement_empty": "没有填写补正内容，也没有选择补正材料。请至少提供一样。",
    "foi_file_archived": "申请 {number} 已经归档，案卷不能再加文件。",
    "foi_amend_late": "申请 {number} 已经有批准的文书，或者已经办结，不能再改登记内容。",
    "foi_amend_nothing": "登记内容没有变化。",
    "mail_unreadable": (
        "这个文件读不出邮件内容，可能不是邮件、已损坏或者没有下载完。"
        "请在邮箱里重新“另存为 .eml”后上传，或者照邮件内容手工登记。"
    ),
    "mail_too_large": "邮件有 {size} 字节，超过上限 {limit} 字节。请手工登记，附件分开上传。",
    "mail_without_sender": "邮件里没有发件人地址，不能登记。请照邮件内容手工登记。",
    "mail_without_text": "邮件没有正文和标题，不知道要什么信息。请联系发件人，再手工登记。",
    "mail_too_many": "一封邮件最多收 {limit} 个附件，这一个没有收。请单独补充。",
    "mail_known": "这封邮件已经登记过，编号是 {number}。请打开那一件查看。",
}
