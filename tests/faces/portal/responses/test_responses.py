"""Answers to public opinion for everybody: titles and links, and nothing of the events."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.work.responses.actions import respond
from gongkai.work.responses.models.event import Reply
from gongkai.work.search.actions.keep import keep_current
from tests.work.records.world import withdrawn
from tests.work.responses.scene import (
    LATE,
    SOON,
    TEXT,
    TITLE,
    URL,
    Scene,
    accepted,
    answered,
    assigned,
    scene,
)

pytestmark = pytest.mark.django_db
NOTE = "连夜派出两个抢修组"


@pytest.fixture
def here() -> Scene:
    return scene()


def get(url: str = "/responses/") -> str:
    answer = Client().get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_told_before_there_is_an_answer(here: Scene) -> None:
    assigned(here)
    assert "还没有公开的回应。" in get()


def test_answers_with_title_and_link_and_nothing_else(here: Scene) -> None:
    water, roads = assigned(here)
    answered(here.water, water)
    respond.note(part=water, text=NOTE, by=here.water.clerk, at=SOON)
    accepted(here.roads, roads)
    respond.reply_elsewhere(
        part=roads, url=URL, title="<b>道路</b>说明", public_at=SOON, by=here.roads.clerk, at=SOON
    )
    page = get()
    number = Reply.objects.get(url="").record.index_number
    assert f'href="/records/{number}/"' in page and "关于供水情况的说明" in page
    assert f'href="{URL}"' in page and "&lt;b&gt;道路" in page
    while keep_current(at=LATE):
        pass
    urls = ("/responses/", "/", "/feed.atom", f"/search/?q={TITLE[2:5]}", "/api/v1/records/")
    told = {url: [word for word in (TITLE, TEXT, NOTE) if word in get(url)] for url in urls}
    assert told == {url: [] for url in urls}


def test_a_withdrawn_answer_is_told_no_more(here: Scene) -> None:
    (part,) = assigned(here, here.water)
    answered(here.water, part)
    withdrawn(here.water, Reply.objects.get().record.live, LATE)
    assert "关于供水情况的说明" not in get()


def test_the_list_asks_as_often_for_many_as_for_one(here: Scene) -> None:
    counts = []
    for more in (1, 5):
        for place in range(more):
            (part,) = assigned(here, here.water)
            answered(here.water, part, title=f"说明 {more} {place}")
        get()
        with CaptureQueriesContext(connection) as asked:
            get()
        counts.append(len(asked))
    assert counts[0] == counts[1]
