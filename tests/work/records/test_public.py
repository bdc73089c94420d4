"""What the public gets: live publications only, gone ones by their number, proofs that hold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from gongkai.rules.catalogue import ITEMS
from gongkai.rules.transparency_log import leaf_hash, verify_inclusion
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.actions.catalogue import add_item, link_tasks, set_up
from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries import public
from gongkai.work.records.queries.catalogue import tree
from tests.factories import AT, officer
from tests.work.records.world import (
    STEP,
    World,
    draft,
    item,
    pass_all,
    published,
    submitted,
    withdrawn,
    world,
)

pytestmark = pytest.mark.django_db


def three(here: World) -> list[Any]:
    return [published(here, AT + n * STEP, title=f"第{n}件") for n in range(3)]


def test_only_what_is_live_is_shown_and_the_newest_first() -> None:
    here = world()
    first, second, third = three(here)
    draft(here)
    submitted(here)
    withdrawn(here, second, AT + 4 * STEP, reason="错")
    assert list(public.live()) == [third, first]
    assert public.latest(1) == [third]
    assert list(public.by_organisation(here.organisation)) == [third, first]
    assert list(public.by_organisation(world("wjj", "卫健局").organisation)) == []
    assert list(public.by_item(here.item)) == [third, first]


def test_a_correction_under_way_changes_nothing_for_the_public() -> None:
    here = world()
    publication = published(here)
    edit(record=publication.record, by=here.clerk, at=AT, title="未审")
    shown = public.by_index(publication.index_number)
    assert shown is not None
    assert (shown, shown.title, shown.version.title) == (
        publication,
        publication.title,
        publication.title,
    )


def test_the_number_leads_to_the_corrected_version_and_then_to_the_withdrawal() -> None:
    here = world()
    first = published(here)
    record, number = first.record, first.index_number
    edit(record=record, by=here.clerk, at=AT, title="更正", change_note="更正")
    submit(record=record, by=here.clerk, at=AT)
    second = pass_all(here, record, AT + STEP)
    assert public.by_index(number) == second
    assert public.earlier(second) == [first]
    withdrawn(here, second, AT + 2 * STEP, reason="内容有误")
    gone = public.by_index(number)
    assert gone == second
    assert gone is not None and gone.withdrawal.reason == "内容有误"
    assert public.by_index("000000JYJ/2023-99999") is None


def test_neighbours_stay_within_the_item() -> None:
    here = world()
    first, second, third = three(here)
    published(here, AT + 5 * STEP, item=item("20.9", name="别的事项"))
    assert public.neighbours(second) == public.Neighbours(newer=third, older=first)
    assert public.neighbours(first) == public.Neighbours(newer=second, older=None)
    assert public.neighbours(third) == public.Neighbours(newer=None, older=second)


def test_neighbours_of_one_moment_are_told_apart() -> None:
    here = world()
    first, second, third = (published(here) for _ in range(3))
    assert public.neighbours(second) == public.Neighbours(newer=third, older=first)


def test_files_are_those_of_the_version_that_is_shown() -> None:
    here = world()
    record = draft(here)
    old = attach(record=record, file_name="旧.txt", data=b"1", by=here.clerk, at=AT)
    submit(record=record, by=here.clerk, at=AT)
    first = pass_all(here, record)
    new = attach(record=record, file_name="新.txt", data=b"2", by=here.clerk, at=AT)
    assert [one.file for one in public.attachments(first)] == [old.file]
    assert public.file_of(first, new.file.sha256) is None
    found = public.file_of(first, old.file.sha256)
    assert found is not None and found.file == old.file


def test_proofs_hold_for_publication_and_withdrawal() -> None:
    here = world()
    first, *_ = three(here)
    withdrawn(here, first, AT + 4 * STEP, reason="错")
    proofs = public.proof(first.index_number)
    assert [one["kind"] for one in proofs] == ["publication", "withdrawal"]
    for one in proofs:
        path = [bytes.fromhex(step) for step in one["path"]]
        leaf = leaf_hash(one["payload"].encode())
        assert leaf.hex() == one["leaf_hash"]
        root = bytes.fromhex(one["root_hash"])
        assert verify_inclusion(leaf, one["index"], one["tree_size"], path, root)
        assert first.index_number in one["payload"]
    assert public.proof("000000JYJ/2023-99999") == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_is_one_query(count: int, django_assert_num_queries: Any) -> None:
    here = world()
    for n in range(count):
        published(here, AT + timedelta(minutes=n))
    with django_assert_num_queries(1):
        shown = [(one.organisation.name, one.item.name, one.version.title) for one in public.live()]
    assert len(shown) == count


def test_the_catalogue_comes_from_the_law_and_stays_when_set_up_again() -> None:
    changed = set_up(at=AT)
    assert {one.code for one in changed} == set(ITEMS)
    parent = CatalogueItem.objects.get(code="P20-15")
    own = add_item(code="P20-15-01", parent=parent, name="历史文件", by=officer(), at=AT)
    CatalogueItem.objects.filter(code="P20-01").update(name="被改过")
    assert [one.code for one in set_up(at=AT)] == ["P20-01"]
    assert set_up(at=AT) == []
    assert CatalogueItem.objects.get(code="P20-01").name == ITEMS["P20-01"].name
    assert CatalogueItem.objects.get(pk=own.pk).basis == parent.basis
    assert CatalogueItem.objects.count() == len(ITEMS) + 1


def test_only_the_openness_office_edits_the_catalogue() -> None:
    here, inspector = world(), officer()
    for who in (here.clerk, here.final):
        with pytest.raises(Refused) as refused:
            add_item(code="x", parent=here.item, name="x", by=who, at=AT)
        assert refused.value.code == "no_power"
        with pytest.raises(Refused):
            link_tasks(item=here.item, tasks=[], by=who, at=AT)
    for fields, code in (
        ({"code": here.item.code}, "item_code_taken"),
        ({"name": " "}, "field_missing"),
        ({"name": "长" * 121}, "field_too_long"),
        ({"workdays": 21}, "item_term"),
        ({"workdays": 0}, "item_term"),
    ):
        given: dict[str, Any] = {"code": "x", "name": "x"} | fields
        with pytest.raises(Refused) as refused:
            add_item(parent=here.item, by=inspector, at=AT, **given)
        assert refused.value.code == code
    assert Deed.objects.filter(verb="catalogue.add").count() == 0


def test_the_tree_counts_what_lies_below(django_assert_num_queries: Any) -> None:
    set_up(at=AT)
    here = world()
    leaf = CatalogueItem.objects.get(code="P20-04")
    published(here, AT, item=leaf)
    published(here, AT + timedelta(days=1), item=leaf)
    # The items, what the log stands at, and the counts.
    with django_assert_num_queries(3):
        found = {branch.item.code: branch for branch in tree()}
    assert (found["P20"].count, found["P20"].latest_on) == (2, (AT + timedelta(days=1)).date())
    counts = {branch.item.code: branch.count for branch in found["P20"].children}
    assert (counts["P20-04"], counts["P20-05"]) == (2, 0)
    # Nothing changed since, so nothing is counted again.
    with django_assert_num_queries(2):
        tree(here.organisation)
    assert {branch.count for branch in tree(world("wjj", "卫健局").organisation)} == {0}
