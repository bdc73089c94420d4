"""Who may bring in, hand in and decide on a batch, and who sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions import imports
from gongkai.work.records.models.batch import BatchReview, ImportBatch, ImportRow
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.queries import imports as asked
from gongkai.work.staffing.actions.accounts import machine_account
from tests.factories import AT, administrator, clerk, department, head, officer, person, post
from tests.work.records.imports.scene import begun, decide, lines, loaded, passed, place, row
from tests.work.records.world import STEP, World

DAY = AT.date()


@pytest.fixture
def here(db: None) -> World:
    return place()


def code_of(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    found = refused.value
    return [one.code for one in found.reasons] or [found.code]


def waiting(here: World, level: int = 1) -> ImportBatch:
    """A batch that waits for the review of that level."""
    batch = loaded(here, row(1))
    imports.submit(batch=batch, by=here.clerk, at=AT)
    for step in range(1, level):
        decide(batch, step, here.reviewers[step - 1])
    batch.refresh_from_db()
    return batch


MAY_IMPORT: dict[str, Callable[[World], Person]] = {
    "clerk": lambda here: here.clerk,
    "officer": lambda here: officer(),
}
MAY_NOT: dict[str, Callable[[World], Person]] = {
    "first": lambda here: here.first,
    "second": lambda here: here.second,
    "final": lambda here: here.final,
    "head": lambda here: head(here.organisation),
    "administrator": lambda here: administrator(),
    "other clerk": lambda here: clerk(department("czj", "财政局")),
    "nobody": lambda here: person("路人"),
    "machine account": lambda here: machine_account(at=AT),
}


@pytest.mark.parametrize("who", MAY_IMPORT.values(), ids=MAY_IMPORT.keys())
def test_clerks_for_their_own_and_the_office_for_all_bring_in(
    here: World, who: Callable[[World], Person]
) -> None:
    by = who(here)
    batch = begun(here, lines(row(1)), by=by)
    assert imports.load(batch=batch, by=by, at=AT).created == 1
    batch.refresh_from_db()
    assert imports.submit(batch=batch, by=by, at=AT).state == ImportBatch.State.FIRST


@pytest.mark.parametrize("who", MAY_NOT.values(), ids=MAY_NOT.keys())
def test_nobody_else_does_anything_with_a_batch(
    here: World, who: Callable[[World], Person]
) -> None:
    by = who(here)
    assert code_of(lambda: begun(here, lines(row(9)), by=by)) == ["no_power"]
    new = begun(here, lines(row(1)))
    known = {"batch": new, "by": by, "at": AT}
    assert code_of(lambda: imports.load(**known)) == ["no_power"]
    assert code_of(lambda: imports.queue(**known)) == ["no_power"]
    assert code_of(lambda: imports.remap(mapping=asked.mapping_of(new), **known)) == ["no_power"]
    done = {"batch": loaded(here, row(2)), "by": by, "at": AT}
    taken = asked.rows(done["batch"])[0]
    assert code_of(lambda: imports.submit(**done)) == ["no_power"]
    assert code_of(lambda: imports.discard(**done)) == ["no_power"]
    assert code_of(lambda: imports.take_out(row=taken, reason="x", by=by, at=AT)) == ["no_power"]


def test_the_machine_account_cannot_log_in(here: World) -> None:
    machine = machine_account(at=AT)
    assert not machine.has_usable_password()
    assert machine_account(at=AT) == machine
    batch = begun(here, lines(row(1)), by=None)
    assert batch.created_by == machine


@pytest.mark.parametrize(
    ("level", "who", "codes"),
    [
        (1, lambda here: here.clerk, ["own_draft", "no_post_at_level"]),
        (1, lambda here: here.second, ["no_post_at_level"]),
        (2, lambda here: here.second, ["level_skipped"]),
        (1, lambda here: head(here.organisation), ["no_post_at_level"]),
        (1, lambda here: officer(), ["no_post_at_level"]),
    ],
    ids=["importer", "other level", "skipped", "head", "office"],
)
def test_only_the_reviewer_whose_turn_it_is_decides(
    here: World, level: int, who: Callable[[World], Person], codes: list[str]
) -> None:
    batch = waiting(here)
    by = who(here)
    assert code_of(lambda: decide(batch, level, by)) == codes
    assert BatchReview.objects.count() == 0


def test_nobody_decides_twice(here: World) -> None:
    batch = waiting(here, level=2)
    post(here.first, here.organisation, Post.Role.SECOND_REVIEWER)
    assert code_of(lambda: decide(batch, 2, here.first)) == ["already_reviewed"]


def test_a_decision_is_bound_to_what_was_seen_and_a_return_to_a_reason(here: World) -> None:
    batch = waiting(here)
    assert code_of(lambda: decide(batch, 1, here.first, batch_hash="0" * 64)) == ["content_changed"]
    returned = {"outcome": "returned", "opinion": " "}
    assert code_of(lambda: decide(batch, 1, here.first, **returned)) == ["return_without_reason"]


def test_who_wrote_on_a_record_before_does_not_pass_it_in_a_batch(here: World) -> None:
    batch = loaded(here, row(1))
    post(here.clerk, here.organisation, Post.Role.FIRST_REVIEWER)
    imports.submit(batch=batch, by=officer(), at=AT)
    assert code_of(lambda: decide(batch, 1, here.clerk)) == ["own_draft"]


def test_a_returned_batch_is_decided_on_no_more(here: World) -> None:
    batch = waiting(here)
    decide(batch, 1, here.first, outcome="returned", opinion="缺附件")
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.RETURNED
    assert code_of(lambda: decide(batch, 1, here.first)) == ["batch_not_under_review"]
    assert code_of(lambda: imports.submit(batch=batch, by=here.clerk, at=AT)) == ["batch_state"]
    assert imports.discard(batch=batch, by=here.clerk, at=AT).state == ImportBatch.State.DISCARDED


def test_what_cannot_be_done_in_a_state_is_refused(here: World) -> None:
    empty = loaded(here, row(1, 标题=""))
    assert empty.state == ImportBatch.State.NOTHING
    assert code_of(lambda: imports.submit(batch=empty, by=here.clerk, at=AT)) == ["batch_state"]
    batch = waiting(here)
    assert code_of(lambda: imports.discard(batch=batch, by=here.clerk, at=AT)) == ["batch_state"]
    assert code_of(lambda: imports.load(batch=batch, by=here.clerk, at=AT)) == ["import_finished"]
    assert code_of(lambda: imports.publish_chunk(batch=batch, at=AT)) == ["batch_state"]
    taken = {"row": asked.rows(batch)[0], "by": here.clerk, "at": AT}
    assert code_of(lambda: imports.take_out(reason="x", **taken)) == ["batch_state"]


def test_taking_out_asks_for_a_reason_and_happens_once(here: World) -> None:
    batch = loaded(here, row(1), row(2))
    taken = {"row": asked.rows(batch)[0], "by": here.clerk, "at": AT}
    assert code_of(lambda: imports.take_out(reason=" ", **taken)) == ["take_out_without_reason"]
    assert code_of(lambda: imports.take_out(reason="长" * 301, **taken)) == ["field_too_long"]
    imports.take_out(reason="核实", **taken)
    assert code_of(lambda: imports.take_out(reason="核实", **taken)) == ["row_not_in_batch"]


def test_a_batch_of_which_everything_was_taken_out_is_not_handed_in(here: World) -> None:
    batch = loaded(here, row(1))
    imports.take_out(row=asked.rows(batch)[0], reason="核实", by=here.clerk, at=AT)
    assert code_of(lambda: imports.submit(batch=batch, by=here.clerk, at=AT)) == ["batch_empty"]


SEES: dict[str, tuple[Callable[[World], Person], int]] = {
    "clerk": (lambda here: here.clerk, 1),
    "first": (lambda here: here.first, 1),
    "final": (lambda here: here.final, 1),
    "head": (lambda here: head(here.organisation), 1),
    "officer": (lambda here: officer(), 2),
    "other clerk": (lambda here: clerk(department("czj", "财政局")), 1),
    "administrator": (lambda here: administrator(), 0),
    "nobody": (lambda here: person("路人"), 0),
}


@pytest.mark.parametrize(("who", "count"), SEES.values(), ids=SEES.keys())
def test_one_sees_the_batches_of_the_organisations_that_one_works_in(
    here: World, who: Callable[[World], Person], count: int
) -> None:
    loaded(here, row(1))
    other = department("czj", "财政局")
    begun(here, lines(row(2)), organisation=other, by=None)
    reader = who(here)
    found = asked.batches_for(reader, DAY)
    assert found.count() == count
    if count == 1:
        theirs = other if reader.posts.filter(organisation=other).exists() else here.organisation
        assert [one.organisation for one in found] == [theirs]


def test_a_batch_waits_for_the_reviewer_whose_turn_it_is_and_no_other(here: World) -> None:
    batch = waiting(here)
    waits = {one.name: list(asked.levels_waiting(one, DAY)) for one in here.reviewers}
    assert waits == {"一审乙": [batch], "二审丙": [], "三审丁": []}
    decide(batch, 1, here.first)
    waits = {one.name: list(asked.levels_waiting(one, DAY)) for one in here.reviewers}
    assert waits == {"一审乙": [], "二审丙": [batch], "三审丁": []}
    later = DAY + timedelta(days=1)
    Post.objects.filter(person=here.second).update(until_on=DAY)
    assert list(asked.levels_waiting(here.second, later)) == []


def refused_by_database(act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def review_row(batch: ImportBatch, by: Person, level: int = 1, **fields: object) -> BatchReview:
    known = {"outcome": "passed", "batch_hash": batch.batch_hash, "at": AT}
    return BatchReview(batch=batch, person=by, level=level, **(known | fields))


def test_the_database_holds_the_same_by_itself(here: World) -> None:
    batch = waiting(here)
    refused_by_database(review_row(batch, here.clerk).save)
    refused_by_database(review_row(batch, here.first, batch_hash="0" * 64).save)
    refused_by_database(review_row(batch, here.second, 2).save)
    refused_by_database(review_row(batch, here.first, 4).save)
    rows = ImportRow.objects.filter(batch=batch)
    refused_by_database(lambda: rows.update(content_hash="0" * 64))
    refused_by_database(lambda: rows.all()._raw_delete("default"))
    refused_by_database(lambda: ImportRow.objects.create(batch=batch, number=9, outcome="created"))
    frozen = ImportBatch.objects.filter(pk=batch.pk)
    refused_by_database(lambda: frozen.update(batch_hash="0" * 64))
    refused_by_database(lambda: frozen.update(created_by=here.first))
    given = decide(batch, 1, here.first)
    refused_by_database(lambda: BatchReview.objects.filter(pk=given.pk).update(person=here.final))


def test_the_database_publishes_nothing_of_a_batch_that_two_have_passed(here: World) -> None:
    live = passed(here, loaded(here, row(1)))
    like = Publication.objects.get(version__import_rows__batch=live)
    batch = passed_twice(here)
    version = asked.rows(batch)[0].version
    assert version is not None
    version.record.index_number = "000000JYJ/2023-00099"
    version.record.save(update_fields=["index_number"])
    like.pk, like.record, like.version = None, version.record, version
    like.title, like.content_hash = version.title, version.content_hash
    like.index_number, like.item = "000000JYJ/2023-00099", version.item
    refused_by_database(lambda: like.save(force_insert=True))


def passed_twice(here: World) -> ImportBatch:
    batch = loaded(here, row(7), at=AT + STEP)
    imports.submit(batch=batch, by=here.clerk, at=AT + STEP)
    decide(batch, 1, here.first)
    decide(batch, 2, here.second)
    return batch
