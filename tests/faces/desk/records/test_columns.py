"""A guide and a report in the forms of the desk: field by field, and refused field by field."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.rules.columns import GUIDE, REPORT
from gongkai.rules.guide import GUIDE_FIELDS
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import current_of
from tests.faces.desk.records.test_drafting import edit_url, filled, said
from tests.factories import AT
from tests.work.records.platform import FACTS, column, guide, guide_draft, report_fields, under
from tests.work.records.world import World, decide, draft, fresh, item, pass_all, world

pytestmark = pytest.mark.django_db
REQUIRED = [one for one in GUIDE_FIELDS if one.required]


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def client(here: World) -> Client:
    client = Client()
    client.force_login(here.clerk)
    return client


def page_of(answer: Any) -> Any:
    return lxml_html.document_fromstring(answer.content.decode())


def typed(**facts: str) -> dict[str, str]:
    return {f"fact_{code}": text for code, text in facts.items()}


def test_a_guide_is_begun_and_asked_field_by_field(client: Client, here: World) -> None:
    given = {"organisation": here.organisation.pk, "item": column(GUIDE).pk}
    answer = client.post(reverse("desk:record_new"), given, follow=True)
    page = page_of(answer)
    labels = page.xpath("//section[@aria-labelledby='h-facts']//label/text()")
    assert labels == [one.label for one in GUIDE_FIELDS]
    assert page.xpath("//input[@name='title']/@value") == ["教育局政府信息公开指南"]
    record = Record.objects.get()
    client.post(edit_url(record), filled(client, record, act="save", **typed(**FACTS)))
    assert current_of(record).facts == FACTS
    again = page_of(client.get(edit_url(record)))
    assert again.xpath("//input[@name='fact_phone']/@value") == [FACTS["phone"]]


def test_other_records_are_asked_nothing(client: Client, here: World) -> None:
    page = page_of(client.get(edit_url(draft(here))))
    assert page.xpath("//section[@aria-labelledby='h-facts']") == []


def test_a_half_filled_guide_is_kept_and_every_missing_field_is_linked(
    client: Client, here: World
) -> None:
    record = guide_draft(here, facts={})
    data = filled(client, record, act="submit", **typed(hours="工作日 8:30", phone="见网站"))
    answer = client.post(edit_url(record), data)
    links = page_of(answer).xpath("//section[@class='errors']//li/a/@href")
    wrong = [one.code for one in REQUIRED if one.code != "hours"]
    assert (answer.status_code, links) == (409, [f"#id_fact_{code}" for code in wrong])
    assert [text for text in said(answer) if "电话" in text] == [
        "“联系电话”里的“见网站”不是电话号码。请只写号码，例如 0000-1234567，几个号码用顿号分开。"
    ]
    ids = page_of(answer).xpath("//*[@id]/@id")
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert current_of(record).facts == {"hours": "工作日 8:30", "phone": "见网站"}


def test_a_text_too_long_is_told_at_its_field_and_nothing_is_lost(
    client: Client, here: World
) -> None:
    record = guide_draft(here)
    answer = client.post(
        edit_url(record), filled(client, record, act="save", **typed(hours="长" * 201))
    )
    assert said(answer) == ["办公时间不能超过 200 个字，现在有 201 个"]
    assert "长" * 201 in answer.content.decode()
    assert current_of(record).facts == FACTS


def test_the_second_guide_leads_to_the_first(client: Client, here: World) -> None:
    first = guide(here)
    record = guide_draft(here)
    answer = client.post(edit_url(record), filled(client, record, act="submit"))
    (text,) = said(answer)
    assert text.startswith(
        f"本单位已经有指南：《{first.title}》（索引号 {first.index_number}）。同一份信息"
    )
    link = page_of(answer).xpath("//section[@class='errors']//li/a/@href")
    assert link == [reverse("desk:record", args=[first.record_id])]


def test_changing_the_item_changes_what_is_asked(client: Client, here: World) -> None:
    record = draft(here)
    target = edit_url(record)
    answer = client.post(
        target, filled(client, record, act="save", item=column(REPORT).pk), follow=True
    )
    page = page_of(answer)
    assert page.xpath("//section[@aria-labelledby='h-facts']//label/text()") == ["报告年度"]
    client.post(target, filled(client, record, act="save", **typed(year="2022")))
    assert current_of(record).facts == {"year": "2022"}
    client.post(target, filled(client, record, act="save", item=item().pk))
    assert current_of(record).facts == {}


def test_saving_twice_is_no_change(client: Client, here: World) -> None:
    record = guide_draft(here)
    answer = client.post(edit_url(record), filled(client, record, act="save"), follow=True)
    assert "没有改动" in answer.content.decode()


def test_a_reviewer_sees_the_facts_and_what_changed_in_them(here: World) -> None:
    reviewer = Client()
    reviewer.force_login(here.first)
    record = submit(record=guide_draft(here), by=here.clerk, at=AT)
    url = reverse("desk:review", args=[record.pk])
    cells = page_of(reviewer.get(url)).xpath("//table[@class='meta']//tr/*")
    texts = [one.text_content() for one in cells]
    shown = dict(zip(texts[::2], texts[1::2], strict=True))
    assert {one.label: shown[one.label] for one in REQUIRED} == {
        one.label: FACTS[one.code] for one in REQUIRED
    }
    live = pass_all(here, record)
    edit(record=live.record, by=here.clerk, at=AT, facts=FACTS | {"phone": "0000-7654321"},
         change_note="更正")  # fmt: skip
    submit(record=live.record, by=here.clerk, at=AT)
    rows = page_of(reviewer.get(url)).xpath("//section[@aria-labelledby='h-ch']//tbody/tr")
    assert [[one.text_content() for one in row.xpath("./*")] for row in rows] == [
        ["联系电话", FACTS["phone"], "0000-7654321"]
    ]


def test_somebody_else_s_facts_are_shown_beside_one_s_own(client: Client, here: World) -> None:
    record = guide_draft(here)
    stale = filled(client, record, act="save", **typed(hours="工作日 10:00"))
    edit(record=record, by=here.clerk, at=AT, facts=FACTS | {"hours": "工作日 7:00"})
    answer = client.post(edit_url(record), stale)
    rows = page_of(answer).xpath("//section[@aria-labelledby='h-conf']//tbody/tr")
    assert [[one.text_content() for one in row.xpath("./*")] for row in rows] == [
        ["办公时间", "工作日 7:00", "工作日 10:00"]
    ]
    assert current_of(record).facts["hours"] == "工作日 7:00"


def test_a_report_is_refused_with_its_right_title(client: Client, here: World) -> None:
    given = report_fields(here, 2022) | {"title": "年报"}
    record = draft(under(here, REPORT), **given)
    answer = client.post(edit_url(record), filled(client, record, act="submit"))
    assert said(answer) == ["标题应为“教育局2022年政府信息公开工作年度报告”。请照此改正。"]
    right = report_fields(here, 2022)["title"]
    client.post(edit_url(record), filled(client, record, act="submit", title=right))
    assert fresh(record).state == Record.State.FIRST
    assert decide(record, 1, here.first).level == 1
