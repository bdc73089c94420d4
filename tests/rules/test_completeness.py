"""What a document lacks: one row per lack, and what holds for every document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.completeness import (
    KINDS_OF_LACK,
    LABELS,
    Document,
    completeness_of,
    document_day,
    is_about_old_documents,
    percent,
)
from gongkai.rules.document import KINDS, OPENNESS, VALIDITY, Metadata

FULL = Metadata(
    title="青禾区停车管理办法",
    index_number="000000001/2021-00151",
    issuer="青禾区人民政府",
    document_number="青政发〔2021〕5号",
    issued_on=date(2021, 3, 5),
    published_on=date(2021, 3, 8),
    theme="城乡建设-城市管理",
    validity="in_force",
    kind="notice",
    keywords=("停车",),
    openness="proactive",
)
WHOLE = Document(FULL, text="第一条 停车收费。", summary="停车收费的办法")
ROWS: list[tuple[str, dict[str, Any], str]] = [
    ("title", {"title": " "}, "没有标题。"),
    ("index_number", {"index_number": ""}, "没有索引号。"),
    ("index_number_form", {"index_number": "2021-1"},
     "索引号“2021-1”不合格式，或者其中的统一社会信用代码校验位不对。"),
    ("index_number_form", {"index_number": "113703220042222418/2021-00001"},
     "索引号“113703220042222418/2021-00001”不合格式，或者其中的统一社会信用代码校验位不对。"),
    ("issuer", {"issuer": ""}, "没有发文机关。"),
    ("document_number", {"document_number": ""}, "是公文，但没有发文字号。"),
    ("document_number_form", {"document_number": "青政发[2021] 5号"},
     "发文字号“青政发[2021] 5号”应写作“青政发〔2021〕5号”。"),
    ("document_number_unread", {"document_number": "青政发2021-5"},
     "发文字号“青政发2021-5”不合格式，应如“青办发〔2023〕5号”。"),
    ("issued_on", {"issued_on": None}, "没有成文日期。"),
    ("issued_after_publication", {"issued_on": date(2021, 3, 9)},
     "成文日期 2021-03-09 晚于发布日期 2021-03-08。"),
    ("published_on", {"published_on": None}, "没有发布日期。"),
    ("theme", {"theme": ""}, "没有主题分类。"),
    ("validity", {"validity": ""}, "没有标注有效性。"),
    ("expires_before_effective",
     {"effective_on": date(2021, 4, 1), "expires_on": date(2021, 3, 31)},
     "失效日期 2021-03-31 早于实施日期 2021-04-01。"),
    ("openness", {"openness": ""}, "没有标明公开方式。"),
    ("openness_reason", {"openness": "on_request"}, "不是主动公开，但没有写理由。"),
]  # fmt: skip
ADVICE: list[tuple[str, dict[str, Any], str]] = [
    ("document_number_year", {"issued_on": date(2020, 12, 31)},
     "发文字号的年份是2021年，与成文日期的年份不同。"),
    ("kind", {"kind": ""}, "像是公文（有发文字号），但没有填公文种类。"),
    ("kind", {"kind": "", "document_number": "", "title": "关于停车收费的通告"},
     "像是公文（标题以“通告”结尾），但没有填公文种类。"),
    ("keywords", {"keywords": ()}, "没有关键词。"),
    ("registration_number_form",
     {"registration_number": "青规1", "expires_on": date(2024, 1, 1)},
     "登记号“青规1”与本地规范性文件登记号的格式不同。"),
    ("term_missing", {"registration_number": "SDPR-2021-0010001"},
     "是规范性文件，但没有失效日期；有效期一般不超过5年。"),
    ("term_too_long",
     {"registration_number": "SDPR-2021-0010001", "expires_on": date(2026, 3, 6)},
     "规范性文件的有效期超过5年，一般不应晚于 2026-03-05。"),
]  # fmt: skip
TEXTS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("nothing at all", {"text": ""}, ["text"]),
    ("only a file", {"text": "", "attachments": ("办法.pdf",)}, ["text_attached"]),
    ("words that point to it", {"text": "详见附件：办法.pdf。", "attachments": ("办法.pdf",)},
     ["text_attached"]),
    ("its title and the name of the file without suffix",
     {"text": "青禾区停车管理办法\n附件 1：办法（点击下载）", "attachments": ("办法.pdf",)},
     ["text_attached"]),
    ("a scan", {"text": "", "pictures": 3}, ["text_pictured"]),
    ("a scan with a file", {"text": "", "pictures": 3, "attachments": ("办法.pdf",)},
     ["text_pictured"]),
    ("a sentence and a file",
     {"text": "现公布停车收费标准，详见附件。", "attachments": ("办法.pdf",)}, []),
    ("a sentence and a picture", {"text": "停车收费标准", "pictures": 1}, []),
    ("words that could point, but there is no file", {"text": "请下载"}, []),
]  # fmt: skip


def codes(document: Document) -> tuple[list[str], list[str]]:
    found = completeness_of(document)
    return [one.code for one in found.lacks], [one.code for one in found.advice]


def test_a_whole_document_lacks_nothing() -> None:
    found = completeness_of(WHOLE)
    assert (found.lacks, found.advice, found.filled) == ((), (), len(found.required))
    assert found.required == (
        "title", "index_number", "issuer", "issued_on", "published_on", "theme", "validity",
        "document_number", "openness", "item", "text",
    )  # fmt: skip


@pytest.mark.parametrize(("code", "fields", "sentence"), ROWS)
def test_every_lack_is_found_alone_with_its_sentence(
    code: str, fields: dict[str, Any], sentence: str
) -> None:
    found = completeness_of(replace(WHOLE, metadata=replace(FULL, **fields)))
    assert [(one.code, one.sentence) for one in found.lacks] == [(code, sentence)]
    assert (found.filled, found.advice) == (len(found.required) - 1, ())


@pytest.mark.parametrize(("code", "fields", "sentence"), ADVICE)
def test_advice_keeps_nothing_from_being_complete(
    code: str, fields: dict[str, Any], sentence: str
) -> None:
    found = completeness_of(replace(WHOLE, metadata=replace(FULL, **fields)))
    assert [(one.code, one.sentence) for one in found.advice] == [(code, sentence)]
    assert (found.is_complete, found.filled) == (True, len(found.required))


@pytest.mark.parametrize(("case", "fields", "wanted"), TEXTS)
def test_the_text_must_stand_on_the_page(
    case: str, fields: dict[str, Any], wanted: list[str]
) -> None:
    assert codes(replace(WHOLE, **fields)) == (wanted, []), case


def test_an_item_and_a_summary_are_asked_for() -> None:
    assert codes(replace(WHOLE, has_item=False, summary=" ")) == (["item"], ["summary"])


def test_a_draft_need_not_know_its_publication() -> None:
    draft = replace(WHOLE, metadata=replace(FULL, index_number="", published_on=None))
    found = completeness_of(draft, public=False)
    assert (found.lacks, len(found.required)) == ((), 9)


def test_the_form_of_the_registration_number_is_that_of_the_place() -> None:
    metadata = replace(FULL, registration_number="青规1", expires_on=date(2024, 1, 1))
    assert completeness_of(replace(WHOLE, metadata=metadata), pattern=r"青规\d+").advice == ()


def test_every_kind_of_lack_is_tested_and_about_a_known_field() -> None:
    tested = {row[0] for row in (*ROWS, *ADVICE)} | {"item", "summary"}
    tested |= {code for _, _, wanted in TEXTS for code in wanted}
    assert tested == set(KINDS_OF_LACK)
    assert {one.field for one in KINDS_OF_LACK.values()} <= set(LABELS)


@pytest.mark.parametrize(("requirement", "is_about"), [
    ("规范各类历史政府文件发布格式", True),
    ("清理2016年以来公开的文件，补齐要素", True),
    ("规范政府文件录入 10月底前对2016以来所发布政府信息全面规范", True),
    ("规范专栏建设 10月底前对今年以来所发布政府信息全面规范", False),
    ("对历史遗留问题开展排查", False),
    ("规范政府信息公开专栏建设", False),
])  # fmt: skip
def test_the_task_about_old_documents(requirement: str, is_about: bool) -> None:
    assert is_about_old_documents(requirement) is is_about


def test_the_day_of_a_document() -> None:
    issued, public, formed = date(2016, 1, 1), date(2017, 1, 1), date(2018, 1, 1)
    assert document_day(issued, public, formed) == issued
    assert document_day(None, public, formed) == public
    assert document_day(None, None, formed) == formed
    assert document_day(None, None, None) is None


DAYS = st.none() | st.dates(date(2015, 1, 1), date(2027, 12, 31))
WORDS = st.sampled_from(["", " ", "甲", "{text}", "青政发〔2021〕5号", "青政发[2021]5号", "号"])
METADATA = st.builds(
    Metadata,
    title=st.sampled_from(["", "关于停车的通知", "年报", "暂行办法"]),
    index_number=st.sampled_from(["", "x", "000000001/2021-00151"]),
    issuer=WORDS,
    document_number=WORDS,
    issued_on=DAYS,
    published_on=DAYS,
    theme=WORDS,
    validity=st.sampled_from(["", *VALIDITY]),
    kind=st.sampled_from(["", *KINDS]),
    effective_on=DAYS,
    expires_on=DAYS,
    registration_number=st.sampled_from(["", "SDPR-2021-0010001", "甲"]),
    keywords=st.sampled_from([(), ("停车",)]),
    openness=st.sampled_from(["", *OPENNESS]),
    openness_reason=WORDS,
)
DOCUMENTS = st.builds(
    Document,
    metadata=METADATA,
    text=st.sampled_from(["", "见附件", "停车收费"]),
    pictures=st.integers(0, 2),
    attachments=st.sampled_from([(), ("办法.pdf",)]),
    summary=WORDS,
    has_item=st.booleans(),
)


@given(DOCUMENTS, st.booleans())
def test_complete_means_that_no_field_lacks_anything(document: Document, public: bool) -> None:
    found = completeness_of(document, public=public)
    fields = [one.kind.field for one in found.lacks]
    assert found.is_complete == (found.filled == len(found.required)) == (not fields)
    assert percent(found.filled, len(found.required)) == 100 or fields
    assert len(fields) == len(set(fields)), "one field lacks one thing"
    assert set(fields) <= set(found.required)
    assert 0 <= found.filled <= len(found.required)
    assert all(one.kind.must for one in found.lacks)
    assert not any(one.kind.must for one in found.advice)
    assert all("{" not in one.sentence.replace("{text}", "") for one in found.lacks)


@given(DOCUMENTS)
def test_a_public_document_is_asked_for_no_less_than_a_draft(document: Document) -> None:
    draft = completeness_of(document, public=False)
    public = completeness_of(document, public=True)
    assert set(draft.required) <= set(public.required)
    assert {one.code for one in draft.lacks} <= {one.code for one in public.lacks}
    assert draft.advice == public.advice


@given(DOCUMENTS)
def test_it_depends_on_nothing_but_the_document(document: Document) -> None:
    assert completeness_of(document) == completeness_of(replace(document))


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_hundred_per_cent_is_never_rounded_up(filled: int, more: int) -> None:
    required = filled + more
    share = percent(filled, required)
    assert (share == 100) == (more == 0)
    assert 0 <= share <= 100
