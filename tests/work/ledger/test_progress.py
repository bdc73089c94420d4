"""What the public sees of a plan's progress."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from gongkai.work.ledger.actions.evidence import file_evidence, void_evidence
from gongkai.work.ledger.actions.judge import Verdict, judge
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.queries.progress import Tally, progress
from gongkai.work.ledger.queries.submissions import standing
from tests.factories import AT, adopted_plan, department, group

pytestmark = pytest.mark.django_db
TODAY = date(2023, 9, 1)


def prove(occurrence: Occurrence, object_id: str, url: str, on: date = date(2023, 8, 1)) -> None:
    file_evidence(
        occurrence=occurrence, kind="record", object_id=object_id, title=f"文件{object_id}",
        url=url, on=on, by=None, at=AT,
    )  # fmt: skip


def test_counts_units_and_public_evidence() -> None:
    one = department("a", "甲局", order=1, short_name="甲")
    two = department("b", "乙局", order=2)
    plan = adopted_plan(
        {"units": [(one, "lead"), (two, "support")], "categories": ["决策公开", "目录"]},
        {"units": [one], "deadline": "每季度末", "categories": ["决策公开"]},
        {"units": [two], "categories": []},
    )
    states = ("kept", "broken", "fulfilled", "upcoming", "manual")
    rows = list(Occurrence.objects.order_by("duty__task__order", "duty__organisation__order", "id"))
    judge(verdicts=[Verdict(r.pk, s, "") for r, s in zip(rows, states, strict=True)], at=AT)
    prove(rows[0], "1", "/records/1/", date(2023, 8, 2))
    prove(rows[1], "1", "/records/1/", date(2023, 8, 2))
    prove(rows[0], "2", "/records/2/")
    prove(rows[0], "3", "/desk/activities/3/")
    prove(rows[0], "4", "")
    prove(rows[0], "5", "/records/5/", date(2023, 9, 2))
    prove(rows[0], "6", "/records/6/")
    void_evidence(kind="record", object_id="6", reason="撤回", at=AT)
    found = progress(plan, TODAY)
    assert [task.number for task in found.tasks] == [1, 2, 3]
    first = found.tasks[0]
    assert [(unit.name, unit.role_label) for unit in first.units] == [
        ("甲", "牵头"),
        ("乙局", "配合"),
    ]
    assert [one.url for one in first.evidence] == ["/records/2/", "/records/1/"]
    assert first.tally == Tally(Counter({"kept": 1, "broken": 1}))
    assert {name: (one.done, one.total) for name, one in found.categories.items()} == {
        "决策公开": (2, 4),
        "": (0, 1),
    }
    assert (found.tally.total, found.tally.done, found.tally.percent) == (5, 2, 40)


def test_nothing_done_of_nothing() -> None:
    assert Tally(Counter()).percent == 0
    assert Tally(Counter({"kept": 199, "due": 1})).percent == 99


@pytest.mark.parametrize("count", [1, 25])
def test_progress_takes_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    everybody = group("各有关单位", *[department(f"d{n}", f"第{n}局") for n in range(count)])
    plan = adopted_plan(*[{"units": [everybody]} for _ in range(count)])
    with django_assert_num_queries(4):
        found = progress(plan, TODAY)
    assert (found.tally.total, len(found.tasks[0].units)) == (count * count, count)


@pytest.mark.parametrize("count", [1, 25])
def test_standing_takes_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    everybody = group("各有关单位", *[department(f"d{n}", f"第{n}局") for n in range(count)])
    plan = adopted_plan({"units": [everybody]})
    with django_assert_num_queries(2):
        assert len(standing(plan, TODAY)) == count
