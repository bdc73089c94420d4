"""Refusals of meetings attended by the public."""

MESSAGES: dict[str, str] = {
    "meeting_state": "会议现在是“{state}”，不能办这一步，可能已由他人办理。请刷新后再看。",
    "meeting_in_the_past": "会议时间 {held_at} 已经过了。请填写以后的时间。",
    "meeting_without_topics": "还没有议题。请至少填写一个议题。",
    "meeting_before_call_ends": "报名到 {closes_on} 才截止，会议不能提前到截止以前。",
    "meeting_reason_missing": "没有写原因。原因要让报名的人看到，请写明。",
    "meeting_record_there": (
        "公告或者采纳情况正在审核，现在是“{state}”。请先在信息发布里办完那一份，或者退回作废。"
    ),
    # the call
    "meeting_without_call": "还没有填写报名截止日期和名额。请先填写，再起草公告。",
    "meeting_call_faulty": "报名安排还有下面几处要改。",
    "meeting_fault": "要改：{fault}。",
    "meeting_not_announced": "报名公告还没有发布，不能开始报名。请先送审、发布公告。",
    "meeting_announced_otherwise": (
        "会议安排在公告起草以后改过，与公布的不一致。请重新起草公告，发布以后再开始报名。"
    ),
    "meeting_call_over": "报名截止日期 {closes_on} 已经过了。请修改截止日期，重新发布公告。",
    "meeting_call_closed": "现在不接收报名，您的报名没有收下。报名时间以公告为准。",
    "representative_kind": "这次会议不邀请这一类代表。请从列出的类别中选择。",
    "representative_phone": "电话号码不对。请填写手机号码，或者区号加座机号码。",
    "representative_twice": (
        "这个电话号码已经在这次会议的名单里，一个号码报名一次。查询结果请用当时的编号和查询码。"
    ),
    "representative_standing": (
        "这位代表现在是“{standing}”，不能办这一步，可能已由他人办理。请刷新后再看。"
    ),
    # the drawing
    "meeting_call_runs": "报名到 {closes_on} 24:00 才截止，截止以后再公布名单。",
    "meeting_draw_moment": "公共数值产生的时间要在现在以后、会议（{held_at}）以前。请重新填写。",
    "meeting_no_head_yet": (
        "公开日志在 {draws_after} 以后还没有新的树头，公共数值还没有产生。"
        "到时间以后，有新的信息发布，就可以抽选。"
    ),
    # attendance and adoption
    "meeting_not_begun": "会议 {held_at} 才召开，召开以后再登记到会。",
    "meeting_without_representatives": "还没有确定列席代表，不能登记到会。请先抽选或者邀请代表。",
    "representative_said_something": "{numbers} 登记过意见，不能标为缺席。请先删去登记错的意见。",
    "meeting_adoption_public": "采纳情况已经公布。要更正的，请在信息发布里更正那一份信息。",
    "statement_elsewhere": "议题或者代表不是这次会议的。请刷新后重新选择。",
    "statement_of_absent": "{number} 没有到会，不能登记意见。",
    "statement_empty": "没有写意见内容。请填写以后再保存。",
    "statement_faulty": "采纳情况还不能保存，下面几处要改。",
    "meeting_nobody_came": "没有公众代表到会，没有采纳情况可以公布。这次会议不计入年度次数。",
    "statements_unanswered": "还有 {count} 条意见没有写明采纳情况或者理由。请先逐条答复。",
}
