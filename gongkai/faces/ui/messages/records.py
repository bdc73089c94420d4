"""Refusals of the records office."""

MESSAGES: dict[str, str] = {
    "own_draft": (
        "这份稿件是您参与起草的，起草人不能审核自己的稿件（三审制度）。请由另一位审核人办理。"
    ),
    "already_reviewed": (
        "您已经作过这份稿件的{level}，同一人不能审两次（三审制度）。请由另一位审核人办理。"
    ),
    "content_changed": (
        "您看到的内容之后又改过，审核意见只对所看的内容有效。请刷新页面，看过现在的内容再决定。"
    ),
    "level_not_due": "这份稿件现在不在{level}，可能已由他人办理。请回审核列表，从那里重新打开。",
    "level_skipped": "还没有经过{due}，不能先作{level}（三审依次进行，不能跳过）。",
    "screening_block": (
        "检查出不能公开的内容：{findings}。请退回起草人遮盖或删去；"
        "确应公开的，先逐处写明理由豁免（条例第十五条）。"
    ),
    "no_post_at_level": (
        "您现在的岗位不是本单位的{level}审核人。岗位有变动的，请本单位联络员报政务公开办公室调整。"
    ),
    "return_without_reason": "退回要写明理由：哪一处、应怎样改。起草人按理由修改。",
    "review_refused": "不能这样办理本次审核，原因见下。",
    "record_not_under_review": (
        "这份稿件现在的状态是“{state}”，不在审核中。请回审核列表查看现在由谁办理。"
    ),
    "review_post_ended": (
        "您在本单位的{level}岗位已于 {until_on} 结束，不能再审。请由现任审核人办理。"
    ),
    "review_clash": "同一时刻有人先作了决定，您的决定没有保存。请刷新页面，看过现在的情况再决定。",
    "version_tampered": (
        "第 {number} 版的内容与送审时的散列值不符，可能被人在系统外改过。请停止办理，"
        "报系统管理员核查。"
    ),
    "not_approved": (
        "这份稿件还没有由三位不同的人依次审核通过，不能发布（条例第十七条）。"
        "请按一审、二审、三审的次序办理。"
    ),
    "record_discarded": "这份稿件已经作废，不能再改。请另起一份。",
    "record_not_a_draft": (
        "这份稿件现在的状态是“{state}”，不是草稿，不能这样办理。请先点“修改”，改成草稿。"
    ),
    "record_changed_meanwhile": (
        "您打开之后，{person}又改过这份稿件，您的修改没有保存。请刷新页面，在现在的内容上再改。"
    ),
    "record_unchanged_since_return": (
        "这份稿件送审后没有改过，不能再送。请按退回的理由修改后再送审。"
    ),
    "record_unfit": "还不能送审，缺少或不符的地方见下。",
    "field_missing": "没有填“{field}”。请补上。",
    "fields_unfit": "有的内容不合要求，没有保存，见下。",
    "field_too_long": "“{field}”超过 {limit} 个字。请缩短。",
    "choice_unknown": "“{field}”没有“{value}”这一项。请从列出的各项中选择。",
    "keywords_too_many": "关键词有 {count} 个，最多 {limit} 个。请留下最要紧的。",
    "formed_in_future": "形成或变更日期 {formed_on} 还没有到。请核对日期。",
    "record_not_proactive": (
        "公开属性是“{openness}”，不是主动公开，不在网上发布。确需公开的，请改为主动公开。"
    ),
    "record_without_content": "没有正文，也没有附件。请填写正文或添加附件。",
    "picture_missing": "正文里有 {count} 张图片找不到文件。请重新插入图片。",
    "attachment_gone": "附件“{name}”已不在这一版中。请刷新页面。",
    "occurrence_elsewhere": "这件本期应办属于{organisation}，不是本单位的。请从本单位的台账进入。",
    "withdrawal_without_reason": "撤回要写明原因，原因会显示在原来的网址上。",
    "publication_not_live": (
        "索引号 {index_number} 的这一版现在不在网上，可能已撤回或已有更正。请刷新页面查看。"
    ),
    "remark_document_number": "发文字号“{text}”不合格式，应如“青办发〔2023〕5号”。请改正。",
    "remark_index_number": "索引号“{text}”不合格式。请系统管理员核对本单位的统一社会信用代码。",
    "remark_index_check_sign": (
        "索引号“{text}”中的统一社会信用代码校验位不对。请系统管理员核对本单位的代码。"
    ),
    "remark_index_serial": "索引号的序号 {text} 已超出范围。请报系统管理员。",
    "remark_expires_before_effective": "失效日期早于实施日期。请核对这两个日期。",
    "remark_validity_of_the_day": "失效日期 {expires_on} 与有效性不一致。请核对失效日期。",
    "remark_issued_after_publication": "成文日期晚于今天。请核对成文日期。",
    "item_code_taken": "目录中已有代码“{item}”。请换一个代码。",
    "item_term": "公开时限 {workdays} 个工作日不合规定：应在1至20个工作日之间（条例第二十六条）。",
    "gap_series_unknown": "没有以“{series}”编号的文件，请从发文字号登记的列表重新打开。",
    "gap_without_reason": (
        "请写明依据或原因：未公开的写条例第几条，作废、未使用的写原因，待发布的写何时发布。"
    ),
    "gap_reversed": "起始序号 {first} 大于截止序号 {last}，请把两个序号对调。",
    "gap_not_missing": (
        "{series}第 {first} 至 {last} 号里有已经公开的，或者超出了最大序号。请只填空缺的序号。"
    ),
    "word_openness": (
        "Word 文件的附注写明“{in_file}”，公开属性填的是“{stored}”。"
        "请在“Word 文件与已填的不同”里回答以哪个为准（国办发〔2016〕80号）。"
    ),
    "word_question_gone": "“{field}”已经答复过，或者现在填的与文件相同。请刷新页面查看。",
    "relation_without_target": "请填写关联文件的索引号、发文字号或标题。",
    "relation_unknown": (
        "没有找到已公开的文件“{text}”。请填写它的索引号，或先公开那份文件再关联。"
    ),
    "relation_ambiguous": "“{text}”符合不止一份文件：{titles}。请填写其中一份的索引号。",
    "relation_to_itself": "不能关联本文件自己，请填写另一份文件的索引号。",
    "relation_twice": "已经关联过《{title}》，不用再添加。",
    "relation_too_many": "一份文件最多关联 {limit} 份文件，请先移除不需要的。",
    "relation_gone": "索引号 {index_number} 的关联已经移除，请刷新页面查看现在的关联。",
    "relation_not_yours": (
        "《{title}》不是本单位的文件，不能由本单位{kind}。请由原发文机关或本级政府办理。"
    ),
}
