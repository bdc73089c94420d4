"""Refusals of the organisation office and of the calendar."""

MESSAGES: dict[str, str] = {
    "no_power": (
        "您现在的岗位不能办“{power}”。请由有这项权限的人办理；"
        "岗位有变动的，请本单位联络员报政务公开办公室调整。"
    ),
    "year_not_published": (
        "{year}年的放假安排国务院办公厅还没有公布，不能推算工作日。"
        "公布后由系统管理员导入日历，再办这一步。"
    ),
}
