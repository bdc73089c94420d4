"""Events from registration to review: clocks of each unit, in hours of the wall."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gongkai.work.journal.models.deed import Deed
from gongkai.work.responses.actions import event as events
from gongkai.work.responses.actions import policy as policies
from gongkai.work.responses.actions import respond
from gongkai.work.responses.models.event import Event, Note, Part, Reply
from gongkai.work.responses.queries.events import (
    events as all_events,
)
from gongkai.work.responses.queries.events import (
    events_waiting,
    parts_of,
    parts_waiting,
    public_replies,
    standing,
)
from tests.factories import moment
from tests.work.records.world import at_once, published, refused_for, withdrawn
from tests.work.responses.scene import (
    AT,
    FOUND,
    LATE,
    SOON,
    TEXT,
    TITLE,
    URL,
    Scene,
    accepted,
    answered,
    assigned,
    registered,
    scene,
)


@pytest.fixture
def here() -> Scene:
    return scene()


def states(part: Part, now: datetime) -> dict[str, str]:
    part = Part.objects.select_related("event", "organisation").get(pk=part.pk)
    return {one.code: one.state for one in standing(part.event, part, now).clocks}


@pytest.mark.django_db
def test_an_event_is_registered_with_its_number_and_its_term(here: Scene) -> None:
    found = [registered(here).number for _ in range(2)]
    assert found == ["2026-01", "2026-02"]
    assert {one.due_at for one in Event.objects.all()} == {FOUND + timedelta(hours=48)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"kind": "gossip"}, ["response_kind_unknown"]),
        ({"grade": "huge"}, ["response_grade_unknown"]),
        ({"found_at": AT + timedelta(hours=1)}, ["response_fault"]),
        ({"happened_at": FOUND + timedelta(minutes=1)}, ["response_fault"]),
    ],
)
def test_what_cannot_be_is_refused(here: Scene, given: dict[str, Any], codes: list[str]) -> None:
    assert refused_for(lambda: registered(here, **given)) == codes
    assert Event.objects.count() == 0


@pytest.mark.django_db
def test_two_units_one_silent_only_that_one_is_overdue(here: Scene) -> None:
    water, roads = assigned(here)
    answered(here.water, water)
    accepted(here.roads, roads)
    assert (states(water, LATE), states(roads, LATE)) == (
        {"response": "met"}, {"response": "overdue"},
    )  # fmt: skip
    assert states(roads, SOON) == {"response": "running"}
    water.refresh_from_db(), roads.refresh_from_db()
    assert (water.due_at, roads.due_at) == (None, FOUND + timedelta(hours=48))
    assert Event.objects.get().due_at == FOUND + timedelta(hours=48)
    answered_late = published(here.roads, LATE)
    respond.reply_with_record(part=roads, record=answered_late.record, by=here.roads.clerk, at=LATE)
    assert states(roads, LATE) == {"response": "late"}
    assert Event.objects.get().due_at is None


@pytest.mark.django_db
def test_a_grave_event_has_two_clocks_from_when_it_happened(here: Scene) -> None:
    happened = FOUND - timedelta(hours=2)
    (part,) = assigned(here, here.water, grade="grave", happened_at=happened)
    part.refresh_from_db()
    assert part.due_at == happened + timedelta(hours=5)
    answered(here.water, part, AT + timedelta(hours=1))
    part.refresh_from_db()
    assert part.due_at == happened + timedelta(hours=24)
    policies.hold_conference(
        organisation=here.water.organisation, title="供水情况发布会", held_at=SOON,
        head_attended=True, head="局长", absence_reason="", event=part.event, by=here.water.clerk,
        at=SOON,
    )  # fmt: skip
    part.refresh_from_db()
    assert (part.due_at, part.press_at) == (None, SOON)
    assert states(part, LATE) == {"information": "met", "press": "met"}


@pytest.mark.django_db
def test_the_record_counts_from_its_publication_and_nothing_before_the_finding(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    accepted(here.water, part)
    old = published(here.water, FOUND - timedelta(days=1))
    act = lambda: respond.reply_with_record(  # noqa: E731
        part=part, record=old.record, by=here.water.clerk, at=LATE
    )
    assert refused_for(act) == ["response_fault"]
    new = published(here.water, SOON)
    said = respond.reply_with_record(part=part, record=new.record, by=here.water.clerk, at=LATE)
    assert said.public_at == new.published_at
    assert states(part, LATE) == {"response": "met"}


@pytest.mark.django_db
def test_others_records_and_drafts_answer_nothing(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    accepted(here.water, part)
    live = published(here.roads, SOON)
    other = lambda: respond.reply_with_record(  # noqa: E731
        part=part, record=live.record, by=here.water.clerk, at=SOON
    )
    assert refused_for(other) == ["response_record_of_others"]
    gone = published(here.water, SOON)
    withdrawn(here.water, gone, SOON)
    withdrawn_one = lambda: respond.reply_with_record(  # noqa: E731
        part=part, record=gone.record, by=here.water.clerk, at=SOON
    )
    assert refused_for(withdrawn_one) == ["response_record_not_public"]
    assert Reply.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "title", "public_at", "codes"),
    [
        (URL, "说明", SOON, []),
        ("javascript:alert(1)", "说明", SOON, ["response_url"]),
        ("ftp://news.example/x", "说明", SOON, ["response_url"]),
        ("https://", "说明", SOON, ["response_url"]),
        (URL, " ", SOON, ["response_title_missing"]),
        (URL, "说明", LATE, ["response_fault"]),
        (URL, "说明", FOUND - timedelta(hours=1), ["response_fault"]),
    ],
)
def test_an_answer_elsewhere(
    here: Scene, url: str, title: str, public_at: datetime, codes: list[str]
) -> None:
    (part,) = assigned(here, here.water)
    accepted(here.water, part)
    act = lambda: respond.reply_elsewhere(  # noqa: E731
        part=part, url=url, title=title, public_at=public_at, by=here.water.clerk, at=SOON
    )
    if codes:
        assert refused_for(act) == codes
    else:
        act()
    assert Reply.objects.count() == (0 if codes else 1)


@pytest.mark.django_db
def test_steps_come_in_their_order(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    by = here.water.clerk
    note = lambda: respond.note(part=part, text="已抢修", by=by, at=SOON)  # noqa: E731
    assert refused_for(note) == ["response_not_accepted"]
    accepted(here.water, part)
    again = lambda: accepted(here.water, part)  # noqa: E731
    assert refused_for(again) == ["response_accepted_already"]
    empty = lambda: respond.note(part=part, text=" ", by=by, at=SOON)  # noqa: E731
    assert refused_for(empty) == ["response_note_empty"]
    note()
    respond.note(part=part, text="已恢复供水", by=by, at=SOON + timedelta(hours=1))
    part.refresh_from_db()
    assert part.handled_at == SOON
    assert [one.text for one in Note.objects.all()] == ["已抢修", "已恢复供水"]


@pytest.mark.django_db
def test_the_office_assigns_each_unit_once(here: Scene) -> None:
    parts = assigned(here, here.water)
    event = parts[0].event
    act = lambda *who: events.assign(  # noqa: E731
        event=event, organisations=who, asked="", by=here.office, at=AT
    )
    assert refused_for(lambda: act(here.water.organisation)) == ["response_assigned_already"]
    assert refused_for(act) == ["response_nobody_asked"]
    assert len(act(here.roads.organisation)) == 1


@pytest.mark.django_db
def test_it_closes_once_everybody_answered_and_changes_no_more(here: Scene) -> None:
    water, roads = assigned(here)
    event = water.event
    answered(here.water, water)
    act = lambda review: events.close(event=event, review=review, by=here.office, at=LATE)  # noqa: E731
    assert refused_for(lambda: act("好")) == ["response_unanswered"]
    answered(here.roads, roads)
    assert refused_for(lambda: act(" ")) == ["response_review_missing"]
    act("回应及时，群众认可。")
    assert (event.state, event.closed_by) == ("wound_up", here.office)
    late = lambda: respond.note(part=water, text="x", by=here.water.clerk, at=LATE)  # noqa: E731
    assert refused_for(late) == ["response_closed"]
    lone = registered(here)
    alone = lambda: events.close(event=lone, review="x", by=here.office, at=LATE)  # noqa: E731
    assert refused_for(alone) == ["response_unanswered"]


@pytest.mark.django_db
def test_regrading_moves_the_terms_and_keeps_what_was_before(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    events.regrade(
        event=part.event, grade="grave", happened_at=None, found_at=FOUND, reason="升级",
        by=here.office, at=AT,
    )  # fmt: skip
    part.refresh_from_db()
    assert part.due_at == FOUND + timedelta(hours=5)
    assert Deed.objects.get(verb="response.regrade").detail["grade"] == "ordinary"


@pytest.mark.django_db
def test_powers(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    water, roads = here.water.clerk, here.roads.clerk
    tries = (
        lambda: events.register(
            title="x", kind="interests", grade="ordinary", happened_at=None, found_at=FOUND,
            found_where="x", text="x", by=water, at=AT,
        ),
        lambda: events.assign(
            event=part.event, organisations=[here.roads.organisation], asked="", by=water, at=AT
        ),
        lambda: events.close(event=part.event, review="x", by=water, at=AT),
        lambda: respond.accept(part=part, by=roads, at=AT),
        lambda: respond.accept(part=part, by=here.office, at=AT),
        lambda: respond.accept(part=part, by=here.water.first, at=AT),
    )  # fmt: skip
    assert [refused_for(act) for act in tries] == [["no_power"]] * len(tries)


@pytest.mark.django_db
def test_every_act_is_logged_and_the_text_is_not(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    answered(here.water, part)
    verbs = Deed.objects.filter(verb__startswith="response.").order_by("id")
    assert [one.verb for one in verbs] == [
        "response.register", "response.assign", "response.accept", "response.reply",
    ]  # fmt: skip
    told = str(list(verbs.values()))
    assert [word for word in (TITLE, TEXT) if word in told] == []


@pytest.mark.django_db
def test_the_database_keeps_what_was_told(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    accepted(here.water, part)
    respond.note(part=part, text="已抢修", by=here.water.clerk, at=SOON)
    respond.reply_elsewhere(
        part=part, url=URL, title="说明", public_at=SOON, by=here.water.clerk, at=SOON
    )
    rows = Part.objects.filter(pk=part.pk)
    changes = [
        lambda: Note.objects.update(text="别的"),
        lambda: Note.objects.all().delete(),
        lambda: Reply.objects.update(url="https://other.example/"),
        lambda: Reply.objects.all().delete(),
        lambda: Event.objects.all().delete(),
        lambda: Event.objects.update(number="2026-99"),
        lambda: Event.objects.update(registered_at=LATE),
        rows.delete,
        lambda: rows.update(accepted_at=LATE),
        lambda: rows.update(accepted_at=None),
        lambda: rows.update(assigned_at=LATE),
        lambda: rows.update(handled_at=None),
        lambda: rows.update(responded_at=None),
        lambda: rows.update(responded_at=LATE),
        lambda: rows.update(organisation=here.roads.organisation),
        lambda: Event.objects.update(state="wound_up"),
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    events.close(event=part.event, review="好", by=here.office, at=LATE)
    for change in (
        lambda: Event.objects.update(state="tracking", closed_at=None),
        lambda: Event.objects.update(review="别的"),
        lambda: rows.update(press_at=LATE),
        lambda: Part.objects.create(
            event=part.event, organisation=here.roads.organisation, assigned_at=LATE,
            assigned_by=here.office,
        ),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.django_db
def test_lists_begin_with_what_is_over(here: Scene) -> None:
    first = assigned(here, here.water)[0]
    urgent = assigned(here, here.water, grade="grave")[0]
    done = assigned(here, here.water)[0]
    answered(here.water, done)
    assert [one.pk for one in parts_of([here.water.organisation])] == [
        urgent.pk, first.pk, done.pk,
    ]  # fmt: skip
    assert [one.pk for one in all_events()] == [urgent.event_id, first.event_id, done.event_id]


@pytest.mark.django_db
def test_what_waits_for_whom(here: Scene) -> None:
    on = AT.date()
    water, roads = assigned(here)
    lone = registered(here)
    answered(here.water, water)
    assert list(parts_waiting(here.water.clerk, on)) == []
    assert [one.pk for one in parts_waiting(here.roads.clerk, on)] == [roads.pk]
    assert [one.pk for one in events_waiting(here.office, on)] == [lone.pk]
    answered(here.roads, roads)
    found = {one.pk for one in events_waiting(here.office, on)}
    assert found == {lone.pk, water.event_id}
    assert list(events_waiting(here.water.clerk, on)) == []


@pytest.mark.django_db
def test_only_answers_are_public_and_only_while_they_can_be_read(here: Scene) -> None:
    water, roads = assigned(here)
    answered(here.water, water)
    accepted(here.roads, roads)
    respond.reply_elsewhere(
        part=roads, url=URL, title="道路情况说明", public_at=SOON, by=here.roads.clerk, at=SOON
    )
    assert {one.title for one in public_replies()} == {"关于供水情况的说明", "道路情况说明"}
    withdrawn(here.water, Reply.objects.get(url="").record.live, LATE)
    assert {one.title for one in public_replies()} == {"道路情况说明"}


@pytest.mark.django_db
def test_lists_ask_as_often_for_many_as_for_one(here: Scene) -> None:
    counts = []
    for more in (1, 4):
        for _ in range(more):
            assigned(here)
        with CaptureQueriesContext(connection) as asked:
            for one in all_events():
                [part.organisation.label for part in one.parts.all()]
            [one.event.title for one in parts_of([here.water.organisation])]
        counts.append(len(asked))
    assert counts[0] == counts[1] == 3


@pytest.mark.django_db(transaction=True)
def test_two_people_take_it_on_at_once() -> None:
    here = scene()
    (part,) = assigned(here, here.water)
    raised = at_once(*[lambda: accepted(here.water, Part.objects.get(pk=part.pk))] * 2)
    assert sorted(getattr(error, "code", "done") for error in raised) == [
        "done", "response_accepted_already",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_events_registered_at_once_have_two_numbers() -> None:
    here = scene()
    assert at_once(*[lambda: registered(here)] * 3) == [None] * 3
    assert sorted(Event.objects.values_list("number", flat=True)) == [
        "2026-01", "2026-02", "2026-03",
    ]  # fmt: skip


@pytest.mark.django_db
def test_numbers_begin_anew_each_year(here: Scene) -> None:
    registered(here)
    found = moment(date(2027, 1, 2))
    assert registered(here, found, found_at=found).number == "2027-01"
