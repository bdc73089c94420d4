"""Numbers, dates and fields of documents: the accept and reject lists of the rulebook."""

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.document import (
    FIELDS,
    KINDS,
    REQUIRED,
    VALIDITY,
    BadNumber,
    Metadata,
    Remark,
    content_hash,
    fields,
    is_document_number,
    metadata_remarks,
    missing_fields,
    next_index_number,
    numbers,
    publication_due,
    read_document_number,
    read_index_number,
    series_remarks,
    validity_on,
)
from gongkai.rules.workdays import YearNotPublished

TODAY = date(2026, 6, 1)
WHOLE = Metadata(
    title="关于印发2026年政务公开工作方案的通知",
    index_number="11370322004222241N/2026-00007",
    issuer="云山区人民政府办公室",
    document_number="云政办发〔2026〕7号",
    issued_on=date(2026, 3, 2),
    published_on=date(2026, 3, 4),
    theme="综合政务-文秘工作",
    validity="in_force",
    kind="notice",
    openness="proactive",
)
ACCEPTED = [
    "淄高新管办字〔2023〕12号",
    "国办公开办函〔2021〕30号",
    "国办发明电〔2025〕7号",
    "国令第711号",
    "交通运输部令2022年第11号",
]
REJECTED = ["淄高新管办字〔2023〕012号", "淄高新管办字〔2023〕第12号", "淄高新管办字[2023]12号"]


@pytest.mark.parametrize("text", ACCEPTED)
def test_right_document_numbers(text):
    assert is_document_number(text)
    number = read_document_number(text)
    assert (number.text, number.corrected) == (text, False)


@pytest.mark.parametrize(
    "text", [*REJECTED, "淄高新管办字〔2023〕12 号", "字〔2023〕1٢号", "〔2023〕1号", "12号", ""]
)
def test_wrong_document_numbers(text):
    assert not is_document_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "淄高新管办字[2023]12号",
        "淄高新管办字(2023)12号",
        "淄高新管办字（2023）12号",
        "淄高新管办字【2023】12号",
        "淄高新管办字［2023］12号",
        "淄高新管办字〔2023〕12 号",
        "淄高新管办字\u3000〔２０２３〕１２号\n",
    ],
)
def test_other_spellings_are_corrected(text):
    number = read_document_number(text)
    assert (number.text, number.corrected) == ("淄高新管办字〔2023〕12号", True)
    assert (number.code, number.year, number.serial) == ("淄高新管办字", 2023, 12)


@pytest.mark.parametrize(
    "text", [*REJECTED[:2], "淄高新管办字〔2023〕0号", "ABC〔2023〕1号", "字〔2023〕1٢号"]
)
def test_what_no_form_allows_is_refused(text):
    with pytest.raises(BadNumber) as raised:
        read_document_number(text)
    assert (raised.value.code, raised.value.text) == ("document_number", text)


def test_parts_of_orders():
    number = read_document_number("国令第711号")
    assert (number.code, number.year, number.serial) == ("国", None, 711)
    number = read_document_number("交通运输部令2022年第11号")
    assert (number.code, number.year, number.serial) == ("交通运输部", 2022, 11)


def test_series_reports_gaps_and_doubles():
    found = series_remarks(
        ["云政发〔2026〕1号", "云政发〔2026〕4号", "云政发〔2026〕4号", "国令第1号"]
    )
    assert found == (
        Remark("number_twice", True, (("code", "云政发"), ("year", 2026), ("serials", (4,)))),
        Remark("number_left_out", False, (("code", "云政发"), ("year", 2026), ("serials", (2, 3)))),
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("11370322004222241N/2021-5135380", ("11370322004222241N", 2021, 5135380)),
        ("000000001/2021-00151", ("000000001", 2021, 151)),
        ("01404053X/2021-00490", ("01404053X", 2021, 490)),
        ("0140405-3/2021-00490", ("0140405-3", 2021, 490)),
    ],
)
def test_index_numbers(text, parts):
    found = read_index_number(text)
    assert (found.code, found.year, found.serial) == parts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("11370322004222241A/2021-5135380", "index_check_sign"),
        ("11370322004222241N/2021-123", "index_number"),
        ("11370322004222241N/1821-1234", "index_number"),
        ("11370322004222241N-2021-1234", "index_number"),
        ("", "index_number"),
    ],
)
def test_wrong_index_numbers(text, code):
    with pytest.raises(BadNumber) as raised:
        read_index_number(text)
    assert raised.value.code == code


@given(st.integers(1, 9_999_999), st.integers(1990, 2090))
def test_a_made_index_number_is_read_back(serial, year):
    found = read_index_number(next_index_number("11370322004222241N", year, serial))
    assert (found.year, found.serial) == (year, serial)


@pytest.mark.parametrize("serial", [0, -1, 10_000_000])
def test_no_index_number_beyond_the_form(serial):
    with pytest.raises(BadNumber):
        next_index_number("11370322004222241N", 2026, serial)


