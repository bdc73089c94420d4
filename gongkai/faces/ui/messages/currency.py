"""Refusals about keeping the items of the catalogue up to date."""

MESSAGES: dict[str, str] = {
    "matter_missing": (
        "“{item}”里有别的法律、法规另定期限的事项，没有选“具体事项”。"
        "请从{matters}中选择，公开期限按所选的计算（条例第二十六条）。"
    ),
    "matter_elsewhere": "“{item}”没有“{matter}”这一具体事项。请从列出的各项中选择。",
    "period_elsewhere": ("“{item}”没有从{from_on}开始的期间。请从列出的期间中选择，或者不指定。"),
    "period_to_come": "{period}还没有开始，不能选作所属期间。请选已经开始的期间。",
    "item_has_finer": "“{item}”下面还有更细的事项。请在最细的一项下登记。",
    "item_not_yours": (
        "“{item}”的公开主体里没有{organisation}。请核对事项；公开主体有误的，"
        "请政务公开办公室修订目录。"
    ),
    "change_twice": "{formed_on}的同一项变更已经登记过，不用再登记。请在本单位的目录事项里查看。",
    "nothing_not_asked": (
        "目录没有要求{organisation}按期公开“{item}”，不需要声明。有信息形成时，按期限公开就行。"
    ),
    "nothing_period_unknown": (
        "“{item}”没有从{from_on}开始、应当公开的期间。请回目录事项，从那一期的按钮重新打开。"
    ),
    "nothing_not_ended": (
        "{period}要到{until_on}才结束，现在还不能声明本期没有信息。请在期间结束以后声明。"
    ),
    "nothing_published": (
        "{period}已经公开了《{title}》，不能再声明本期没有信息。公开有误的，请更正或撤回那一件。"
    ),
    "nothing_twice": "{period}已经声明过本期没有信息，不用再声明。",
}
