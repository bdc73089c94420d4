"""Refusals of the files office."""

MESSAGES: dict[str, str] = {
    "file_name": "这个文件没有可用的文件名。请改名后重新上传，文件名要带扩展名，如“通知.docx”。",
    "file_empty": "文件“{name}”是空的。请检查后重新上传。",
    "file_too_large": (
        "文件“{name}”有 {size} 字节，超过上限 {limit} 字节。请压缩图片或拆成几个文件再上传。"
    ),
    "file_type": (
        "文件“{name}”的类型不能上传。可以上传：{allowed}；旧的 doc、xls 请另存为 docx、xlsx。"
    ),
    "file_mismatch": (
        "文件“{name}”的内容不是 {extension} 格式，与扩展名不符。请用原来的软件另存后重新上传。"
    ),
    "file_macros": "文件“{name}”带有宏，不能上传。请另存为不带宏的 docx 或 xlsx。",
    "file_encrypted": (
        "文件“{name}”设有密码，或是旧格式改了扩展名，打不开。请取消密码，另存为 docx 或 xlsx。"
    ),
    "file_bomb": "文件“{name}”解开后过大，像是有意制作的压缩包，不能上传。请检查文件来源。",
    "file_damaged": "文件“{name}”已损坏，打不开。请用原来的软件打开另存后重新上传。",
    "file_lost": (
        "文件“{name}”在服务器上丢失或被改过。请重新上传，并报系统管理员运行 verify_log 核查。"
    ),
}
