"""Refusals of the review desk beyond the three reviews themselves."""

MESSAGES: dict[str, str] = {
    "waiver_refused": "不能豁免这一处，原因见下。",
    "waiver_without_reason": "豁免要写明理由：为什么这一处应当公开。理由记入办理经过。",
    "waiver_without_hit": (
        "现在的筛查结果里没有这一处，或者它不需要豁免。请刷新页面，看过现在的结果再办理。"
    ),
    "waiver_twice": "这一处已有人豁免，或者内容刚刚变动，没有再记一次。请刷新页面查看。",
    "review_log_too_long": (
        "{since}至{until}送审的超过 {limit} 件，一个表格放不下。请缩短时间，分几次导出。"
    ),
    "stand_in_not_yours": "请假代审由审核人本人或本单位负责人安排，请由他们办理。",
    "stand_in_refused": "不能这样安排代审，原因见下。",
    "stand_in_elsewhere": "{person}那天不是本单位在岗的同事，不能代审。请选择另一位。",
    "stand_in_backdated": "起始日期{from_on}已经过去，代审只能从今天起安排。请改为今天或以后。",
    "stand_in_ends_before": "截止日期早于起始日期{from_on}。请核对后重新填写。",
    "stand_in_outlasts": "被代的岗位到{until_on}为止，代审不能更晚结束。请改早截止日期。",
    "stand_in_held": "{person}在这段时间里已经是这一级的审核人，不用再安排。请选择另一位。",
    "nothing_chosen": "没有选中可以通过的稿件。请逐件看过，勾选后再办理。",
    "item_not_routine": "这一件的目录事项没有标为常规，不能批量通过。请打开它单独审核。",
    "publication_blocked": "发布前再次筛查，有不能公开的内容，见下。",
    "screening_found": (
        "{place}：{thing}。{suggestion}。请退回修改，或者由现在审核的人逐处写明理由豁免"
        "（条例第十五条）。"
    ),
}
