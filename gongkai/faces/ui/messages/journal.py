"""Refusals of the journal: the provable log."""

MESSAGES: dict[str, str] = {
    "log_damaged": (
        "公开日志第 {sequence} 条与保存的内容对不上，可能被改动过，因此不能再追加。"
        "请系统管理员运行日志核验，查明原因后再发布。"
    ),
    "log_clock_back": (
        "服务器时间{at}早于公开日志最后一条的时间{last_at}，记录的日期会不可信。"
        "请系统管理员校准服务器时间后再发布。"
    ),
}
