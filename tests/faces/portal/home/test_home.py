"""The first page of the portal, and the sign of life."""

from __future__ import annotations

import json
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html as lxml_html

from gongkai.work.journal.actions.runs import Job, run_due
from tests.factories import adopted_plan, department, moment
from tests.work.records.world import draft, item, published, world

pytestmark = pytest.mark.django_db


def home() -> Any:
    return lxml_html.document_fromstring(Client().get("/").content.decode())


def words(page: Any, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def test_an_empty_instance_has_a_first_page() -> None:
    page = home()
    assert words(page, "//dl/div") == ["已经公开0件"]
    assert words(page, "//div[@class='empty']") == ["还没有公开的信息。"]
    assert page.xpath("//section[@aria-labelledby='h-plan']") == []


def test_newest_catalogue_and_progress_are_shown() -> None:
    group = item("20", name="法定主动公开内容")
    here = world()
    here.item.parent = group
    here.item.save()
    for n in range(9):
        published(here, title=f"第{n}件")
    draft(here, title="草稿")
    adopted_plan({"units": [here.organisation]}, {"units": [department("czj", "财政局")]})
    page = home()
    titles = page.xpath("//ul[@class='news']//a/text()")
    assert titles == [f"第{n}件" for n in range(8, 0, -1)]
    assert words(page, "//ul[@class='tree']/li") == ["统计信息9 件"]
    assert words(page, "//h2[@id='h-plan']") == ["今年的承诺：2 项公开任务"]
    assert words(page, "//ul[@class='legend']/li") == [
        "已完成或持续落实 0 件", "推进中 2 件", "本期有缺口 0 件", "已超期 0 件",
    ]  # fmt: skip


def test_figures_of_today_and_this_year() -> None:
    here = world()
    today = timezone.localdate()
    published(here)
    published(here, moment(today, 0, 1), issued_on=today, formed_on=today)
    published(
        here, moment(today, 0, 2), issued_on=today - timedelta(60),
        formed_on=today - timedelta(60),
    )  # fmt: skip
    assert words(home(), "//dl/div") == [
        "已经公开，今天新增 2 件3件", "今年公开 2 件，其中按期公开1件",
    ]  # fmt: skip


def test_the_first_page_asks_as_much_for_many_as_for_one() -> None:
    here = world()
    published(here)
    with CaptureQueriesContext(connection) as few:
        home()
    for _ in range(5):
        published(here)
    with CaptureQueriesContext(connection) as many:
        home()
    assert len(few) == len(many)


def test_health_says_database_and_worker_and_no_more() -> None:
    url = reverse("portal:healthz")
    assert url == "/healthz"
    assert json.loads(Client().get(url).content) == {
        "database": "ok", "worker": {"last_run": None, "finished_at": None, "ok": None},
    }  # fmt: skip
    at = timezone.now()
    (run,) = run_due([Job("verify", time(0, 0), lambda due: None)], at=at)
    assert json.loads(Client().get(url).content) == {
        "database": "ok",
        "worker": {"last_run": "verify", "finished_at": run.finished_at.isoformat(), "ok": True},
    }


def test_health_is_bad_without_a_database(django_db_blocker: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_run RENAME TO journal_run_gone")
    answer = Client().get(reverse("portal:healthz"))
    assert (answer.status_code, json.loads(answer.content)) == (503, {"database": "unreachable"})


def test_the_sign_of_the_site_is_served_and_named() -> None:
    answer = Client().get("/favicon.ico")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer.content.startswith(b"<svg ")
    head = Client().get("/").content.decode().partition("</head>")[0]
    assert '<link rel="icon" type="image/svg+xml" href="/static/ui/icon.svg?v=' in head
