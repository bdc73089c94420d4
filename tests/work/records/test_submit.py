"""Submitting: all that is missing at once, contradictions, and what screening keeps."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.records.actions.draft import (
    attach,
    edit,
    start,
)
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Attachment, Version
from tests.factories import AT
from tests.work.files.test_html import PNG
from tests.work.records.world import (
    RETURNED,
    decide,
    draft,
    submitted,
    world,
)

pytestmark = pytest.mark.django_db


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def test_submitting_names_all_that_is_missing() -> None:
    here = world()
    record = start(organisation=here.organisation, by=here.clerk, at=AT)
    edit(
        record=record,
        by=here.clerk,
        at=AT,
        issuer="",
        document_kind="notice",
        effective_on=date(2023, 8, 1),
        expires_on=date(2023, 7, 1),
    )
    with pytest.raises(Refused) as refused:
        submit(record=record, by=here.clerk, at=AT)
    reasons = [(one.code, one.values.get("field")) for one in refused.value.reasons]
    assert code(refused) == "record_unfit"
    assert ("field_missing", "标题") in reasons
    assert {field for name, field in reasons if name == "field_missing"} == {
        "标题", "发文机关", "成文日期", "主题分类", "发文字号", "目录事项", "形成或变更日期",
    }  # fmt: skip
    assert "remark_expires_before_effective" in [name for name, _ in reasons]
    assert "record_without_content" in [name for name, _ in reasons]
    assert record.state == "draft"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"formed_on": date(2023, 7, 26)}, "formed_in_future"),
        ({"issued_on": date(2023, 7, 26)}, "remark_issued_after_publication"),
        ({"document_number": "第5号"}, "remark_document_number"),
        ({"openness": "withheld", "withheld_reason": "个人隐私"}, "record_not_proactive"),
        ({"body_html": f'<p><img src="file:{"0" * 64}"></p>'}, "picture_missing"),
    ],
)
def test_contradictions_are_refused(fields: dict[str, object], reason: str) -> None:
    here = world()
    with pytest.raises(Refused) as refused:
        submit(record=draft(here, **fields), by=here.clerk, at=AT)
    assert [one.code for one in refused.value.reasons] == [reason]


def test_submitting_twice_and_unchanged_after_return_is_refused() -> None:
    here = world()
    record = submitted(here)
    with pytest.raises(Refused) as refused:
        submit(record=record, by=here.clerk, at=AT)
    assert code(refused) == "record_not_a_draft"
    decide(record, 1, here.first, outcome=RETURNED, opinion="标题不清")
    with pytest.raises(Refused) as refused:
        submit(record=record, by=here.clerk, at=AT)
    assert code(refused) == "record_unchanged_since_return"


def test_screening_is_stored_without_the_numbers() -> None:
    here = world()
    body = "<p>联系人身份证号：11010519491231002X</p>"
    record = draft(here, body_html=body, title="电话13800138000的通知")
    attach(
        record=record,
        file_name="名单.txt",
        data="张三\t身份证号 11010519491231002X".encode(),
        by=here.clerk,
        at=AT,
    )
    attach(record=record, file_name="图.png", data=PNG, by=here.clerk, at=AT)
    submit(record=record, by=here.clerk, at=AT)
    version = Version.objects.get(pk=record.current_id)
    found = {(one["where"], one["kind"], one["level"]) for one in version.screening}
    assert found == {
        ("title", "mobile", "block"),
        ("body", "id_number", "block"),
        ("file:名单.txt", "id_number", "block"),
        ("file:图.png", "unreadable", "warn"),
    }
    assert "11010519491231002X" not in str(version.screening)
    assert "13800138000" not in str(version.screening)
    assert Attachment.objects.filter(version=version).count() == 2
