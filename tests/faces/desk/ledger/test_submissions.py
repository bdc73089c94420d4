"""Who handed in, who late, who not at all, on the day after the deadline and before it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.submit import submit_ledger
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.org.models.organisation import Organisation
from tests.faces.desk.ledger.reading import as_, query_count, rows, text, tree
from tests.factories import AT, adopted_plan, clerk, department, moment, officer

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/submissions/"
DUE = date(2023, 8, 4)


def hand_in(plan: Plan, organisation: Organisation, on: date) -> None:
    for duty in Duty.objects.filter(task__plan=plan, organisation=organisation):
        fill_duty(duty=duty, section="办公室", person="甲", by=None, at=AT)
    by = clerk(organisation, f"{organisation.name}信息员")
    submit_ledger(plan=plan, organisation=organisation, by=by, at=moment(on))


def plan_of_three() -> Plan:
    units = [department("a", "甲局"), department("b", "乙局"), department("c", "丙局")]
    plan = adopted_plan({"units": units})
    hand_in(plan, units[0], DUE)
    hand_in(plan, units[1], date(2023, 8, 5))
    return plan


def test_missing_and_late_stand_first_the_day_after() -> None:
    plan_of_three()
    assert reverse("desk:submissions") == ADDRESS
    assert rows(as_(officer()).get(ADDRESS), "报送台账") == [
        ["丙局", "逾期未报", "—", "—", "1", "0"],
        ["乙局", "迟报", "2023-08-05 09:00 乙局信息员", "台账回执〔2023〕002号", "1", "1"],
        ["甲局", "按时报送", "2023-08-04 09:00 甲局信息员", "台账回执〔2023〕001号", "1", "1"],
    ]


def test_on_the_last_day_nobody_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    plan_of_three()
    monkeypatch.setattr(timezone, "now", lambda: moment(DUE, 23))
    shown = rows(as_(officer()).get(ADDRESS), "报送台账")
    assert [(one[0], one[1]) for one in shown] == [
        ("乙局", "还没有报送"),
        ("丙局", "还没有报送"),
        ("甲局", "按时报送"),
    ]


def test_figures_and_filters() -> None:
    plan_of_three()
    client = as_(officer())
    figures = tree(client.get(ADDRESS)).xpath("//dl[@class='stats']/div")
    assert [text(one) for one in figures] == [
        "应报单位3个", "逾期未报1个", "迟报1个", "还没有报送0个", "按时报送1个",
    ]  # fmt: skip
    assert [one[0] for one in rows(client.get(f"{ADDRESS}?state=late"), "报送台账")] == ["乙局"]
    assert [one[0] for one in rows(client.get(f"{ADDRESS}?q=丙"), "报送台账")] == ["丙局"]


def test_without_a_plan_the_page_says_what_to_do() -> None:
    empty = tree(as_(officer()).get(ADDRESS)).xpath("//div[@class='empty']")
    assert [text(one) for one in empty] == ["还没有采用工作方案，没有要报送的台账。打开工作方案"]


def test_list_asks_no_more_for_more_organisations() -> None:
    client = as_(officer())
    one = adopted_plan({"units": [department("a", "甲局")]})
    hand_in(one, department("a", "甲局"), DUE)
    few = query_count(client, f"{ADDRESS}?plan={one.pk}")
    units = [department(f"u{n}", f"单位{n}") for n in range(12)]
    many = adopted_plan({"units": units}, year=2022, issued_on=date(2022, 7, 25))
    for unit in units[:4]:
        hand_in(many, unit, DUE)
    assert query_count(client, f"{ADDRESS}?plan={many.pk}") == few
