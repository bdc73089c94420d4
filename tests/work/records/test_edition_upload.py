"""A workbook over a draft edition: shown first, then taken in as a whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.rules.basic_catalogue import LIMITS, Sheet, read_table, write_table
from gongkai.rules.basic_catalogue import Row as Value
from gongkai.work.journal.deeds import Refused, day_of
from gongkai.work.org.models.organisation import Name
from gongkai.work.records.actions import editions
from gongkai.work.records.actions.edition_adopt import adopt
from gongkai.work.records.actions.edition_rows import change_row, remove_row
from gongkai.work.records.actions.edition_upload import bring_in
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.queries.edition_upload import Answers, Upload, read_upload, upload
from gongkai.work.records.queries.editions import values_of
from tests.factories import AT, clerk, department
from tests.rules.catalogue_rows import row as value
from tests.rules.catalogue_rows import rows
from tests.work.records.edition_scene import LATER, first_edition, office, one, row

pytestmark = pytest.mark.django_db


def sheets(*values: Value) -> tuple[Sheet, ...]:
    return read_table(write_table(values, "青禾区"))


def laid(draft: Edition, *values: Value, answers: Answers = Answers()) -> Upload:  # noqa: B008 - frozen
    return upload(draft, sheets(*values), answers, day_of(AT))


def told(found: Upload) -> list[tuple[str, str]]:
    return [(flaw.code, flaw.part) for one in found.rows for flaw in one.flaws]


def test_rows_of_a_file_fill_an_empty_draft() -> None:
    by, caizheng = office()
    draft = editions.begin(by=by, at=AT)
    two = value(second="部门预算", publishers_text="财政局、无名局")
    bring_in(edition=draft, sheets=sheets(value(), two), by=by, at=AT)
    stored = values_of(draft)
    assert stored == [
        replace(value(), column="", code="pilot-04-001"),
        replace(two, column="", code="pilot-04-002", publishers=()),
    ]
    assert list(one(draft, "政府预算").publishers.all()) == [caizheng]


def test_preview_stores_nothing_and_tells_what_is_open() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    found = laid(draft, value(publishers_text="财务局", limit_text="及时", publishers=()))
    assert Row.objects.count() == 0
    assert told(found) == [
        ("row_without_column", "column"), ("row_publisher_open", "publishers"),
        ("row_limit_vague", "limit_text"),
    ]  # fmt: skip
    assert [(match.text, [one.code for one in match.candidates]) for match in found.open_names] == [
        ("财务局", ["caizheng"])
    ]
    assert (len(found.diff.added), found.fields, found.lost) == (1, ("pilot-04",), [])


def test_name_is_answered_once_and_remembered() -> None:
    by, caizheng = office()
    draft = editions.begin(by=by, at=AT)
    file = sheets(value(publishers_text="财务局"), value(second="决算", publishers_text="财务局"))
    answers = Answers(names={"财务局": [caizheng]})
    bring_in(edition=draft, sheets=file, answers=answers, remember=True, by=by, at=AT)
    assert [row.publishers.get() for row in draft.rows.all()] == [caizheng] * 2
    assert Name.objects.get().text == "财务局"
    assert upload(draft, file, Answers(), day_of(AT)).open_names == ()


def test_row_about_the_same_keeps_code_column_and_answer() -> None:
    by, caizheng = office()
    first_edition(by)
    draft = editions.begin(by=by, at=LATER)
    change_row(row=one(draft, "政府预算"), by=by, at=LATER, publishers_text="财务局",
               publishers=[caizheng])  # fmt: skip
    file = sheets(value(publishers_text="财务局", content="别的"), value(second="决算"))
    found = bring_in(edition=draft, sheets=file, by=by, at=LATER)
    changed = [(one.after.code, [field.name for field in one.fields]) for one in found.diff.changed]
    assert changed == [("pilot-04-001", ["content"])]
    assert [one.code for one in found.diff.added] == ["pilot-04-002"]
    assert [(one.code, one.column, one.publishers) for one in values_of(draft)] == [
        ("pilot-04-001", "P20-07", ("caizheng",)), ("pilot-04-002", "", ("caizheng",)),
    ]  # fmt: skip


def test_fields_of_the_file_are_replaced_and_others_stay() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    row(draft, by, second="旧的")
    row(draft, by, field="pilot-01", first="规划", second="留下的")
    found = bring_in(edition=draft, sheets=sheets(value(second="新的")), by=by, at=AT)
    assert [one.second for one in found.diff.removed] == ["旧的"]
    assert list(draft.rows.order_by("order").values_list("order", "second")) == [
        (1, "留下的"), (2, "新的"),
    ]  # fmt: skip


def test_row_that_left_and_comes_back_has_its_former_code() -> None:
    by, _ = office()
    first_edition(by, names=("政府预算", "部门预算"))
    draft = editions.begin(by=by, at=LATER, note="x")
    remove_row(row=one(draft, "政府预算"), by=by, at=LATER)
    adopt(edition=draft, by=by, at=LATER)
    third = editions.begin(by=by, at=LATER)
    found = bring_in(
        edition=third, sheets=sheets(value(), value(second="部门预算")), by=by, at=LATER
    )
    assert [one.code for one in found.diff.added] == ["pilot-04-001"]


def test_renamed_row_keeps_its_code_from_its_former_name() -> None:
    by, _ = office()
    first_edition(by)
    draft = editions.begin(by=by, at=LATER)
    change_row(row=one(draft, "政府预算"), by=by, at=LATER, second="本级预算")
    file = sheets(value(second="政府预算"), value(second="本级预算"))
    bring_in(edition=draft, sheets=file, by=by, at=LATER)
    assert {row.second: row.code for row in draft.rows.all()} == {
        "政府预算": "pilot-04-002", "本级预算": "pilot-04-001",
    }  # fmt: skip


def test_two_rows_about_the_same_get_two_codes_and_are_named() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    found = bring_in(edition=draft, sheets=sheets(value(), value(content="别的")), by=by, at=AT)
    assert [one.value.code for one in found.rows] == ["pilot-04-001", "pilot-04-002"]
    assert ("row_twice", "first") in told(found)


def strange(title: str = "我们的表") -> bytes:
    made = openpyxl.load_workbook(BytesIO(write_table([value()])))
    made.worksheets[0].title = title
    made.worksheets[0]["A1"] = "目录"
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_sheet_of_no_known_field_is_asked_for() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    file = read_upload("目录.xlsx", strange())
    with pytest.raises(Refused) as refused:
        bring_in(edition=draft, sheets=file, by=by, at=AT)
    assert [(one.code, one.values) for one in refused.value.reasons] == [
        ("upload_sheet_open", {"sheet": "我们的表"})
    ]
    for answer in ("pilot-20", ""):
        bring_in(edition=draft, sheets=file, answers=Answers({"我们的表": answer}), by=by, at=AT)
    assert sorted(draft.rows.values_list("field", flat=True)) == ["", "pilot-20"]


def test_text_too_long_to_keep_stops_everything() -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    file = sheets(value(), value(second="长" * 121))
    with pytest.raises(Refused) as refused:
        bring_in(edition=draft, sheets=file, by=by, at=AT)
    assert [
        (one.code, one.values["line"], one.values["column"]) for one in refused.value.reasons
    ] == [("upload_text_too_long", 5, "二级事项")]
    assert draft.rows.count() == 0


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("目录.xls", b"\xd0\xcf\x11\xe0", "file_type"),
        ("目录.xlsx", b"PK nothing", "file_mismatch"),
        ("目录.xlsx", b"", "file_empty"),
        ("目录.csv", "序号,公开事项".encode(), "table_corrupt"),
    ],
)
def test_other_files_are_refused(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        read_upload(name, data)


def test_only_the_office_brings_rows_in_and_only_into_a_draft() -> None:
    by, caizheng = office()
    edition = first_edition(by)
    with pytest.raises(Refused, match="no_power"):
        bring_in(edition=edition, sheets=sheets(value()), by=clerk(caizheng), at=AT)
    with pytest.raises(Refused, match="edition_adopted"):
        bring_in(edition=edition, sheets=sheets(value()), by=by, at=AT)


def keepable(one: Value) -> bool:
    return all(len(getattr(one, part)) <= limit for part, limit in LIMITS.items())


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(rows().filter(keepable), min_size=1, max_size=6, unique_by=lambda one: one.subject))
def test_what_a_draft_exports_makes_the_same_draft(values: list[Any]) -> None:
    by = office_once()
    if open_one := editions.editions.draft():
        editions.abandon(edition=open_one, by=by, at=AT)
    draft = editions.begin(by=by, at=AT)
    bring_in(edition=draft, sheets=sheets(*values), by=by, at=AT)
    once = values_of(draft)
    found = bring_in(edition=draft, sheets=sheets(*once), by=by, at=AT)
    assert found.diff.is_empty
    assert values_of(draft) == once


def office_once() -> Any:
    department("caizheng", "财政局")
    known = type(clerk(department())).objects.filter(name="公开办甲").first()
    return known or office()[0]


def test_upload_asks_as_much_for_many_rows_as_for_one(
    django_assert_max_num_queries: Any,
) -> None:
    by, _ = office()
    draft = editions.begin(by=by, at=AT)
    many = [value(second=f"第{number}项") for number in range(120)]
    with django_assert_max_num_queries(12):
        laid(draft, *many)
    bring_in(edition=draft, sheets=sheets(*many), by=by, at=AT)
    with django_assert_max_num_queries(12):
        laid(draft, *many)
