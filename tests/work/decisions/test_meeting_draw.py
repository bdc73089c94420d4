"""Drawing by lot: fixed before anybody can know, done once, recomputed by everybody."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from gongkai.rules.decisions.drawing import check_record
from gongkai.work.decisions.actions import attend, call, draw
from gongkai.work.decisions.models.meeting import (
    ClosedList,
    Drawing,
    Meeting,
    Replacement,
    Representative,
)
from gongkai.work.journal.models.deed import Deed
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.org.models.person import Post
from tests.factories import clerk, department, moment, person
from tests.work.decisions.meeting_scene import (
    BEGIN,
    CLOSED,
    DRAWN,
    DRAWS_AFTER,
    DURING,
    HELD,
    NAME,
    applied,
    calling,
    closed,
    drawn,
    with_applicants,
)
from tests.work.records.world import World, at_once, published, refused_for, world


@pytest.fixture
def here() -> World:
    return world("jtj", "交通局")


def standings(meeting: Meeting) -> dict[str, str]:
    return dict(meeting.representatives.order_by("id").values_list("number", "standing"))


def chosen(meeting: Meeting) -> list[str]:
    return sorted(number for number, one in standings(meeting).items() if one == "chosen")


@pytest.mark.django_db
def test_a_list_closes_with_everybody_who_is_not_set_aside(here: World) -> None:
    one = with_applicants(here)
    late = applied(one, 9)[0]
    call.set_aside(representative=late, reason="外区", by=here.clerk, at=DURING)
    told = draw.close_list(meeting=one, draws_after=DRAWS_AFTER, by=here.clerk, at=CLOSED)
    assert told.candidates == {"群众代表": ["D01", "D02", "D03", "D04"], "专家": ["D05", "D06"]}
    assert told.places == {"群众代表": 2, "专家": 1}
    assert "2026-05-19 09:00:00" in told.source
    assert re.fullmatch(r"[0-9a-f]{64}", told.commitment)
    assert one.state == "list_closed"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "draws_after", "code"),
    [
        (moment(date(2026, 5, 15), 23), DRAWS_AFTER, "meeting_call_runs"),
        (CLOSED, CLOSED, "meeting_draw_moment"),
        (CLOSED, HELD, "meeting_draw_moment"),
    ],
)
def test_a_list_closes_after_the_call_and_draws_before_the_meeting(
    here: World, at: Any, draws_after: Any, code: str
) -> None:
    one = calling(here)
    act = lambda: draw.close_list(  # noqa: E731
        meeting=one, draws_after=draws_after, by=here.clerk, at=at
    )
    assert refused_for(act) == [code]
    assert ClosedList.objects.count() == 0


@pytest.mark.django_db
def test_the_secret_is_sealed_until_the_drawing(here: World) -> None:
    _, told = closed(here)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM decisions_closedlist")
        raw = str(cursor.fetchall())
    assert told.secret not in raw
    assert [
        one for one in Deed.objects.values_list("detail", flat=True) if told.secret in str(one)
    ] == []


@pytest.mark.django_db
def test_nothing_is_drawn_before_the_public_value_exists(here: World) -> None:
    one, _ = closed(here)
    act = lambda at: draw.draw(meeting=one, by=here.clerk, at=at)  # noqa: E731
    assert refused_for(lambda: act(DRAWS_AFTER)) == ["meeting_no_head_yet"]
    assert refused_for(lambda: act(DRAWN)) == ["meeting_no_head_yet"]
    published(here, DRAWS_AFTER + timedelta(hours=1))
    assert refused_for(lambda: act(DRAWS_AFTER)) == ["meeting_no_head_yet"]
    act(DRAWN)
    assert one.state == "drawn"


@pytest.mark.django_db
def test_the_first_head_after_the_moment_is_taken_however_long_one_waits(here: World) -> None:
    one, told = closed(here)
    published(here, DRAWS_AFTER + timedelta(hours=1))
    first = TreeHead.objects.filter(at__gt=DRAWS_AFTER).order_by("size").first()
    published(here, DRAWS_AFTER + timedelta(hours=2))
    drawing = draw.draw(meeting=one, by=here.clerk, at=DRAWN)
    assert first is not None
    assert (drawing.record["public_value"], drawing.head_size) == (first.root_hash, first.size)
    assert drawing.record["secret"] == told.secret


@pytest.mark.django_db
def test_the_record_is_recomputed_by_the_rules_and_by_the_script(here: World, root: Path) -> None:
    one = drawn(here)
    told = ClosedList.objects.get(meeting=one)
    record = told.drawing.record
    assert check_record(record, committed=told.commitment) == []
    script = [sys.executable, "-I", root / "tools" / "recompute_drawing.py"]
    committed = ["--commitment", told.commitment]
    run = lambda text: subprocess.run(  # noqa: E731
        [*script, *committed], input=text, capture_output=True, text=True, check=False
    )
    found = run(json.dumps(record, ensure_ascii=False))
    assert (found.returncode, found.stdout.splitlines()[-1]) == (0, "相符。")
    cheated = json.loads(json.dumps(record))
    kind = cheated["kinds"][1]
    kind["winners"][0], kind["alternates"][0] = kind["alternates"][0], kind["winners"][0]
    assert run(json.dumps(cheated, ensure_ascii=False)).returncode == 1


@pytest.mark.django_db
def test_places_are_given_as_drawn(here: World) -> None:
    one = drawn(here)
    by_kind = {row["kind"]: row for row in one.closed_list.drawing.record["kinds"]}
    winners = sorted([*by_kind["群众代表"]["winners"], *by_kind["专家"]["winners"]])
    assert chosen(one) == winners
    rest = {"chosen": 3, "alternate": 3}
    found = list(standings(one).values())
    assert {code: found.count(code) for code in rest} == rest


@pytest.mark.django_db
def test_nobody_draws_again(here: World) -> None:
    one = drawn(here)
    before = standings(one)
    again = lambda: draw.draw(meeting=one, by=here.clerk, at=DRAWN)  # noqa: E731
    assert refused_for(again) == ["meeting_state"]
    close = lambda: draw.close_list(  # noqa: E731
        meeting=one, draws_after=DRAWN + timedelta(days=1), by=here.clerk, at=DRAWN
    )
    assert refused_for(close) == ["meeting_state"]
    assert (standings(one), Drawing.objects.count()) == (before, 1)


@pytest.mark.django_db
def test_whoever_cannot_come_is_followed_by_the_next_of_the_kind(here: World) -> None:
    one = drawn(here)
    drawing = one.closed_list.drawing.record
    public = next(row for row in drawing["kinds"] if row["kind"] == "群众代表")
    experts = next(row for row in drawing["kinds"] if row["kind"] == "专家")
    traces = []
    for number in (public["winners"][0], experts["winners"][0], public["alternates"][0]):
        rep = Representative.objects.get(meeting=one, number=number)
        trace = draw.decline(representative=rep, reason="出差", by=here.clerk, at=DRAWN)
        traces.append((trace.gone.number, trace.came.number))
    assert traces == [
        (public["winners"][0], public["alternates"][0]),
        (experts["winners"][0], experts["alternates"][0]),
        (public["alternates"][0], public["alternates"][1]),
    ]
    wanted = [public["winners"][1], public["alternates"][1], experts["alternates"][0]]
    assert chosen(one) == sorted(wanted)


@pytest.mark.django_db
def test_where_nobody_is_left_the_place_stays_empty(here: World) -> None:
    one = drawn(here, public=1, expert=0)
    only = Representative.objects.get(meeting=one)
    trace = draw.decline(representative=only, reason="出差", by=here.clerk, at=DRAWN)
    assert (trace.gone.number, trace.came, chosen(one)) == ("D01", None, [])


@pytest.mark.django_db
def test_an_alternate_or_somebody_invited_who_declines_leaves_no_trace(here: World) -> None:
    one = drawn(here)
    alternate = Representative.objects.filter(meeting=one, standing="alternate").first()
    guest = attend.invite(
        meeting=one, kind="media", name="甲", phone="13900000001", by=here.clerk, at=DRAWN
    )
    for rep in (alternate, guest):
        assert draw.decline(representative=rep, reason="", by=here.clerk, at=DRAWN) is None
    assert Replacement.objects.count() == 0
    again = lambda: draw.decline(representative=guest, reason="", by=here.clerk, at=DRAWN)  # noqa: E731
    assert refused_for(again) == ["representative_standing"]


@pytest.mark.django_db
def test_an_empty_list_is_drawn_and_others_are_invited(here: World) -> None:
    one = drawn(here, public=0, expert=0)
    assert chosen(one) == []
    attend.invite(
        meeting=one, kind="public", name=NAME, phone="13900000001", by=here.clerk, at=DRAWN
    )
    assert chosen(one) == ["Y01"]


@pytest.mark.django_db
def test_drawing_needs_the_power(here: World) -> None:
    one, _ = closed(here)
    published(here, DRAWS_AFTER + timedelta(hours=1))
    stranger = clerk(department("czj", "财政局"))
    reviewer = person("一审", (here.organisation, Post.Role.FIRST_REVIEWER))
    for by in (stranger, reviewer):
        assert refused_for(lambda by=by: draw.draw(meeting=one, by=by, at=DRAWN)) == ["no_power"]
    assert Drawing.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_people_draw_at_once() -> None:
    here = world("jtj", "交通局")
    other = clerk(here.organisation, "信息员乙")
    one, _ = closed(here)
    published(here, DRAWS_AFTER + timedelta(hours=1))
    acts = [
        lambda by=by: draw.draw(meeting=Meeting.objects.get(pk=one.pk), by=by, at=DRAWN)
        for by in (here.clerk, other)
    ]
    raised = at_once(*acts)
    assert sorted(getattr(error, "code", "done") for error in raised) == ["done", "meeting_state"]
    assert Drawing.objects.count() == 1
    assert check_record(Drawing.objects.get().record) == []


@pytest.mark.django_db(transaction=True)
def test_people_who_apply_at_once_get_different_numbers() -> None:
    here = world("jtj", "交通局")
    one = calling(here)
    acts = [lambda serial=serial: applied(one, serial) for serial in range(4)]
    assert at_once(*acts) == [None] * 4
    assert sorted(standings(one)) == ["D01", "D02", "D03", "D04"]


@pytest.mark.django_db
def test_drawing_is_logged_with_its_seed(here: World) -> None:
    one = drawn(here)
    row = Deed.objects.get(verb="meeting.draw")
    drawing = one.closed_list.drawing
    assert row.detail == {"seed": drawing.record["seed"], "head": drawing.head_size}
    assert (row.by, row.object_id) == (here.clerk, str(one.pk))
    assert one.made_at == BEGIN
