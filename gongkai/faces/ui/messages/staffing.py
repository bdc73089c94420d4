"""Refusals of the staffing office: organisations, names, groups, accounts and posts."""

MESSAGES: dict[str, str] = {
    "username_unfit": (
        "登录名“{username}”不能用。请用 2 至 40 个字母、数字、点、横线或下划线，以字母或数字开头。"
    ),
    "username_taken": "登录名“{username}”已经有人用了。请换一个，如在后面加单位的拼音首字母。",
    "password_weak": "密码太弱：{sentences}。请换一个更长、不常见的密码。",
    "account_closed": "{person}的账号已经停用，不能再办这一步。请选择在岗的人员。",
    "name_missing": "没有填写名称。请填写后再保存。",
    "name_taken": "“{name}”已经是另一个单位的名称，两个单位同名就分不清责任。请换一个名称。",
    "name_is_a_group": "“{name}”是一组单位的统称，不能作一个单位的名称。请换一个名称。",
    "name_unchanged": "新名称与现在的名称“{name}”相同，不用更名。",
    "name_is_former": "“{name}”是曾用名，旧文件要靠它找到单位，不能删除。只有别名可以删除。",
    "group_empty": "“{name}”还没有选择单位。请至少选择一个。",
    "organisation_closed": "{organisation}已经撤销，不能再办这一步。请选择承接其职责的单位。",
    "dissolved_before_founded": (
        "{organisation}在{on}还没有设立，不能从那天起撤销。请核对撤销日期。"
    ),
    "successor_unfit": (
        "{successor}不能承接{organisation}的职责：它就是该单位，或者也已撤销。请选择另一个在运行的单位。"
    ),
    "code_unfit": (
        "单位代码“{organisation_code}”不能用。请用小写字母、数字，中间可以有横线或下划线。"
    ),
    "credit_code_unfit": (
        "统一社会信用代码“{credit_code}”不对：应为 18 位数字和大写字母，最后一位由前 17 位算出。"
        "请对照登记证书核对（GB 32100）。"
    ),
    "code_taken": "单位代码“{organisation_code}”已经用于{organisation}。请换一个代码。",
    "kind_unknown": "没有“{kind}”这一类单位。请从列出的类别中选择。",
    "role_unknown": "没有“{role}”这一种岗位或角色。请从列出的选项中选择。",
    "post_held": "{person}已经在这个岗位上，不用再任。要换日期的，请先结束现在的任职。",
    "post_ended": "这次任职已于{until_on}结束，不能再改。需要时请重新任职。",
    "post_ends_before_it_begins": "结束日期早于到岗日期{from_on}。请核对后重新填写。",
    "office_elsewhere": "{office}不是{organisation}的科室。请从该单位的科室中选择。",
}
