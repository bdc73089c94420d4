"""Items with finer ones below them, and items that left the catalogue."""

from __future__ import annotations

import pytest

from gongkai.faces.ui.messages import sentences
from gongkai.rules.disclosure_terms import OTHER
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions import editions
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.edition_adopt import adopt
from gongkai.work.records.actions.edition_rows import remove_row
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries import choices, public
from gongkai.work.records.queries.catalogue import tree
from gongkai.work.records.queries.shelves import branch_of
from tests.factories import department
from tests.work.records.edition_scene import LATER, first_edition, item, office, one, row
from tests.work.records.world import World, decide, draft, pass_all, published, submitted, world

pytestmark = pytest.mark.django_db


def offered(*organisations: Organisation, also: CatalogueItem | None = None) -> set[str]:
    return set(choices.items(organisations, also=also).values_list("code", flat=True))


def end_all(by: Person) -> None:
    """A next edition that keeps neither of the two rows."""
    draft_edition = editions.begin(by=by, at=LATER, note="精简")
    row(draft_edition, by, LATER, second="留下", column="P20-08")
    for second in ("政府预算", "部门预算"):
        remove_row(row=one(draft_edition, second), by=by, at=LATER)
    adopt(edition=draft_edition, by=by, at=LATER)


@pytest.fixture
def by() -> Person:
    by, _ = office()
    first_edition(by, names=("政府预算", "部门预算"))
    return by


@pytest.fixture
def here(by: Person) -> World:
    found = world("caizheng", "财政局")
    return World(found.organisation, found.clerk, *found.reviewers, item("pilot-04-001"))


def test_column_with_rows_is_not_offered_and_its_rows_are(by: Person) -> None:
    found = offered()
    assert {"pilot-04-001", "pilot-04-002", "P20-08"} <= found
    assert found.isdisjoint({"P20", "P20-07", "pilot", "pilot-04", "pilot-01"})


def test_row_is_offered_to_its_publishers(by: Person) -> None:
    other = department("minzheng", "民政局")
    assert "pilot-04-001" not in offered(other)
    assert "P20-08" in offered(other)
    assert "pilot-04-001" in offered(other, department("caizheng"))
    assert "pilot-04-001" in offered(other, also=item("pilot-04-001"))


def test_ended_items_are_not_offered_and_their_column_is_again(by: Person) -> None:
    end_all(by)
    found = offered()
    assert found.isdisjoint({"pilot-04-001", "pilot-04-002", "P20-08"})
    assert {"P20-07", "pilot-04-003"} <= found
    assert "pilot-04-001" in offered(also=item("pilot-04-001"))


def test_what_stands_under_a_row_counts_for_its_column(here: World) -> None:
    publication = published(here, matter=OTHER)
    branches = tree()
    way = branch_of(branches, "pilot-04-001")
    assert [(one.item.code, one.count) for one in way] == [
        ("P20", 1), ("P20-07", 1), ("pilot-04-001", 1),
    ]  # fmt: skip
    assert list(public.by_item(item("pilot-04-001"))) == [publication]


def test_nothing_new_comes_under_an_ended_item(by: Person, here: World) -> None:
    fresh = draft(here, matter=OTHER)
    end_all(by)
    with pytest.raises(Refused) as refused:
        submit(record=fresh, by=here.clerk, at=LATER)
    assert sentences(refused.value) == [
        "目录事项“政府预算”自 2023年7月28日 起不再列入公开目录，不能再放新的信息。请另选一项。"
    ]
    edit(record=fresh, by=here.clerk, at=LATER, item=item("P20-07"))
    assert (
        pass_all(here, submit(record=fresh, by=here.clerk, at=LATER), LATER).item.code == "P20-07"
    )


def test_item_that_ends_during_the_reviews_stops_the_publication(by: Person, here: World) -> None:
    waiting = submitted(here, matter=OTHER)
    for level, person in ((1, here.first), (2, here.second)):
        decide(waiting, level, person)
    end_all(by)
    with pytest.raises(Refused) as refused:
        decide(waiting, 3, here.final, LATER)
    assert [one.code for one in refused.value.reasons] == ["item_ended"]
    waiting.refresh_from_db()
    assert (waiting.state, waiting.live) == ("final", None)


def test_what_stood_there_before_stays_and_can_be_corrected(by: Person, here: World) -> None:
    publication = published(here, matter=OTHER)
    end_all(by)
    assert public.by_index(publication.index_number) == publication
    record = publication.record
    edit(record=record, by=here.clerk, at=LATER, title="更正后的标题", change_note="更正标题")
    corrected = pass_all(here, submit(record=record, by=here.clerk, at=LATER), LATER)
    assert (corrected.title, corrected.item.code) == ("更正后的标题", "pilot-04-001")
