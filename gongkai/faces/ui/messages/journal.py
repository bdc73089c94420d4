"""Refusals of the journal: the provable log and its signing key."""

MESSAGES: dict[str, str] = {
    "log_damaged": (
        "公开日志第 {sequence} 条与保存的内容对不上，可能被改动过，因此不能再追加。"
        "请系统管理员运行日志核验，查明原因后再发布。"
    ),
    "log_clock_back": (
        "服务器时间{at}早于公开日志最后一条的时间{last_at}，记录的日期会不可信。"
        "请系统管理员校准服务器时间后再发布。"
    ),
    "log_hash_unknown": (
        "GONGKAI_LOG_HASH 写的是“{wanted}”，发布日志只能用 {known} 之一。请改正这项设置后再启动。"
    ),
    "log_hash_fixed": (
        "发布日志从第一条起就用 {fixed}，不能中途改用 {wanted}，否则以前的证明都会失效。"
        "请把 GONGKAI_LOG_HASH 改回 {fixed} 或留空。"
    ),
    "log_key_missing": (
        "找不到发布日志的签名密钥 {file}（密钥编号 {key}），暂时不能发布。"
        "请从备份恢复；确实丢失的，运行 gongkai renew_log_key 换用新密钥，换钥会写进日志。"
    ),
    "log_key_changed": (
        "签名密钥换成了 {key}，而发布日志一直用 {known}，暂时不能发布。"
        "请恢复原来的密钥；确要更换的，运行 gongkai renew_log_key，换钥会写进日志。"
    ),
    "log_key_unreadable": (
        "{file} 不是可用的 Ed25519 私钥（PEM 格式、不加口令），或没有权限读取。"
        "请从备份恢复，或检查 GONGKAI_LOG_KEY 指向的文件。"
    ),
    "log_key_unwritable": (
        "签名密钥 {file} 写不进去。请检查所在文件夹是否存在、程序账号是否可以写入。"
    ),
    "log_without_heads": "发布日志还没有签过名，不需要更换密钥；第一次发布时会自动生成。",
}
