"""The page on which a reviewer on leave names who reviews instead."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongkai.work.org.models.person import Post
from tests.faces.desk.records.scene import ROLES, scene
from tests.faces.desk.records.test_lists import cells
from tests.faces.desk.records.test_reviews import as_, decided, page_of
from tests.factories import AT, clerk
from tests.work.records.world import World, submitted, world

pytestmark = pytest.mark.django_db
URL = reverse("desk:stand_ins")


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)


def asked(here: World, person: Any, **over: Any) -> dict[str, Any]:
    post = Post.objects.get(person=here.first, stands_in_for=None)
    days = {"from_on": "2023-07-25", "until_on": "2023-07-27"}
    return {"post": post.pk, "person": person.pk} | days | over


def test_a_colleague_is_named_reviews_and_is_recalled() -> None:
    here = world()
    colleague = clerk(here.organisation, "同事")
    client = as_(here.first)
    assert client.post(URL, asked(here, colleague)).url == URL
    shown = cells(client.get(URL), "代审表")
    assert shown == [
        ["同事", here.first.name, "教育局", "一审", "2023-07-25", "2023-07-27", "今天结束代审"]
    ]
    record = submitted(here)
    assert decided(as_(colleague), record, "passed").status_code == 302
    desk = as_(here.second).get(reverse("desk:review", args=[record.pk])).context["page"]
    assert desk.signs[1].person == f"同事（代{here.first.name}）"
    events = client.get(reverse("desk:record", args=[record.pk])).context["page"].events
    assert events[1].text == f"同事（代{here.first.name}），第 1 稿"
    given = Post.objects.get(stands_in_for__isnull=False)
    assert client.post(reverse("desk:stand_in_recall", args=[given.pk])).url == URL
    given.refresh_from_db()
    assert given.until_on == AT.date()


def test_what_does_not_fit_is_told_and_kept() -> None:
    here = world()
    colleague = clerk(here.organisation, "同事")
    response = as_(here.first).post(URL, asked(here, colleague, until_on="2023-07-24"))
    assert response.status_code == 409
    errors = page_of(response).xpath("//section[@class='errors']//li/text()")
    assert errors == ["截止日期早于起始日期2023年7月25日。请核对后重新填写。"]
    assert response.context["form"]["until_on"].value() == "2023-07-24"
    other = as_(here.first).post(URL, asked(here, world("czj", "财政局").clerk))
    assert (other.status_code, Post.objects.filter(stands_in_for__isnull=False).count()) == (200, 0)


def test_who_may_open_it_and_end_it() -> None:
    here = scene()
    named = asked(here.here, here.roles["clerk"])
    as_(here.here.first).post(URL, named)
    given = Post.objects.get(stands_in_for__isnull=False)
    end = reverse("desk:stand_in_recall", args=[given.pk])
    own = {"first", "second", "final", "head", "other final"}
    found = {role: as_(who).get(URL).status_code for role, who in here.roles.items()}
    assert found == {role: 200 if role in own else 403 for role in ROLES}
    ended = {role: as_(who).post(end).status_code for role, who in here.roles.items()}
    assert ended == {
        role: 302 if role in {"first", "head"} else 404 if role in own else 403 for role in ROLES
    }
    assert Client().get(URL).status_code == Client().post(end).status_code == 302


def test_one_row_and_many_cost_the_same_queries() -> None:
    here = world()
    client, counted = as_(here.first), []
    for n in (1, 5):
        for place in range(n):
            colleague = clerk(here.organisation, f"同事{n}{place}")
            start = (AT + timedelta(days=place)).date().isoformat()
            sent = asked(here, colleague, from_on=start, until_on="2023-08-30")
            assert client.post(URL, sent).status_code == 302
        client.get(URL)
        with CaptureQueriesContext(connection) as captured:
            client.get(URL)
        counted.append(len(captured))
    assert counted[0] == counted[1]
