"""Marks of publications: given by the clock and the log, inherited, and never taken away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.work.journal.queries.log import content_of
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.marks import claims_of, marks_borne, reasons_of
from gongkai.work.records.queries.review_desk import comparison
from tests.factories import moment
from tests.tampering import guards_down
from tests.work.records.world import FORMED, World, published, submitted, world
from tests.work.records.world import corrected as corrected_at

pytestmark = pytest.mark.django_db
DUE = date(2023, 8, 17)
LATE_DAY = date(2023, 9, 1)


def corrected(here: World, one: Publication, on: date, **fields: Any) -> Publication:
    return corrected_at(here, one, moment(on), **fields)


def test_late_backfill_is_marked_and_logged() -> None:
    here = world()
    timely, late = published(here, moment(DUE)), published(here, moment(LATE_DAY))
    assert [one.marks for one in (timely, late)] == [[], ["late"]]
    assert [content_of(one.log_entry).get("marks") for one in (timely, late)] == [None, ["late"]]
    reason = reasons_of(late)[0]
    assert dict(reason.values) == {"from_on": FORMED, "due_on": DUE, "public_on": LATE_DAY}


def test_editing_the_dates_takes_no_mark_away() -> None:
    here = world()
    late = published(here, moment(LATE_DAY))
    later = LATE_DAY + timedelta(days=4)
    fields = {"formed_on": date(2023, 8, 30), "issued_on": date(2023, 8, 30)}
    clean = corrected(here, late, later, **fields)
    assert (clean.marks, clean.is_late) == (["late", "redated"], True)
    assert [one.code for one in reasons_of(clean)] == ["late", "formed_changed", "issued_changed"]
    again = corrected(here, clean, later + timedelta(days=1), title="又一次更正")
    assert again.marks == ["late", "redated"]
    assert verify().problems == ()


def test_the_date_of_the_document_counts_where_the_day_of_formation_came_later() -> None:
    one = published(world(), moment(LATE_DAY), issued_on=FORMED, formed_on=date(2023, 8, 30))
    assert (one.marks, one.is_late) == (["late"], True)


def test_what_does_not_fit_and_what_was_taken_over_is_marked() -> None:
    here = world()
    fields = {"document_number": "青教发〔2022〕3号", "first_public_on": date(2023, 7, 21)}
    one = published(here, moment(DUE), **fields)
    assert one.marks == ["dates_unfit", "taken_over"]
    mended = corrected(here, one, DUE, document_number="青教发〔2023〕3号", first_public_on=None)
    assert mended.marks == one.marks


def test_what_was_late_before_there_were_marks_is_late_now() -> None:
    here = world()
    late = published(here, moment(LATE_DAY))
    with guards_down():
        Publication.objects.update(marks=[])
    late.refresh_from_db()
    assert marks_borne(late) == ["late"]
    assert corrected(here, late, LATE_DAY).marks == ["late"]


@pytest.mark.parametrize("marks", [[], ["taken_over"], ["late", "redated"]])
def test_marks_changed_in_the_database_are_named(marks: list[str]) -> None:
    one = published(world(), moment(LATE_DAY))
    with guards_down():
        Publication.objects.update(marks=marks)
        found = verify().problems
    where = f"发布日志第 0 条（{one.index_number}）"
    assert [(problem.sequence, problem.what) for problem in found] == [
        (0, f"{where}与保存的记录不符：永久标记。")
    ]


def test_claims_of_many_records_take_two_queries(django_assert_num_queries: Any) -> None:
    here = world()
    for n in range(3):
        published(here, moment(DUE), title=f"第{n}件", formed_on=FORMED + timedelta(days=n))
    records = list(Publication.objects.values_list("record", flat=True))
    with django_assert_num_queries(2):
        found = claims_of(records)
    assert [len(found[record]) for record in records] == [1, 1, 1]


days = st.dates(date(2023, 6, 1), date(2023, 9, 30))
edits = st.lists(
    st.tuples(st.integers(0, 20), days, days, st.none() | days), min_size=1, max_size=4
)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(edits)
def test_no_sequence_of_corrections_loses_a_mark(
    taken: list[tuple[int, date, date, date | None]],
) -> None:
    with transaction.atomic():
        here = world()
        on = date(2023, 10, 9)
        one = published(here, moment(on))
        for pause, formed_on, issued_on, first_public_on in taken:
            held, on = one.marks, on + timedelta(days=pause)
            one = corrected(
                here, one, on, title=f"{on} {formed_on}", formed_on=formed_on,
                issued_on=issued_on, first_public_on=first_public_on,
            )  # fmt: skip
            assert set(held) <= set(one.marks)
            assert "late" in one.marks
        assert verify().problems == ()
        transaction.set_rollback(True)


def test_the_reviewer_is_told_what_will_be_marked_for_ever() -> None:
    here = world()
    record = submitted(here, moment(LATE_DAY), effective_on=date(2023, 7, 1))
    found = [one for one in comparison(record, LATE_DAY).checks if "reason" in one.values]
    assert [(one.code, one.level, one.values["reason"].code) for one in found] == [
        ("mark", "warn", "late"), ("date_doubt", "warn", "effective_before_issue"),
    ]  # fmt: skip
    assert [one.code for one in comparison(record, DUE).checks if one.code == "mark"] == []
