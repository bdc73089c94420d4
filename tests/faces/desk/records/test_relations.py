"""Choosing related documents while drafting; the reviewer sees them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.relate import relate
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import current_of
from gongkai.work.records.queries.relations import links_of
from tests.faces.desk.records.test_drafting import edit_url, filled, said
from tests.faces.desk.records.test_lists import as_, cells
from tests.factories import AT
from tests.work.records.world import World, draft, published, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def client(here: World) -> Client:
    return as_(here.clerk)


def named(record: Record) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for one in links_of(current_of(record))]


def send(client: Client, record: Record, **typed: Any) -> Any:
    return client.post(edit_url(record), filled(client, record, **typed), follow=True)


@pytest.mark.parametrize("act", ["relate", "save"])
def test_a_document_is_named_whichever_button_is_pressed(
    client: Client, here: World, act: str
) -> None:
    old, record = published(here, title="旧办法"), draft(here, title="新办法")
    number = old.index_number
    answer = send(client, record, act=act, relation_kind="repeals", relation_target=number)
    assert named(record) == [("repeals", "旧办法")]
    assert f"已关联“{number}”。" in answer.content.decode()
    send(client, record, act=f"unrelate:repeals:{number}")
    assert named(record) == []


def test_a_refusal_keeps_what_was_typed(client: Client, here: World) -> None:
    record = draft(here)
    typed = {"relation_kind": "amends", "relation_target": "没有这份"}
    answer = send(client, record, act="relate", title="改过的标题", **typed)
    assert said(answer) == [
        "没有找到已公开的文件“没有这份”。请填写它的索引号，或先公开那份文件再关联。"
    ]
    assert 'value="没有这份"' in answer.content.decode()
    assert (current_of(record).title, named(record)) == ("改过的标题", [])


def test_the_button_without_a_document_says_so(client: Client, here: World) -> None:
    answer = send(client, draft(here), act="relate")
    assert said(answer) == ["请填写关联文件的索引号、发文字号或标题"]


def test_the_reviewer_sees_what_is_named_anew(client: Client, here: World) -> None:
    old, new = published(here, title="旧办法"), published(here, title="新办法").record
    relate(record=new, kind="repeals", target=old.index_number, by=here.clerk, at=AT)
    edit(record=new, by=here.clerk, at=AT, change_note="补上关联")
    submit(record=new, by=here.clerk, at=AT)
    answer = as_(here.first).get(reverse("desk:review", args=[new.pk]))
    assert cells(answer, "改过的要素") == [["关联文件", "（空）", f"废止 {old.index_number}"]]
    assert "废止《旧办法》" in answer.content.decode()
