"""A number left out is a finding when nobody has explained it within 20 workdays."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.checks.numbers import number_facts
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.records.actions.gaps import state_gap, state_start
from tests.factories import department, moment
from tests.work.records.world import World, published, world

pytestmark = pytest.mark.django_db
PUBLISHED = date(2023, 10, 9)
DUE, AFTER = date(2023, 11, 6), date(2023, 11, 7)


def gap(here: World) -> None:
    for serial in (1, 2, 4):
        published(
            here, moment(PUBLISHED), document_number=f"青教发〔2023〕{serial}号",
            formed_on=PUBLISHED, issued_on=PUBLISHED, issuer="教育局", document_kind="notice",
        )  # fmt: skip


def say(here: World, on: date, kind: str = "unused") -> None:
    state_gap(
        code="青教发", year=2023, first=3, last=3, kind=kind, reason="编号时跳过",
        by=here.clerk, at=moment(on),
    )  # fmt: skip


def found() -> list[tuple[str, date, str]]:
    return list(
        Finding.objects.filter(kind="number_gap").values_list("object_id", "happened_on", "state")
    )


def test_it_is_found_the_day_after_and_mended_by_an_answer() -> None:
    here = world()
    gap(here)
    verify(at=moment(DUE, 18))
    assert found() == []
    verify(at=moment(AFTER, 18))
    verify(at=moment(AFTER, 19))
    one = Finding.objects.get(kind="number_gap")
    assert (one.organisation, one.rule, one.what) == (
        here.organisation, "",
        "青教发〔2023〕第 3 号没有公开，也没有说明。"
        "应在 2023-11-06 以前说明是未公开、作废、未使用还是待发布。",
    )  # fmt: skip
    say(here, date(2023, 11, 8))
    verify(at=moment(date(2023, 11, 8), 18))
    assert found() == [("青教发:2023:2023-11-06", AFTER, "mended")]


def test_what_was_to_come_and_did_not_is_found_anew() -> None:
    here = world()
    gap(here)
    say(here, DUE, "pending")
    assert list(number_facts(AFTER)) == []
    assert [one.happened_on for one in number_facts(date(2023, 12, 31))] == [date(2023, 12, 5)]
    assert list(number_facts(date(2023, 12, 31), department("czj", "财政局"))) == []


def test_whoever_begins_with_14_is_not_accused_of_thirteen_gaps() -> None:
    here = world()
    published(
        here, moment(PUBLISHED), document_number="青教发〔2023〕14号",
        formed_on=PUBLISHED, issued_on=PUBLISHED, issuer="教育局", document_kind="notice",
    )  # fmt: skip
    assert list(number_facts(date(2023, 12, 31))) == []
    state_start(
        code="青教发", year=2023, start=12, reason="启用本系统以前印发", by=here.clerk,
        at=moment(AFTER),
    )  # fmt: skip
    (fact,) = number_facts(date(2023, 12, 31))
    assert "青教发〔2023〕第 12–13 号没有公开，也没有说明。应在 2023-12-05 以前" in fact.what
