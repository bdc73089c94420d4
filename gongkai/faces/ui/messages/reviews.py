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
    "publication_blocked": "发布前再次筛查，有不能公开的内容，见下。",
    "screening_found": (
        "{place}：{thing}。{suggestion}。请退回修改，或者由现在审核的人逐处写明理由豁免"
        "（条例第十五条）。"
    ),
}
