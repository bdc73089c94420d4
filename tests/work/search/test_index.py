"""The index is pulled from the log: again and again, in parts, by several, and made anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from gongkai.rules.segmentation import words
from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.search.actions import catch_up as catching
from gongkai.work.search.actions.catch_up import begin, catch_up
from gongkai.work.search.actions.keep import keep_current
from gongkai.work.search.actions.rebuild import rebuild
from gongkai.work.search.engine.tables import index_in
from gongkai.work.search.models import Document, Generation, Passage
from gongkai.work.search.queries.content import entry
from gongkai.work.search.queries.generation import active, is_current
from tests.factories import AT
from tests.work.records.world import (
    STEP,
    World,
    at_once,
    draft,
    pass_all,
    published,
    withdrawn,
    world,
)
from tests.work.search.test_search import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def several(here: World, count: int, **fields: Any) -> list[Any]:
    return [
        published(here, AT + n * STEP, title=f"第{n}号招生通知", **fields) for n in range(count)
    ]


def held() -> dict[str, int]:
    """What is stored: documents, passages, and how often the index knows a word."""
    generation = active()
    assert generation is not None
    known = index_in(connection, generation.slot).counts(["招生"]).get("招生", 0)
    assert generation.passages == Passage.objects.filter(document__generation=generation).count()
    return {
        "documents": Document.objects.filter(generation=generation).count(),
        "passages": generation.passages,
        "known": known,
    }


def test_catching_up_again_changes_nothing(here: World) -> None:
    several(here, 3)
    assert catch_up(at=AT) == 3
    before = held()
    assert (catch_up(at=AT), held()) == (0, before)
    assert before == {"documents": 3, "passages": 3, "known": 3}


def test_it_goes_on_where_it_stood(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    several(here, 5)
    monkeypatch.setattr(catching, "BATCH", 2)
    assert catch_up(at=AT, batches=1) == 2
    assert len(titles("招生")) == 2
    assert not is_current(active())
    assert catch_up(at=AT) == 3
    assert (len(titles("招生")), is_current(active())) == (5, True)


def test_nothing_is_left_of_what_was_corrected_or_withdrawn(here: World) -> None:
    first, second, third = several(here, 3, body_html="<p>独一无二的字样。</p>")
    catch_up(at=AT)
    withdrawn(here, second, AT + 3 * STEP)
    edit(
        record=third.record, by=here.clerk, at=AT + 3 * STEP, body_html="<p>换过的。</p>",
        title="改了", change_note="改",
    )  # fmt: skip
    submit(record=third.record, by=here.clerk, at=AT + 3 * STEP)
    pass_all(here, third.record, AT + 4 * STEP)
    catch_up(at=AT)
    generation = active()
    assert generation is not None
    known = index_in(connection, generation.slot).counts(["字样", "换过", "招生"])
    assert (known.get("字样"), known.get("招生")) == (1, 1)
    assert list(Document.objects.values_list("publication", flat=True)) == [
        first.pk, third.record.live_id,
    ]  # fmt: skip


def test_a_record_corrected_and_withdrawn_within_one_batch_is_not_there(here: World) -> None:
    (one,) = several(here, 1)
    withdrawn(here, one, AT + STEP)
    assert catch_up(at=AT) == 0
    assert held() == {"documents": 0, "passages": 0, "known": 0}


def test_drafts_leave_no_word_in_the_index(here: World) -> None:
    several(here, 1)
    draft(here, title="草稿里的秘密字样", body_html="<p>秘密字样。</p>")
    catch_up(at=AT)
    generation = active()
    assert generation is not None
    assert index_in(connection, generation.slot).counts(["秘密", "字样", "秘", "密字"]) == {}


def test_made_anew_it_holds_the_same(here: World) -> None:
    several(here, 4)
    catch_up(at=AT)
    first, before, found = active(), held(), titles("招生")
    assert rebuild(at=AT) is not None
    second = active()
    assert first is not None and second is not None
    assert (first.pk != second.pk, first.slot != second.slot) == (True, True)
    assert (held(), titles("招生"), Generation.objects.count()) == (before, found, 1)
    assert index_in(connection, first.slot).counts(["招生"]) == {}
    assert Deed.objects.filter(verb="search.rebuild").count() == 1


def test_while_it_is_made_anew_the_old_one_answers(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(here, 4)
    catch_up(at=AT)
    monkeypatch.setattr(catching, "BATCH", 2)
    assert rebuild(at=AT, batches=1) is None
    published(here, AT + 9 * STEP, title="后来的招生通知")
    catch_up(at=AT)
    assert (len(titles("招生")), Generation.objects.count()) == (5, 2)
    assert rebuild(at=AT) is not None
    assert (len(titles("招生")), Generation.objects.count()) == (5, 1)


def test_a_making_that_was_ended_while_it_was_taken_away_is_begun_again(here: World) -> None:
    several(here, 2)
    catch_up(at=AT)
    left = begin(at=AT)
    Document.objects.create(
        generation=left, publication=Document.objects.all()[0].publication,
        record=Document.objects.all()[0].record, organisation=here.organisation, item=here.item,
        index_number="x", title="x", published_on=AT.date(),
    )  # fmt: skip
    assert rebuild(at=AT) is not None
    assert (held()["documents"], Generation.objects.count()) == (2, 1)


def test_text_that_is_cut_otherwise_by_now_makes_the_worker_make_it_anew(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = several(here, 2)
    catch_up(at=AT)
    former = active()
    monkeypatch.setattr(words, "_FORM", 2)
    withdrawn(here, first, AT + 3 * STEP)
    assert len(titles("招生")) == 1
    assert keep_current(at=AT)
    assert not keep_current(at=AT)
    now = active()
    assert former is not None and now is not None
    assert (now.pk != former.pk, now.fingerprint, held()["known"]) == (True, words.fingerprint(), 1)


def test_the_worker_has_nothing_to_do_most_of_the_time(
    here: World, django_assert_num_queries: Any
) -> None:
    several(here, 1)
    assert keep_current(at=AT)
    with django_assert_num_queries(2):
        assert not keep_current(at=AT)


def test_what_is_stored_is_what_was_written_into_the_index(here: World) -> None:
    """Or else the index could not be told what to forget."""
    several(
        here, 1, document_number="青教〔2023〕3号", body_html="<p>第一条 甲。</p><p>第二条 乙。</p>"
    )
    catch_up(at=AT)
    one = Passage.objects.select_related("document").get()
    found = entry(one.document, one)
    assert found.keys[:2] == ("青教y2023n3", "y2023n3")
    assert found.keys[-2:] == ("条1", "条2")
    assert found.marks[0] == f"unit{here.organisation.pk}"
    assert "教育局" in found.heading


@pytest.mark.parametrize("count", [1, 7])
def test_a_batch_is_the_same_number_of_queries(
    here: World, count: int, django_assert_max_num_queries: Any
) -> None:
    several(here, count)
    catch_up(at=AT, batches=0)
    with django_assert_max_num_queries(26):
        assert catch_up(at=AT) == count


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_each_document_once() -> None:
    here = world()
    several(here, 6)
    raised = at_once(lambda: catch_up(at=AT), lambda: catch_up(at=AT), lambda: catch_up(at=AT))
    assert raised == [None] * 3
    assert held() == {"documents": 6, "passages": 6, "known": 6}
    rebuild(at=AT)
    assert held() == {"documents": 6, "passages": 6, "known": 6}
    Generation.objects.all().delete()
