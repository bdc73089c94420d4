"""The list of normative documents, the clean-up, and what reviewers are told about them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gongkai.config.patterns import pattern
from gongkai.work.records.actions.relate import relate
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.queries.content import current_of
from gongkai.work.records.queries.fitness import remarks_on, why_not_submit
from gongkai.work.records.queries.normative import normative, normative_xlsx, to_clean_up
from tests.factories import AT
from tests.work.records.world import World, draft, pass_all, published, withdrawn, world

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 31)


def rule(here: World, title: str, expires_on: date | None = None, **fields: Any) -> Publication:
    usual = {"registration_number": "QHDR-2023-000001", "document_kind": "notice"}
    number = f"青教规〔2023〕{Publication.objects.count() + 1}号"
    return published(
        here, title=title, expires_on=expires_on, document_number=number, **(usual | fields)
    )


def repealing(here: World, old: Publication, title: str = "废止决定") -> Publication:
    record = draft(here, title=title)
    relate(record=record, kind="repeals", target=old.index_number, by=here.clerk, at=AT)
    return pass_all(here, submit(record=record, by=here.clerk, at=AT))


def four(here: World) -> None:
    rule(here, "甲办法", date(2028, 7, 31))
    rule(here, "乙办法", date(2026, 9, 30))
    rule(here, "丙办法", date(2026, 3, 30))
    repealing(here, rule(here, "丁办法", date(2026, 3, 1)))


def test_only_documents_with_a_registration_number_are_listed_with_their_status() -> None:
    here = world()
    four(here)
    gone = rule(here, "戊办法")
    withdrawn(here, gone, AT, reason="有误")
    draft(here, registration_number="QHDR-2023-000001")
    assert [(one.publication.title, one.validity, one.cleanup) for one in normative(ON)] == [
        ("丁办法", "废止", ""), ("丙办法", "失效", "expired"), ("乙办法", "有效", "expiring"),
        ("甲办法", "有效", ""),
    ]  # fmt: skip
    found = [one.publication.title for one in to_clean_up(normative(ON))]
    assert found == ["丙办法", "乙办法"]


def test_the_list_takes_two_queries_however_long() -> None:
    here = world()
    four(here)
    with CaptureQueriesContext(connection) as captured:
        rows = normative(ON)
        normative_xlsx(to_clean_up(rows), ON)
    assert len(captured) == 2


def test_the_workbook_says_since_when_and_by_what() -> None:
    here = world()
    four(here)
    data = normative_xlsx(normative(ON), ON)
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert (sheet.title, sheet["A2"].value) == (
        "规范性文件目录", "有效性按 2026-03-31 计算，共 4 件"
    )  # fmt: skip
    assert rows[0][1:4] == ["标题", "发文字号", "登记号"]
    assert rows[1][1:11] == [
        "丁办法", "青教规〔2023〕4号", "QHDR-2023-000001", "教育局", "2023-07-20", "",
        "2026-03-01", "废止", "2023-07-25", "废止决定",
    ]  # fmt: skip
    assert [row[8] for row in rows[1:]] == ["废止", "失效", "有效", "有效"]


@pytest.mark.parametrize(("fields", "codes"), [
    ({}, ["term_missing"]),
    ({"registration_number": "3号", "expires_on": date(2028, 7, 20)}, ["registration_number_form"]),
    ({"title": "停车暂行办法", "expires_on": date(2025, 7, 21)}, ["term_too_long"]),
    ({"registration_number": ""}, []),
])  # fmt: skip
def test_reviewers_are_told_and_nothing_is_stopped(
    fields: dict[str, Any], codes: list[str]
) -> None:
    here = world()
    record = draft(here, **({"registration_number": "QHDR-2023-000001"} | fields))
    version = current_of(record)
    found = [(one.code, one.blocks) for one in remarks_on(version, AT.date())]
    assert (found, why_not_submit(version, AT.date())) == ([(one, False) for one in codes], [])


def test_the_place_sets_the_form_of_its_numbers(settings: Any) -> None:
    settings.GONGKAI_REGISTRATION_PATTERN = r"\d+号"
    record = draft(world(), registration_number="3号", expires_on=date(2028, 7, 20))
    assert remarks_on(current_of(record), AT.date()) == ()


def test_a_form_that_is_none_is_named_at_the_start() -> None:
    assert pattern("GONGKAI_REGISTRATION_PATTERN", r"\d+号") == r"\d+号"
    with pytest.raises(ValueError, match="GONGKAI_REGISTRATION_PATTERN 不是正确的正则表达式"):
        pattern("GONGKAI_REGISTRATION_PATTERN", "([0-9]")
