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
        "检查出不能公开的内容：{findings}。请遮盖或删去后重新送审（条例第十五条）；也可以退回并写明理由。"
    ),
    "no_post_at_level": (
        "您现在的岗位不是本单位的{level}审核人。岗位有变动的，请本单位联络员报政务公开办公室调整。"
    ),
    "return_without_reason": "退回要写明理由：哪一处、应怎样改。起草人按理由修改。",
}
