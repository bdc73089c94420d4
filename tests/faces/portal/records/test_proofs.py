"""The proof of dates: anybody can check it, and nothing withdrawn comes back through it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.rules.transparency_log import leaf_hash, verify_inclusion
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from tests.faces.desk.records.scene import complete
from tests.factories import AT
from tests.work.records.world import pass_all, published, withdrawn, world

pytestmark = pytest.mark.django_db


def proof(publication: Publication) -> dict[str, Any]:
    url = reverse("portal:proof", args=[publication.index_number])
    answer = Client().get(url, {"format": "json"})
    assert answer["Content-Type"] == "application/json"
    return json.loads(answer.content)


def holds(entry: dict[str, Any]) -> bool:
    return verify_inclusion(
        bytes.fromhex(entry["leaf_hash"]), entry["index"], entry["tree_size"],
        [bytes.fromhex(one) for one in entry["path"]], bytes.fromhex(entry["root_hash"]),
    )  # fmt: skip


def test_a_stranger_can_check_the_dates() -> None:
    here = world()
    live, *_ = [published(here) for _ in range(5)]
    entries = proof(live)["entries"]
    assert [(one["kind"], one["index"], one["tree_size"]) for one in entries] == [
        ("publication", 0, 5)
    ]
    assert leaf_hash(entries[0]["payload"].encode()).hex() == entries[0]["leaf_hash"]
    assert holds(entries[0])
    content = json.loads(entries[0]["payload"])["content"]
    assert (content["formed_on"], content["published_on"], content["due_on"]) == (
        "2023-07-20", "2023-07-25", "2023-08-17",
    )  # fmt: skip
    assert not holds(entries[0] | {"index": 1})


def test_the_page_says_it_in_words() -> None:
    live = published(world())
    page = Client().get(reverse("portal:proof", args=[live.index_number]))
    text = page.content.decode()
    for words in (
        "2023年7月20日形成", "2023年7月25日发布", "应在 2023-08-17 以前公开，提前 17 个工作日",
        live.log_entry.leaf_hash, live.log_entry.root_hash, "RFC 9162", live.title,
    ):  # fmt: skip
        assert words in text


def test_the_text_of_what_was_withdrawn_is_withheld() -> None:
    here = world()
    live = published(here, title="泄露了姓名的标题")
    withdrawn(here, live, AT, reason="含有个人信息")
    edit(record=live.record, by=here.clerk, at=AT, title="改正后的标题", change_note="更正")
    submit(record=live.record, by=here.clerk, at=AT)
    pass_all(here, live.record)
    entries = proof(live)["entries"]
    assert [(one["kind"], one["payload"] is None) for one in entries] == [
        ("publication", True), ("withdrawal", False), ("publication", False),
    ]  # fmt: skip
    assert all(holds(one) for one in entries)
    url = reverse("portal:proof", args=[live.index_number])
    for answer in (Client().get(url), Client().get(url, {"format": "json"})):
        assert "泄露了姓名" not in answer.content.decode()
        assert "改正后的标题" in answer.content.decode()


def test_withdrawn_for_good_keeps_its_dates_only() -> None:
    here = world()
    live = published(here, title="泄露了姓名的标题")
    withdrawn(here, live, AT, reason="含有个人信息")
    page = Client().get(reverse("portal:proof", args=[live.index_number]))
    text = page.content.decode()
    assert (page.status_code, "泄露了姓名" in text, "含有个人信息" in text) == (200, False, True)


def test_a_correction_is_called_one_and_its_first_signature_is_told() -> None:
    here = world()
    live = published(here)
    edit(record=live.record, by=here.clerk, at=AT, title="改正后的标题", change_note="更正")
    submit(record=live.record, by=here.clerk, at=AT)
    pass_all(here, live.record)
    text = Client().get(reverse("portal:proof", args=[live.index_number])).content.decode()
    assert text.count("更正后重新发布，2023-07-25 09:00</h2>") == 1
    assert text.count(">发布，2023-07-25 09:00</h2>") == 1
    assert "2023-07-25 09:00 首次签名时已经在日志里（当时共 1 条）" in text
    bundle = proof(live)
    assert (bundle["format"], bundle["head"]["tree_size"]) == ("gongkai-proof/1", 2)


@pytest.mark.parametrize(("since", "status"), [("1", 200), ("0", 404), ("9", 404), ("x", 404)])
def test_only_lengths_that_were_signed_are_proven(since: str, status: int) -> None:
    live = published(world())
    url = reverse("portal:proof", args=[live.index_number])
    answer = Client().get(url, {"format": "json", "since": since})
    assert answer.status_code == status


def test_pictures_of_the_text_are_no_attachments() -> None:
    here = world()
    record = complete(here)
    submit(record=record, by=here.clerk, at=AT)
    live = pass_all(here, record)
    page = Client().get(reverse("portal:proof", args=[live.index_number])).content.decode()
    assert "<dt>附件</dt><dd>1</dd>" in page
    assert "<dt>正文图片</dt><dd>1</dd>" in page
    bare = Client().get(reverse("portal:proof", args=[published(here).index_number]))
    assert "<dt>附件</dt>" not in bare.content.decode()
