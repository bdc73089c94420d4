"""An item of the catalogue that hangs in the air is a finding of the office that keeps it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.actions import editions
from gongkai.work.records.actions.catalogue import add_item
from gongkai.work.records.actions.edition_adopt import adopt
from tests.factories import AT, department, openness_office
from tests.work.records.edition_scene import LATER, first_edition, item, office, row

pytestmark = pytest.mark.django_db
LAST = LATER + timedelta(days=30)


def found() -> list[tuple[str, str, str]]:
    rows = Finding.objects.filter(kind__startswith="item_").order_by("pk")
    return [(one.kind, one.object_id.partition(":")[0], one.state) for one in rows]


def test_catalogue_in_order_has_no_finding() -> None:
    by, _ = office()
    add_item(code="P20-07-09", parent=item("P20-07"), name="本地事项", by=by, at=AT)
    first_edition(by)
    verify(at=LATER)
    assert found() == []


def test_item_under_a_pilot_field_only_is_found_and_mended_by_an_edition() -> None:
    by, _ = office()
    add_item(code="own-1", parent=item("pilot-04"), name="补贴公示", by=by, at=AT)
    verify(at=AT - timedelta(hours=1), on=day_of(AT) - timedelta(days=1))
    assert found() == []
    for at in (LATER, LATER + timedelta(hours=1)):
        verify(at=at)
    one = Finding.objects.get()
    assert (one.organisation, one.rule, one.happened_on) == (openness_office(), "", day_of(AT))
    assert one.what == (
        "目录事项“补贴公示”（own-1）在“财政预决算”之下，没有归入条例第二十、二十一条的栏目。"
    )
    edition = editions.begin(by=by, at=LAST)
    row(edition, by, LAST, code="own-1", second="补贴公示")
    adopt(edition=edition, by=by, at=LAST)
    verify(at=LAST)
    assert found() == [("item_without_column", "own-1", "mended")]


def test_item_whose_publishers_are_all_dissolved_is_found() -> None:
    by, caizheng = office()
    first_edition(by)
    heir = department("guoku", "国库中心")
    Organisation.objects.filter(pk=caizheng.pk).update(active_until=day_of(LATER), successor=heir)
    verify(at=LATER)
    assert found() == []
    Organisation.objects.filter(pk=caizheng.pk).update(successor=None)
    verify(at=LAST)
    assert found() == [("item_without_publisher", "pilot-04-001", "open")]
    assert Finding.objects.get(kind="item_without_publisher").happened_on == day_of(LATER)


def test_ended_item_and_other_organisations_are_left_alone() -> None:
    by, caizheng = office()
    add_item(code="own-1", parent=item("pilot-04"), name="补贴公示", by=by, at=AT)
    verify(at=LATER, organisation=caizheng)
    assert found() == []
    type(item("own-1")).objects.filter(code="own-1").update(ended_on=day_of(AT))
    verify(at=LATER)
    assert found() == []
