"""The clock of publication: no day is called the last one after it is over."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.faces.desk.records.pages import clock_of
from gongkai.work.records.queries.content import current_of
from tests.factories import moment
from tests.work.records.world import draft, published, world

FRIDAY = date(2023, 8, 18)


@pytest.mark.django_db
def test_a_correction_of_what_is_public_has_no_clock() -> None:
    here, client = world(), Client()
    client.force_login(here.clerk)
    pages = [
        client.get(reverse("desk:record_edit", args=[record.pk])).context["page"]
        for record in (draft(here), published(here).record)
    ]
    assert [page.clock is None for page in pages] == [False, True]


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "words"), [
    (date(2023, 8, 17), "还剩 1 个工作日"),
    (FRIDAY, "今天 24:00 到期"),
    (date(2023, 8, 19), "超期 1 天"),
    (date(2023, 8, 20), "超期 2 天"),
    (date(2023, 8, 21), "超期 1 个工作日"),
])  # fmt: skip
def test_a_weekend_after_the_last_day_is_over_time(on: date, words: str) -> None:
    version = current_of(draft(world(), moment(date(2023, 7, 24)), formed_on=date(2023, 7, 21)))
    clock = clock_of(version, on)
    assert clock is not None
    assert (clock.due, clock.text) == (FRIDAY, words)
