"""The words for stored codes that appear inside sentences, by the name of the value."""

from __future__ import annotations

POWERS: dict[str, str] = {
    "ledger.view": "查看台账",
    "ledger.edit": "填写台账",
    "ledger.submit": "报送台账",
    "record.view": "查看文件",
    "record.draft": "起草公开",
    "record.import": "批量导入",
    "record.review_first": "一审",
    "record.review_second": "二审",
    "record.review_final": "三审",
    "record.ask_withdrawal": "申请撤回",
    "record.withdraw": "决定撤回",
    "item.note_change": "登记变更",
    "item.state_nothing": "声明本期无此类信息",
    "finding.view": "查看检查问题",
    "finding.mend": "报送整改",
    "finding.raise": "提出检查问题",
    "finding.close": "核销检查问题",
    "score.view": "查看考核",
    "score.compute": "计算考核",
    "score.lock": "锁定考核",
    "plan.adopt": "采用工作方案",
    "catalogue.edit": "修改公开目录",
    "notice.write": "起草通报",
    "report.view": "查看年度报告",
    "report.edit": "编制年度报告",
    "report.submit": "报送年度报告",
    "report.freeze": "年度报告定稿",
    "report.oversee": "管理各单位年度报告",
    "foi.view": "查看依申请公开案件",
    "foi.register": "登记公开申请",
    "foi.handle": "办理公开申请",
    "foi.approve": "审批公开申请文书",
    "foi.assist": "协助办理公开申请",
    "foi.oversee": "查看依申请公开办理情况",
    "org.edit": "修改机构",
    "person.edit": "修改人员",
}
LEVELS = {"1": "一审", "2": "二审", "3": "三审"}
FIELDS = {
    "title": "标题",
    "document_number": "发文字号",
    "issuer": "印发机关",
    "deadline_text": "时限",
    "section": "责任科室",
    "person": "责任人",
    "note": "说明",
    "milestone": "节点",
}
REDACT_CHECKS = {
    "parts": "文件里有不认识的部分",
    "expected": "留下的文字与应当留下的不一致",
    "text": "还能读到要遮盖的字句",
    "parts_text": "文件的内部还有要遮盖的字句",
    "bytes": "文件的数据里还有要遮盖的字句",
    "beside": "文件里还带有正文以外的内容",
    "pages": "页数不对",
    "unreadable": "新文件读不出来",
}

WORDS: dict[str, dict[str, str]] = {
    "power": POWERS,
    "level": LEVELS,
    "due": LEVELS,
    "field": FIELDS,
    "redact_check": REDACT_CHECKS,
}
