"""The review desk: what is shown, who may decide, and what a decision is bound to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html as lxml_html

from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import current_of
from tests.faces.desk.records.scene import PDF
from tests.factories import AT, person, post
from tests.work.records.world import (
    RETURNED,
    World,
    decide,
    draft,
    published,
    submitted,
    world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def as_(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def url(record: Record) -> str:
    return reverse("desk:review", args=[record.pk])


def page_of(response: Any) -> Any:
    return lxml_html.document_fromstring(response.content.decode())


def hidden(response: Any) -> dict[str, str]:
    """What the form would send back of itself."""
    found = page_of(response).xpath("//main//form[@method='post']//input[@type='hidden']")
    return {one.get("name"): one.get("value") for one in found}


def buttons(response: Any) -> list[str]:
    return [one.text_content() for one in page_of(response).xpath("//main//form//button")]


def decided(client: Client, record: Record, outcome: str, opinion: str = "", **over: str) -> Any:
    data = hidden(client.get(url(record))) | {"outcome": outcome, "opinion": opinion} | over
    return client.post(url(record), data)


def test_three_people_publish_it(here: World) -> None:
    record = submitted(here)
    labels = []
    for who in here.reviewers:
        client = as_(who)
        assert [row.text_content() for row in page_of(client.get(reverse("desk:reviews"))).xpath(
            "//ul[@class='work']//div[@class='what']/a"
        )] == [record.current.title]  # fmt: skip
        labels.append(buttons(client.get(url(record)))[0])
        assert decided(client, record, "passed").url == reverse("desk:reviews")
    record.refresh_from_db()
    assert (record.state, labels) == ("published", ["通过一审", "通过二审", "通过，立即发布"])
    said = page_of(as_(here.final).get(reverse("desk:reviews")))
    assert "现在没有等您审核的稿件" in said.text_content()


def test_returning_needs_a_reason_and_keeps_the_hash(here: World) -> None:
    record = submitted(here)
    client = as_(here.first)
    response = decided(client, record, "returned")
    assert response.status_code == 409
    errors = page_of(response).xpath("//section[@class='errors']//li/text()")
    assert errors == ["退回要写明理由：哪一处、应怎样改。起草人按理由修改。"]
    assert hidden(response)["content_hash"] == current_of(record).content_hash
    assert decided(client, record, "returned", "补依据").status_code == 302
    back = page_of(as_(here.clerk).get(reverse("desk:records")))
    assert back.xpath("//section[@aria-labelledby='h-back']//a/text()")[0] == record.current.title
    draft_page = as_(here.clerk).get(reverse("desk:record_edit", args=[record.pk]))
    assert "补依据" in draft_page.content.decode()


def test_a_decision_on_what_was_changed_since_does_not_count(here: World) -> None:
    record = submitted(here)
    client = as_(here.first)
    seen = hidden(client.get(url(record)))
    edit(record=record, by=here.clerk, at=AT, title="换了标题")
    submit(record=record, by=here.clerk, at=AT)
    response = client.post(url(record), seen | {"outcome": "passed", "opinion": "我的意见"})
    assert response.status_code == 409
    assert "换了标题" in response.content.decode()
    assert response.context["page"].form["opinion"].value() == "我的意见"
    assert hidden(response)["content_hash"] != seen["content_hash"]
    assert current_of(record).reviews.count() == 0


@pytest.mark.parametrize("over", [
    {"content_hash": "0" * 64}, {"content_hash": ""}, {"level": "2"}, {"level": "3"},
    {"level": "x"}, {"level": "9"}, {"level": ""}, {"outcome": "published"}, {"outcome": ""},
])  # fmt: skip
def test_a_form_that_was_tampered_with_decides_nothing(here: World, over: dict[str, str]) -> None:
    record = submitted(here)
    response = decided(as_(here.first), record, **({"outcome": "passed"} | over))
    assert response.status_code in {200, 409}
    assert page_of(response).xpath("//section[@class='errors']//li")
    record.refresh_from_db()
    assert (record.state, current_of(record).reviews.count()) == ("first", 0)


def test_whose_turn_it_is_not_reads_why_instead_of_buttons(here: World) -> None:
    record = submitted(here)
    found = {}
    for who in (here.clerk, here.second, here.final):
        response = as_(who).get(url(record))
        found[who.name] = (
            buttons(response),
            page_of(response).xpath("//section[@aria-labelledby='h-de']//li/text()"),
        )
    own = "这份稿件是您参与起草的，起草人不能审核自己的稿件（三审制度）。请由另一位审核人办理。"
    post_missing = (
        "您现在的岗位不是本单位的一审审核人。岗位有变动的，请本单位联络员报政务公开办公室调整。"
    )
    assert found == {
        here.clerk.name: ([], [own, post_missing]),
        here.second.name: ([], [post_missing]),
        here.final.name: ([], [post_missing]),
    }
    response = as_(here.second).post(url(record), {"level": 1, "outcome": "passed"})
    assert response.status_code == 409


def test_one_person_with_two_posts_does_not_review_twice(here: World) -> None:
    both = person("兼职", (here.organisation, Post.Role.FIRST_REVIEWER))
    post(both, here.organisation, Post.Role.SECOND_REVIEWER)
    record = submitted(here)
    client = as_(both)
    decided(client, record, "passed")
    response = client.get(url(record))
    assert buttons(response) == []
    assert client.get(reverse("desk:reviews")).context["rows"] == []


def test_personal_data_takes_the_pass_button_away(here: World) -> None:
    record = submitted(here, body_html="<p>联系人手机13800138000。</p>")
    client = as_(here.first)
    response = client.get(url(record))
    assert buttons(response) == ["豁免这一处", "退回修改（须写理由）"]
    assert "138****8000" in response.content.decode()
    assert "13800138000" not in response.content.decode()
    assert decided(client, record, "passed").status_code == 409


def test_the_difference_to_what_is_public_is_shown(here: World) -> None:
    live = published(here)
    record = live.record
    edit(
        record=record, by=here.clerk, at=AT, theme="民生", change_note="八月改为九月",
        body_html="<p>招生工作于九月进行。</p>",
    )  # fmt: skip
    attach(record=record, file_name="清单.pdf", data=PDF, by=here.clerk, at=AT)
    submit(record=record, by=here.clerk, at=AT)
    page = as_(here.first).get(url(record)).context["page"]
    assert page.compared == "与已发布的第 1 稿比"
    assert page.fields == [("主题分类", "教育", "民生")]
    assert page.body == [
        [("same", "招生工作于"), ("del", "八"), ("ins", "九"), ("same", "月进行。")]
    ]
    assert (page.files_before, page.files, page.changed) == ((), ("清单.pdf",), 1)


def test_after_a_return_the_difference_is_to_what_was_read(here: World) -> None:
    record = submitted(here)
    decide(record, 1, here.first, outcome=RETURNED, opinion="改")
    edit(record=record, by=here.clerk, at=AT, title="新题")
    submit(record=record, by=here.clerk, at=AT)
    page = as_(here.first).get(url(record)).context["page"]
    assert page.compared == "与上次送审的第 1 稿比"
    assert (page.fields[0], page.changed) == (
        ("标题", "关于义务教育阶段学校招生工作安排", "新题"),
        0,
    )


def test_reviewers_are_named_at_their_level(here: World) -> None:
    record = submitted(here)
    decide(record, 1, here.first, opinion="属实")
    page = as_(here.second).get(url(record)).context["page"]
    assert [(one.step, one.person) for one in page.signs] == [
        ("起草", here.clerk.name), ("一审", here.first.name), ("二审", "等待审核"),
        ("三审", "还没有到这一级"),
    ]  # fmt: skip
    assert "属实" in page.signs[1].note


def test_a_draft_sends_its_reviewer_to_the_record(here: World) -> None:
    record = draft(here)
    response = as_(here.first).get(url(record))
    assert response.url == reverse("desk:record", args=[record.pk])
    posted = as_(here.first).post(url(record), {"level": 1, "outcome": "passed"})
    assert posted.status_code == 409


def waiver_forms(response: Any) -> list[dict[str, str]]:
    """What each form for a waiver would send back of itself."""
    forms = page_of(response).xpath("//form[contains(@action, '/waive/')]")
    return [
        {one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")}
        for form in forms
    ]


def waive_url(record: Record) -> str:
    return reverse("desk:review_waive", args=[record.pk])


def test_a_hit_is_waived_on_the_desk_and_the_pass_button_comes_back(here: World) -> None:
    record = submitted(here, body_html="<p>来电13800138000。</p>")
    client = as_(here.first)
    (asked,) = waiver_forms(client.get(url(record)))
    empty = client.post(waive_url(record), asked | {"reason": " "})
    assert "请填写豁免理由" in empty.content.decode()
    response = client.post(waive_url(record), asked | {"reason": "公开的热线"}, follow=True)
    assert response.redirect_chain == [(url(record), 302)]
    assert buttons(response)[0] == "通过一审"
    assert waiver_forms(response) == []
    (answer,) = response.context["page"].answers
    assert answer.waived.startswith(f"{here.first.name} ")
    assert answer.waived.endswith(" 豁免：公开的热线")
    assert "13800138000" in response.content.decode()
    events = client.get(reverse("desk:record", args=[record.pk])).context["page"].events
    assert [one.title for one in events] == ["送审", "一审豁免筛查结果", "等待一审"]


def test_a_refused_waiver_keeps_its_reason(here: World) -> None:
    record = submitted(here, body_html="<p>来电13800138000。</p>")
    client = as_(here.first)
    (asked,) = waiver_forms(client.get(url(record)))
    edit(record=record, by=here.clerk, at=AT, title="换了标题")
    submit(record=record, by=here.clerk, at=AT)
    response = client.post(waive_url(record), asked | {"reason": "公开的热线"})
    assert response.status_code == 409
    assert [one.form["reason"].value() for one in response.context["page"].answers] == [
        "公开的热线"
    ]
    assert waiver_forms(response)[0]["content_hash"] == current_of(record).content_hash


def test_only_whose_turn_it_is_sees_the_forms_and_may_send_them(here: World) -> None:
    record = submitted(here, body_html="<p>来电13800138000。</p>")
    (asked,) = waiver_forms(as_(here.first).get(url(record)))
    other = world("czj", "财政局")
    found = {}
    for who in (here.clerk, here.second, here.final, other.first):
        client = as_(who)
        shown = client.get(url(record))
        sent = client.post(waive_url(record), asked | {"reason": "理由"})
        found[who.pk] = (waiver_forms(shown) if shown.status_code == 200 else [], sent.status_code)
    assert found == {
        here.clerk.pk: ([], 409), here.second.pk: ([], 409), here.final.pk: ([], 409),
        other.first.pk: ([], 404),
    }  # fmt: skip
    assert Client().post(waive_url(record), asked).status_code == 302
    assert as_(here.first).get(waive_url(record)).status_code == 405


def test_the_queue_shows_the_term_of_this_review(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = submitted(here)
    decide(record, 1, here.first)
    later = AT + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    (row,) = as_(here.second).get(reverse("desk:reviews")).context["rows"]
    assert (row.clock.due, row.clock.remaining) == (date(2023, 7, 27), -1)
    assert row.why == (f"教育局 {here.clerk.name}起草，到这一级已 3 天，应在2023年8月17日以前公开")
    waiting = as_(here.second).get(url(record)).context["page"].signs[2]
    assert waiting.note == "到这一级已 3 天，应在2023年7月27日以前审完"