def test_publication_due():
    assert publication_due(date(2026, 9, 23)) == date(2026, 10, 28)
    assert publication_due(date(2023, 7, 25)) == date(2023, 8, 22)
    with pytest.raises(YearNotPublished):
        publication_due(date(2026, 12, 4))
    assert publication_due(date(2026, 12, 4), provisional=True) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("known", "validity"),
    [
        ({}, "in_force"),
        ({"expires_on": TODAY}, "in_force"),
        ({"expires_on": TODAY - timedelta(1)}, "lapsed"),
        ({"effective_on": TODAY + timedelta(1)}, "not_yet_in_force"),
        ({"effective_on": TODAY}, "in_force"),
        ({"amended_on": TODAY}, "amended"),
        ({"amended_on": TODAY + timedelta(1)}, "in_force"),
        ({"repealed_on": TODAY, "amended_on": TODAY}, "repealed"),
        ({"repealed_on": TODAY + timedelta(1)}, "in_force"),
    ],
)
def test_validity_by_date(known, validity):
    assert validity_on(TODAY, **known) == validity


def test_missing_fields():
    assert missing_fields(WHOLE) == ()
    assert missing_fields(Metadata()) == REQUIRED
    assert missing_fields(Metadata(), draft=True) == tuple(
        name for name in REQUIRED if name not in {"index_number", "published_on"}
    )
    without = Metadata(**{**vars(WHOLE), "document_number": " ", "openness": "on_request"})
    assert missing_fields(without) == ("document_number", "openness_reason")
    plain = Metadata(**{**vars(WHOLE), "document_number": "", "kind": ""})
    assert missing_fields(plain) == ()


def test_the_data_is_whole():
    assert len(KINDS) == 15
    assert set(FIELDS) == set(vars(WHOLE))
    assert set(VALIDITY.values()) == {"有效", "已修改", "失效", "废止", "尚未施行"}


@pytest.mark.parametrize(
    ("changed", "remarks"),
    [
        ({}, ()),
        ({"issued_on": date(2026, 3, 5)}, (Remark("issued_after_publication", True),)),
        (
            {"issued_on": date(2026, 1, 5)},
            (Remark("published_late", False, (("due_on", date(2026, 2, 2)),)),),
        ),
        (
            {"issued_on": date(2025, 12, 31), "published_on": date(2025, 12, 31)},
            (Remark("document_number_year", False, (("year", 2026),)),),
        ),
        (
            {"document_number": "云政办发[2026]7号"},
            (Remark("document_number_form", False, (("right", "云政办发〔2026〕7号"),)),),
        ),
        ({"document_number": "7号"}, (Remark("document_number", True, (("text", "7号"),)),)),
        ({"index_number": "7"}, (Remark("index_number", True, (("text", "7"),)),)),
        (
            {"expires_on": date(2026, 5, 31)},
            (Remark("validity_of_the_day", True, (("expires_on", date(2026, 5, 31)),)),),
        ),
        ({"expires_on": date(2026, 5, 31), "validity": "lapsed"}, ()),
        (
            {"effective_on": date(2026, 8, 1), "expires_on": date(2026, 7, 1)},
            (Remark("expires_before_effective", True),),
        ),
    ],
)
def test_fields_that_do_not_fit(changed, remarks):
    assert metadata_remarks(Metadata(**{**vars(WHOLE), **changed}), today=TODAY) == remarks


def test_lateness_beyond_the_published_calendar_is_provisional():
    late = {"issued_on": date(2026, 12, 4), "published_on": date(2027, 1, 5)}
    codes = [found.code for found in metadata_remarks(Metadata(**vars(WHOLE) | late), today=TODAY)]
    assert codes == ["published_late"]


def test_content_hash_is_the_sha256_of_canonical_json():
    one = content_hash({"title": "通知", "issued_on": date(2026, 3, 2)}, "<p>文</p>", [("a", "ff")])
    other = content_hash({"issued_on": "2026-03-02", "title": "通知"}, "<p>文</p>", [("a", "ff")])
    assert one == other == "f9e79c94fbd5b5f5a9c2efa8e1b6cf1927c73b5ada3879b81490c0aa2c74fdab"
    for changed in (
        content_hash({"title": "通知"}, "<p>文</p>", [("a", "ff")]),
        content_hash({"title": "通知", "issued_on": "2026-03-02"}, "<p>文 </p>", [("a", "ff")]),
        content_hash({"title": "通知", "issued_on": "2026-03-02"}, "<p>文</p>", [("b", "ff")]),
    ):
        assert changed != one


def test_the_order_of_attachments_counts():
    pairs = [("甲.pdf", "00"), ("乙.pdf", "11")]
    assert content_hash({}, "", pairs) != content_hash({}, "", pairs[::-1])


@given(st.text())
def test_any_text_is_a_number_or_refused(text):
    try:
        assert is_document_number(read_document_number(text).text)
    except BadNumber as error:
        assert error.text == text


def test_examples_in_the_docstrings():
    for module in (fields, numbers):
        assert doctest.testmod(module).failed == 0
