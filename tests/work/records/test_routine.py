"""Passing routine records together: each by itself, and one refusal stops no other."""

from __future__ import annotations

import pytest

from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.routine import Choice, mark_routine, pass_many
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.content import current_of
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.queue import routine_queue
from tests.factories import AT, administrator, officer
from tests.work.records.world import World, decide, draft, item, refused_for, submitted, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    place = world()
    mark_routine(item=place.item, is_routine=True, by=officer(), at=AT)
    return place


def choice(record: Record, level: int = 1) -> Choice:
    return Choice(record, level, current_of(record).content_hash)


def test_each_gets_a_review_of_its_own_words(here: World) -> None:
    records = [submitted(here, title=title) for title in ("甲", "乙")]
    asked = [choice(one) for one in records]
    done = pass_many(choices=asked, opinion="属实", by=here.first, at=AT)
    found = Review.objects.order_by("id").values_list(
        "version__title", "level", "person", "content_hash", "opinion"
    )
    assert list(found) == [
        (title, 1, here.first.pk, one.content_hash, "属实")
        for title, one in zip(("甲", "乙"), asked, strict=True)
    ]
    assert [one.refusal for one in done] == [None, None]
    assert Deed.objects.filter(verb="record.review").count() == 2


def test_the_last_level_publishes_each(here: World) -> None:
    records = [submitted(here), submitted(here)]
    for level, who in enumerate(here.reviewers, start=1):
        pass_many(choices=[choice(one, level) for one in records], opinion="", by=who, at=AT)
    assert sorted(Record.objects.values_list("state", "index_number")) == [
        ("published", "000000JYJ/2023-00001"), ("published", "000000JYJ/2023-00002"),
    ]  # fmt: skip
    assert verify().problems == ()


def test_one_refusal_stops_no_other(here: World) -> None:
    changed, plain, risky, own = (
        submitted(here, title="改过的"), submitted(here, title="好的"),
        submitted(here, title="有号码的", body_html="<p>来电13800138000。</p>"),
        submitted(here, title="不常规的"),
    )  # fmt: skip
    asked = [choice(one) for one in (changed, plain, risky)]
    edit(record=changed, by=here.clerk, at=AT, title="又改了")
    submit(record=changed, by=here.clerk, at=AT)
    edit(record=own, by=here.clerk, at=AT, item=item("20.4", name="别的"))
    submit(record=own, by=here.clerk, at=AT)
    done = pass_many(choices=[*asked, choice(own)], opinion="", by=here.first, at=AT)
    codes = [
        None if one.refusal is None else [why.code for why in one.refusal.reasons]
        or [one.refusal.code]
        for one in done
    ]  # fmt: skip
    assert codes == [["content_changed"], None, ["screening_block"], ["item_not_routine"]]
    assert list(Review.objects.values_list("version__title", flat=True)) == ["好的"]


def test_the_rules_of_the_reviews_hold_for_each(here: World) -> None:
    record = submitted(here)
    (done,) = pass_many(choices=[choice(record)], opinion="", by=here.clerk, at=AT)
    assert done.refusal is not None
    assert [one.code for one in done.refusal.reasons] == ["own_draft", "no_post_at_level"]
    (skipped,) = pass_many(choices=[choice(record, 3)], opinion="", by=here.final, at=AT)
    assert skipped.refusal is not None
    assert [one.code for one in skipped.refusal.reasons] == ["level_skipped"]


def test_the_same_twice_is_passed_once(here: World) -> None:
    asked = choice(submitted(here))
    done = pass_many(choices=[asked, asked], opinion="", by=here.first, at=AT)
    assert [one.review is None for one in done] == [False, True]


def test_nothing_chosen_is_told(here: World) -> None:
    act = lambda: pass_many(choices=[], opinion="", by=here.first, at=AT)  # noqa: E731
    assert refused_for(act) == ["nothing_chosen"]


def test_only_the_office_marks_items(here: World) -> None:
    for who in (here.clerk, here.final, administrator()):
        act = lambda who=who: mark_routine(  # type: ignore[misc]  # noqa: E731
            item=here.item, is_routine=False, by=who, at=AT
        )
        assert refused_for(act) == ["no_power"]
    here.item.refresh_from_db()
    assert here.item.is_routine


def test_the_queue_holds_only_routine_ones_of_ones_level(here: World) -> None:
    first, second = submitted(here), submitted(here)
    other = draft(here)
    edit(record=other, by=here.clerk, at=AT, item=item("20.4", name="别的"))
    submit(record=other, by=here.clerk, at=AT)
    decide(second, 1, here.first)
    assert list(routine_queue(here.first, AT.date())) == [first]
    assert list(routine_queue(here.second, AT.date())) == [second]
