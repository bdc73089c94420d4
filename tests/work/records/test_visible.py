"""Who sees which records in which state: own drafts, and of others only what was published."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.work.org.models.person import Person
from gongkai.work.records.actions.draft import discard, edit
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.history import history
from gongkai.work.records.queries.queue import review_queue
from gongkai.work.records.queries.review_desk import comparison
from gongkai.work.records.queries.visible import counts_for, records_for, versions_for
from gongkai.work.staffing.actions.appoint import end_post
from tests.factories import (
    AT,
    administrator,
    clerk,
    department,
    head,
    officer,
    openness_head,
    person,
    post,
)
from tests.work.records.world import (
    RETURNED,
    STEP,
    World,
    decide,
    draft,
    published,
    submitted,
    withdrawn,
    world,
)

pytestmark = pytest.mark.django_db
DAY = AT.date()
EVERY_STATE = (
    "draft", "returned", "first", "second", "final", "published", "withdrawn", "discarded",
)  # fmt: skip


def one_in_every_state(here: World) -> dict[str, Record]:
    found = {"draft": draft(here), "first": submitted(here)}
    found["discarded"] = discard(record=draft(here), by=here.clerk, at=AT)
    for state, passes in (("second", 1), ("final", 2)):
        found[state] = submitted(here)
        for level in range(1, passes + 1):
            decide(found[state], level, here.reviewers[level - 1])
    found["returned"] = submitted(here)
    decide(found["returned"], 1, here.first, outcome=RETURNED, opinion="改")
    found["published"] = published(here).record
    gone = published(here)
    withdrawn(here, gone, AT, reason="错")
    found["withdrawn"] = Record.objects.get(pk=gone.record_id)
    return found


def seen(who: Person, records: dict[str, Record]) -> set[str]:
    visible = set(records_for(who, DAY).values_list("pk", flat=True))
    return {state for state, record in records.items() if record.pk in visible}


def test_every_role_sees_what_it_may() -> None:
    here = world()
    records = one_in_every_state(here)
    assert {state: record.state for state, record in records.items()} == {
        state: state for state in EVERY_STATE
    }
    own = (here.clerk, here.first, here.second, here.final, head(here.organisation))
    for who in own:
        assert seen(who, records) == set(EVERY_STATE)
    for who in (officer(), openness_head()):
        assert seen(who, records) == {"published", "withdrawn"}
    elsewhere = department("wjj", "卫健局")
    for who in (clerk(elsewhere), head(elsewhere), administrator(), person("无岗位")):
        assert seen(who, records) == set()


def test_nothing_is_seen_after_the_post_has_ended_or_the_account_is_closed() -> None:
    here = world()
    draft(here)
    end_post(post=here.clerk.posts.get(), until_on=DAY, by=None, at=AT)
    assert records_for(here.clerk, DAY).count() == 1
    assert records_for(here.clerk, DAY + timedelta(days=1)).count() == 0
    here.first.is_active = False
    here.first.save()
    assert records_for(here.first, DAY).count() == 0


def test_the_openness_office_never_sees_a_correction_being_drafted() -> None:
    here, inspector = world(), officer()
    record = published(here).record
    edit(record=record, by=here.clerk, at=AT, title="还没有审的更正")
    assert [one.number for one in versions_for(inspector, record, DAY)] == [1]
    assert [one.number for one in versions_for(here.clerk, record, DAY)] == [2, 1]
    assert list(versions_for(clerk(department("wjj", "卫健局")), record, DAY)) == []


def test_the_openness_office_with_a_post_as_clerk_sees_its_own_drafts() -> None:
    here, inspector = world(), officer()
    post(inspector, here.organisation, "clerk")
    record, other = draft(here), draft(world("wjj", "卫健局"))
    assert set(records_for(inspector, DAY)) == {record}
    assert other not in records_for(inspector, DAY)


def test_the_openness_office_counts_the_drafts_of_all() -> None:
    here = world()
    one_in_every_state(here)
    counted = {one.organisation: one for one in counts_for(officer(), DAY)}[here.organisation]
    assert (counted.drafts, counted.under_review, counted.published, counted.withdrawn) == (
        2, 3, 1, 1,
    )  # fmt: skip
    assert [one.organisation for one in counts_for(here.clerk, DAY)] == [here.organisation]
    assert counts_for(person("无岗位"), DAY) == []


def test_the_queue_holds_what_one_can_decide_on() -> None:
    here = world()
    records = one_in_every_state(here)
    assert list(review_queue(here.first, DAY)) == [records["first"]]
    assert list(review_queue(here.second, DAY)) == [records["second"]]
    assert list(review_queue(here.final, DAY)) == [records["final"]]
    for who in (here.clerk, officer(), head(here.organisation)):
        assert list(review_queue(who, DAY)) == []


def test_the_queue_leaves_out_what_one_wrote_or_decided() -> None:
    here = world()
    post(here.first, here.organisation, "second_reviewer")
    post(here.clerk, here.organisation, "first_reviewer")
    record = submitted(here)
    assert list(review_queue(here.clerk, DAY)) == []
    decide(record, 1, here.first)
    assert list(review_queue(here.first, DAY)) == []
    assert list(review_queue(here.second, DAY)) == [record]


@pytest.mark.parametrize("query", [records_for, review_queue])
def test_lists_need_no_query_a_row(query: Any) -> None:
    here = world()
    asked: list[int] = []
    for count in (1, 3):
        while Record.objects.count() < count:
            submitted(here)
        with CaptureQueriesContext(connection) as captured:
            shown = [
                (one.organisation.name, one.current.title, one.current.item.name)
                for one in query(here.first, DAY)
            ]
        asked.append(len(captured))
        assert len(shown) == count
    assert asked[0] == asked[1] <= 5


def test_history_tells_every_step_in_order() -> None:
    here = world()
    record = submitted(here)
    decide(record, 1, here.first, AT + STEP, outcome=RETURNED, opinion="标题不清")
    edit(record=record, by=here.clerk, at=AT + 2 * STEP, title="清楚的标题")
    told = [(one.version, one.kind, one.person, one.text) for one in history(record)]
    assert told == [
        (1, "submitted", here.clerk, ""),
        (1, "returned", here.first, "标题不清"),
        (2, "drafting", here.clerk, ""),
    ]
    gone = published(here)
    withdrawn(here, gone, AT, reason="错")
    assert [(one.kind, one.level) for one in history(gone.record)] == [
        ("submitted", None), ("passed", 1), ("passed", 2), ("passed", 3),
        ("published", None), ("asked", None), ("withdrawn", None),
    ]  # fmt: skip


def test_the_review_desk_shows_what_changed_since_the_last_publication() -> None:
    here = world()
    record = published(here).record
    edit(record=record, by=here.clerk, at=AT, title="新标题", body_html="<p>招生于九月进行。</p>")
    found = comparison(record, DAY)
    assert found.before is not None
    assert (found.before.number, found.version.number) == (1, 2)
    assert [(one.name, one.after) for one in found.fields] == [("title", "新标题")]
    assert [one.is_changed for one in found.body.paragraphs] == [True]


def test_the_review_desk_lists_checks_and_binds_the_hash() -> None:
    here = world()
    record = submitted(here, body_html="<p>电话13800138000</p>", formed_on=DAY)
    found = comparison(record, DAY)
    assert found.before is None
    assert found.content_hash == found.version.content_hash
    levels = {one.code: one.level for one in found.checks}
    assert levels["screening"] == "block"
    assert levels["publication_due"] == "ok"
    assert levels["formed_after_issue"] == "warn"
