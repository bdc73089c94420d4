"""The numbering registers: gaps are found, explained by their own clerk, and never forgotten."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongkai.work.journal.deeds import Refused
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.gaps import state_gap, state_start
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.gap import GapStatement
from gongkai.work.records.queries.registers import Register, register, registers
from tests.factories import AT, administrator, moment, officer, openness_head
from tests.work.records.world import World, draft, pass_all, published, world

pytestmark = pytest.mark.django_db
ON = AT.date()


def number(serial: int, code: str = "青教发", year: int = 2023) -> str:
    return f"{code}〔{year}〕{serial}号"


def three(here: World) -> None:
    """Numbers 1, 2 and 4 are public."""
    for serial in (1, 2, 4):
        published(here, document_number=number(serial), document_kind="notice")


def series(code: str = "青教发", year: int | None = 2023) -> Register:
    found = register(code, year, ON)
    assert found is not None
    return found


def labels(found: Register) -> list[tuple[str, date | None, bool]]:
    return [(gap.label, gap.since, gap.drafted) for gap in found.gaps]


def answer(here: World, **fields: Any) -> GapStatement:
    usual: dict[str, Any] = {
        "code": "青教发", "year": 2023, "first": 3, "last": 3, "kind": "void",
        "reason": "编号后停止印发", "by": here.clerk, "at": AT,
    }  # fmt: skip
    return state_gap(**(usual | fields))


def test_of_1_2_and_4_the_third_is_asked_for() -> None:
    here = world()
    three(here)
    found = series()
    assert (labels(found), found.missing, found.highest) == ([("3", ON, False)], 1, 4)
    assert found.organisation == here.organisation


def test_a_draft_is_shown_and_a_corrected_number_is_gone() -> None:
    here = world()
    three(here)
    draft(here, document_number=number(3))
    wrong = published(here, document_number=number(9)).record
    edit(record=wrong, by=here.clerk, at=AT, document_number=number(5), change_note="更正")
    submit(record=wrong, by=here.clerk, at=AT)
    assert series().highest == 9
    pass_all(here, wrong)
    assert (labels(series()), series().highest) == ([("3", ON, True)], 5)


def test_numbers_given_twice_and_series_of_others() -> None:
    here, there = world(), world("czj", "财政局")
    three(here)
    published(there, document_number=number(2))
    published(there, document_number=number(1, "青财发"))
    published(there, document_number="青禾区令第2号")
    found = registers(ON, 2023)
    assert [(one.label, one.organisation.name, len(one.twice)) for one in found] == [
        ("青教发〔2023〕", "教育局", 2), ("青禾区令（不分年编号）", "财政局", 0),
        ("青财发〔2023〕", "财政局", 0),
    ]  # fmt: skip
    assert [one.label for one in registers(ON, 2022)] == ["青禾区令（不分年编号）"]


def test_an_answer_is_signed_and_the_last_one_counts() -> None:
    here = world()
    three(here)
    answer(here, kind="pending", reason="九月公开")
    answer(here)
    (gap,) = series().gaps
    assert gap.statement is not None
    assert (gap.statement.kind, series().missing) == ("void", 0)
    assert [(one.kind, one.by) for one in GapStatement.objects.all()] == [
        ("pending", here.clerk), ("void", here.clerk),
    ]  # fmt: skip


@pytest.mark.parametrize(("fields", "code"), [
    ({"first": 2, "last": 3}, "gap_not_missing"), ({"first": 5, "last": 5}, "gap_not_missing"),
    ({"first": 3, "last": 2}, "gap_reversed"), ({"reason": " 　"}, "gap_without_reason"),
    ({"reason": "长" * 201}, "field_too_long"), ({"kind": "lost"}, "choice_unknown"),
    ({"code": "无此字"}, "gap_series_unknown"), ({"year": None}, "gap_series_unknown"),
])  # fmt: skip
def test_what_does_not_fit_is_refused(fields: dict[str, Any], code: str) -> None:
    here = world()
    three(here)
    with pytest.raises(Refused) as refused:
        answer(here, **fields)
    assert (refused.value.code, GapStatement.objects.count()) == (code, 0)


def fourteenth(here: World) -> None:
    """The first number of the year that is public is the fourteenth."""
    published(here, document_number=number(14), document_kind="notice")


def begin(here: World, **fields: Any) -> GapStatement:
    usual: dict[str, Any] = {
        "code": "青教发", "year": 2023, "start": 14, "reason": "以前的在启用本系统以前印发",
        "by": here.clerk, "at": AT,
    }  # fmt: skip
    return state_start(**(usual | fields))


def test_whoever_begins_in_the_middle_is_asked_one_question() -> None:
    here = world()
    fourteenth(here)
    found = series()
    assert (found.asks_start, found.lowest, found.missing, found.overdue) == (True, 14, 0, ())
    said = begin(here)
    assert (said.first, said.last, said.kind) == (1, 13, "before")
    assert (series().asks_start, series().missing) == (False, 0)


def test_numbers_after_the_start_are_asked_for() -> None:
    here = world()
    fourteenth(here)
    begin(here, start=12)
    found = series()
    assert [(gap.label, gap.leading) for gap in found.gaps] == [("1–11", True), ("12–13", False)]
    assert (found.asks_start, found.missing) == (False, 2)


def test_leading_numbers_can_be_explained_as_gaps_as_well() -> None:
    here = world()
    fourteenth(here)
    answer(here, first=1, last=13, kind="unused", reason="从第14号起编")
    assert (series().asks_start, series().missing) == (False, 0)


@pytest.mark.parametrize(("fields", "code"), [
    ({"start": 1}, "start_out_of_range"), ({"start": 15}, "start_out_of_range"),
    ({"reason": " "}, "gap_without_reason"), ({"reason": "长" * 201}, "field_too_long"),
    ({"code": "无此字"}, "gap_series_unknown"),
])  # fmt: skip
def test_a_start_that_does_not_fit_is_refused(fields: dict[str, Any], code: str) -> None:
    here = world()
    fourteenth(here)
    with pytest.raises(Refused) as refused:
        begin(here, **fields)
    assert (refused.value.code, GapStatement.objects.count()) == (code, 0)


def test_the_start_is_said_once_by_the_clerk_and_is_no_gap_in_the_middle() -> None:
    here, there = world(), world("czj", "财政局")
    fourteenth(here)
    for by in (there.clerk, here.final, officer()):
        with pytest.raises(Refused) as refused:
            begin(here, by=by)
        assert refused.value.code == "no_power"
    begin(here)
    with pytest.raises(Refused) as refused:
        begin(here, start=3)
    assert refused.value.code == "start_not_asked"
    published(here, document_number=number(17), document_kind="notice")
    with pytest.raises(Refused) as refused:
        answer(here, first=15, last=16, kind="before")
    assert refused.value.code == "choice_unknown"


def test_only_the_clerk_of_the_series_signs() -> None:
    here, there = world(), world("czj", "财政局")
    three(here)
    others = (*here.reviewers, there.clerk, officer(), openness_head(), administrator())
    for person in others:
        with pytest.raises(Refused) as refused:
            answer(here, by=person)
        assert refused.value.code == "no_power"


def test_statements_stay_as_they_were_signed() -> None:
    here = world()
    three(here)
    said = answer(here)
    for act in (said.delete, lambda: GapStatement.objects.update(reason="别的")):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert GapStatement.objects.get().reason == "编号后停止印发"


def test_a_past_day_knows_nothing_of_later() -> None:
    here = world()
    published(here, document_number=number(2))
    published(here, moment(date(2023, 12, 4)), document_number=number(5))
    answer(here, first=1, last=1)
    assert [one.highest for one in registers(ON)] == [2]
    assert [one.highest for one in registers(date(2023, 12, 4))] == [5]
