"""The word and the colour of every stored state, for all pages alike."""

from __future__ import annotations

from gongkai.faces.ui.parts import Tag

STATES: dict[str, Tag] = {
    # duties and occurrences
    "upcoming": Tag("idle", "未到期"),
    "due": Tag("warn", "本期应办"),
    "fulfilled": Tag("ok", "已完成"),
    "late": Tag("warn", "迟办"),
    "overdue": Tag("bad", "逾期"),
    "kept": Tag("ok", "持续落实"),
    "broken": Tag("bad", "本期有缺口"),
    "manual": Tag("info", "人工核对"),
    # records
    "draft": Tag("idle", "草稿"),
    "first": Tag("info", "一审中"),
    "second": Tag("info", "二审中"),
    "final": Tag("info", "三审中"),
    "approved": Tag("info", "待发布"),
    "returned": Tag("warn", "退回修改"),
    "published": Tag("ok", "已发布"),
    "withdrawn": Tag("idle", "已撤回"),
    "discarded": Tag("idle", "已作废"),
    "batch": Tag("info", "随批次待审"),
    # batches and their rows; "open" reads otherwise there and is said by the pages themselves
    "reading": Tag("info", "导入中"),
    "publishing": Tag("info", "发布中"),
    "nothing": Tag("idle", "无需送审"),
    "created": Tag("ok", "新增"),
    "updated": Tag("info", "更新"),
    "unchanged": Tag("idle", "无变化"),
    "refused": Tag("bad", "未导入"),
    # reviews
    "passed": Tag("ok", "通过"),
    # findings
    "open": Tag("bad", "待整改"),
    "mended": Tag("info", "已报整改"),
    "sent_back": Tag("warn", "退回重改"),
    "closed": Tag("ok", "已销号"),
    "dismissed": Tag("idle", "不成立"),
    # requests and their letters
    "intake": Tag("warn", "待确认收到"),
    "running": Tag("info", "办理中"),
    "correcting": Tag("idle", "等待补正"),
    "consulting_third_party": Tag("idle", "征求第三方意见"),
    "consulting_agency": Tag("idle", "征求其他机关意见"),
    "awaiting_fee": Tag("idle", "等待缴费"),
    "decided": Tag("ok", "已答复"),
    "closed_no_supplement": Tag("idle", "逾期不补正"),
    "closed_no_fee": Tag("idle", "逾期不缴费"),
    "submitted": Tag("info", "待批准"),
    "sent": Tag("ok", "已送达"),
    "void": Tag("idle", "已作废"),
    # redactions; a draft and an approved one read otherwise there
    "made": Tag("info", "待审看"),
    # yearly reports; the other states read otherwise there and are said by the pages themselves
    "frozen": Tag("ok", "已定稿"),
    "reopened": Tag("warn", "重新打开"),
    # decisions, their yearly lists and consultations
    "proposed": Tag("idle", "申报"),
    "on_road": Tag("info", "办理中"),
    "done": Tag("ok", "已办结"),
    "ended": Tag("idle", "已终止"),
    "declined": Tag("idle", "没有列入"),
    "compiling": Tag("idle", "编制中"),
    "agreed": Tag("info", "已同意，待公布"),
    "listed": Tag("ok", "已公布"),
    "preparing": Tag("idle", "准备中"),
    "consulting": Tag("info", "正在征求意见"),
    "consulted": Tag("ok", "已截止"),
    "suggested": Tag("idle", "系统提示"),
    "grouped": Tag("ok", "已确认"),
    # surveys and evaluations
    "designing": Tag("idle", "准备中"),
    "surveying": Tag("info", "已公布"),
    "evaluating": Tag("info", "评价中"),
    "concluded": Tag("ok", "已有结论"),
    "continue": Tag("ok", "继续实施"),
    "extend": Tag("ok", "到期后延续"),
    "revise": Tag("warn", "修改"),
    "repeal": Tag("warn", "废止"),
    # meetings that the public attends
    "arranging": Tag("idle", "筹备中"),
    "calling": Tag("info", "正在报名"),
    "list_closed": Tag("warn", "待抽选"),
    "drawn": Tag("info", "已抽选"),
    "convened": Tag("ok", "已召开"),
    "called_off": Tag("idle", "不再召开"),
    "applied": Tag("info", "已报名"),
    "set_aside": Tag("idle", "不符合条件"),
    "alternate": Tag("idle", "候补"),
    "chosen": Tag("ok", "列席代表"),
    "gave_up": Tag("idle", "不能参加"),
    "present": Tag("ok", "到会"),
    "absent": Tag("warn", "缺席"),
    # events of public opinion, and the clocks of those who answer
    "tracking": Tag("info", "办理中"),
    "wound_up": Tag("ok", "已办结"),
    "met": Tag("ok", "按时"),
    # plans
    "adopted": Tag("ok", "已采用"),
    "abandoned": Tag("idle", "已作废"),
}


def tag_of(state: str) -> Tag:
    """The tag of a stored state; an unknown state raises KeyError."""
    return STATES[state]
