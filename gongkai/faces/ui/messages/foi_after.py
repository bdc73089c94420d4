"""Refusals of what follows a reply: archive, challenges, conversion."""

MESSAGES: dict[str, str] = {
    "archive_unfit": "案卷还不能归档。",
    "archive_not_ended": (
        "申请 {number} 还没有办结，不能归档（条例第四十五条）。请先答复并登记送达。"
    ),
    "archive_letter_open": "{letter}还是“{state}”。请批准并登记送达，或者放弃、作废后再归档。",
    "archive_unreviewed": "还没有审查要不要转为主动公开（条例第四十四条）。请先作出审查。",
    "archive_challenge_open": "{kind}还没有审结。请登记结果后再归档。",
    "archive_redo_open": "{kind}要求在{due}前重新答复，还没有办。请先重新答复并送达。",
    "archive_nothing_new": "第 {volume} 卷以后没有新的材料，不需要再归档。",
    "archive_destroyed": "案卷保管期满，已经销毁，不能再归档。",
    "challenge_kind_unknown": "没有选择类型。请选择行政复议或者行政诉讼。",
    "challenge_to_come": "{on}还没有到，不能提前登记。请核对日期。",
    "challenge_too_early": "日期{on}早于{earliest}，先后不对。请核对日期。",
    "challenge_without_body": "没有填写受理机关。请填写复议机关或者法院的名称。",
    "challenge_follows_nothing": (
        "复议后起诉要接在已经审结的行政复议后面。请先登记那次复议和它的结果。"
    ),
    "challenge_answered_already": "{on}已经登记提交答复，不能再登记一次。",
    "challenge_decided_already": "结果已经登记为“{result}”，不能再登记一次。",
    "challenge_result_unknown": "没有选择结果。请选择结果维持、结果纠正或者其他结果。",
    "challenge_redo_unfit": "只有“结果纠正”的才登记重新答复期限。请清空期限，或者改选结果。",
    "challenge_redo_early": "重新答复期限{due}早于审结日期{on}。请核对日期。",
    "conversion_not_ended": "申请 {number} 还没有办结，办结以后再审查要不要转为主动公开。",
    "conversion_decided": "这件申请已经审查过，结论不能再改。",
    "conversion_without_reason": "没有写明理由。请写明为什么转为或者不转为主动公开。",
    "conversion_without_text": "转为主动公开要写明拟公开的标题和内容。请补填。",
    "conversion_names_applicant": (
        "{field}里有申请人的姓名、证件号码或者联系方式，不能公开。请改成不指明申请人的写法。"
    ),
    "conversion_names_party": "{field}里有第三方的名称，公开前要确认对方同意。请改写或者删去。",
    "conversion_private": "{field}里有个人信息：{what}。公开前请删去或者隐去。",
    "conversion_not_fit": "这件申请的审查结论是不转为主动公开，不能起草公开信息。",
    "conversion_begun": "已经起草过公开信息，不能再起草一次。请打开已有的草稿。",
    "conversion_unfit": "审查还不能保存。",
    "challenge_unfit": "还不能登记。",
}
