"""Terms that another law sets: chosen as the matter of a record, counted at publication."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.queries.terms import line_of, lines
from tests.factories import AT, moment
from tests.work.records.world import World, item, pass_all, published, world

pytestmark = pytest.mark.django_db
BUDGET, CONTRACT = "部门预算、决算", "政府采购合同"
ARREARS = "逾期尚未支付中小企业款项的信息"
GENERAL = "其他（一般时限）"


def law(code: str) -> CatalogueItem:
    """An item of the law, with all of them set up."""
    set_up(at=AT)
    return CatalogueItem.objects.get(code=code)


def below(code: str) -> CatalogueItem:
    """An item of the place's own below one of the law's."""
    return item(f"{code}-01", name="本地事项", parent=law(code))


def publish(here: World, under: CatalogueItem, matter: str, formed: date, on: date) -> Publication:
    return published(
        here, moment(on), item=under, matter=matter, formed_on=formed, issued_on=formed,
        title=f"{under.name} {matter}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "matter", "due", "is_late"),
    [
        ("P20-09", CONTRACT, date(2023, 7, 24), True),
        ("P20-09", GENERAL, date(2023, 8, 17), False),
        ("P20-07", BUDGET, date(2023, 8, 9), False),
        ("P20-15", ARREARS, date(2023, 3, 31), True),
    ],
)
def test_the_matter_decides_on_the_last_day(code, matter, due, is_late) -> None:
    formed = date(2023, 7, 20)
    one = publish(world(), below(code), matter, formed, date(2023, 7, 25))
    assert (one.due_on, one.is_late) == (due, is_late)


def test_a_correction_does_not_wash_lateness_away_but_a_change_has_its_own_term() -> None:
    here, under = world(), below("P20-15")
    first = publish(here, under, ARREARS, date(2023, 8, 10), date(2023, 8, 14))
    record = first.record
    for formed, on in (
        (date(2023, 8, 10), date(2023, 9, 4)),
        (date(2023, 10, 9), date(2023, 10, 10)),
    ):
        edit(
            record=record, by=here.clerk, at=moment(on), formed_on=formed, title=f"更正 {on}",
            change_note="更正",
        )  # fmt: skip
        submit(record=record, by=here.clerk, at=moment(on))
        pass_all(here, record, moment(on, 10))
    found = record.publications.order_by("id").values_list("due_on", "is_late")
    assert list(found) == [
        (date(2023, 3, 31), True),
        (date(2023, 3, 31), True),
        (date(2023, 11, 6), False),
    ]


def test_lines_lead_from_an_item_to_the_top() -> None:
    own = below("P20-09")
    assert line_of(own) == lines()[own.pk] == ("P20-09-01", "P20-09", "P20")
    assert lines() == {one.pk: line_of(one) for one in CatalogueItem.objects.all()}
