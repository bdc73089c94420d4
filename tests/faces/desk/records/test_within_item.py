"""What an item brings into the form: the matter with its own term, the period, the last day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.rules.currency import bounds_of, label_of
from gongkai.rules.disclosure_terms import OTHER
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.content import current_of
from tests.faces.desk.records.test_drafting import edit_url, filled, said
from tests.factories import AT
from tests.work.records.test_terms import law
from tests.work.records.world import World, draft, item, published, submitted, world

pytestmark = pytest.mark.django_db
CONTRACT = "政府采购合同"
TERM = "合同签订之日起2个工作日内（政府采购法实施条例 第五十条）"


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def client(here: World) -> Client:
    client = Client()
    client.force_login(here.clerk)
    return client


def save(client: Client, record: Record, **typed: Any) -> Any:
    return client.post(edit_url(record), filled(client, record, **typed) | {"act": "save"})


def choices(client: Client, record: Record, name: str) -> list[tuple[Any, str]]:
    return list(client.get(edit_url(record)).context["page"].form.fields[name].choices)


def fields(client: Client, record: Record) -> set[str]:
    """Those of the two that stand on the page."""
    text = client.get(edit_url(record)).content.decode()
    return {name for name in ("matter", "covers_from") if f'id="id_{name}"' in text}


def row(response: Any, label: str) -> str:
    return dict(response.context["page"].paper.facts).get(label, "")


def test_most_items_bring_nothing(client: Client, here: World) -> None:
    record = draft(here)
    assert fields(client, record) == set()
    save(client, record, matter=CONTRACT, covers_from="2023-07-01", title="改题")
    version = current_of(record)
    assert (version.title, version.matter, version.covers_from) == ("改题", "", None)


def test_the_matter_is_chosen_and_its_last_day_shown(client: Client, here: World) -> None:
    record = draft(here, item=law("P20-09"))
    assert choices(client, record, "matter") == [
        ("", "请选择"),
        ("中标、成交结果", "中标、成交结果：中标、成交供应商确定之日起2个工作日内"
         "（政府采购法实施条例 第四十三条）"),
        (CONTRACT, f"{CONTRACT}：{TERM}"),
        (OTHER, OTHER),
    ]  # fmt: skip
    page = client.get(edit_url(record)).context["page"]
    assert page.missing[0] == (
        "“政府集中采购项目的目录、标准及实施情况”里有别的法律、法规另定期限的事项，"
        "没有选“具体事项”。请从中标、成交结果、政府采购合同、其他（一般时限）中选择，"
        "公开期限按所选的计算（条例第二十六条）。",
        "id_matter",
    )
    save(client, record, matter=CONTRACT)
    assert current_of(record).matter == CONTRACT
    page = client.get(reverse("desk:record", args=[record.pk]))
    assert row(page, "具体事项") == CONTRACT
    assert row(page, "法定最后公开日") == f"2023年7月24日，依据：{TERM}"
    assert page.context["page"].clock.due == date(2023, 7, 24)


def test_the_general_term_is_told_too(client: Client, here: World) -> None:
    page = client.get(reverse("desk:record", args=[draft(here).pk]))
    assert row(page, "法定最后公开日") == (
        "2023年8月17日，依据：形成或变更之日起20个工作日内（政府信息公开条例 第二十六条）"
    )
    assert row(client.get(reverse("desk:record", args=[draft(here, formed_on=None).pk])),
               "法定最后公开日") == ""  # fmt: skip


def test_a_term_that_nobody_compared_says_so(client: Client, here: World) -> None:
    record = submitted(here, item=law("P20-05"), matter="行政许可决定")
    page = client.get(reverse("desk:record", args=[record.pk]))
    limit = "决定作出之日起7个工作日内（国办发〔2018〕118号，未核对原文）"
    assert row(page, "法定最后公开日") == f"2023年7月31日，依据：{limit}"
    client.force_login(here.first)
    review = client.get(reverse("desk:review", args=[record.pk])).content.decode()
    assert "应在2023年7月31日以前公开，决定作出之日起7个工作日内" in review
    assert "国办发〔2018〕118号，未核对原文" in review


def test_submission_asks_for_the_matter(client: Client, here: World) -> None:
    record = draft(here, item=law("P20-09"))
    answer = client.post(edit_url(record), filled(client, record) | {"act": "submit"})
    assert answer.status_code == 409
    record.refresh_from_db()
    assert record.state == "draft"
    client.post(edit_url(record), filled(client, record, matter=OTHER) | {"act": "submit"})
    record.refresh_from_db()
    assert record.state == "first"


def test_a_matter_that_is_none_is_told(client: Client, here: World) -> None:
    record = draft(here, item=law("P20-09"))
    answer = save(client, record, matter="部门预算、决算")
    assert said(answer) == ["具体事项里没有这一项，请从列出的选项中选择"]


def test_another_item_forgets_what_was_chosen(client: Client, here: World) -> None:
    record = draft(here, item=law("P20-09"))
    edit(record=record, by=here.clerk, at=AT, matter=CONTRACT)
    other = CatalogueItem.objects.get(code="P20-07")
    save(client, record, item=other.pk)
    version = current_of(record)
    assert (version.item, version.matter) == (other, "")
    # Both at once: what belongs to the new item cannot be chosen before it is stored.
    save(client, record, matter="部门预算、决算", item=here.item.pk)
    assert (current_of(record).item, current_of(record).matter) == (here.item, "")


def test_the_period_is_chosen_among_those_that_have_begun(client: Client, here: World) -> None:
    record = draft(here, item=item("JC-01", name="季报", period="quarter"))
    first, last = bounds_of("quarter", timezone.localdate())
    offered = choices(client, record, "covers_from")
    assert offered[:2] == [
        ("", "没有指定，按形成日期判断"), (first.isoformat(), label_of(first, last))
    ]  # fmt: skip
    assert len(offered) == 7
    save(client, record, covers_from=first.isoformat())
    assert current_of(record).covers_from == first
    page = client.get(reverse("desk:record", args=[record.pk]))
    assert row(page, "所属期间") == label_of(first, last)
    save(client, record, covers_from="")
    assert current_of(record).covers_from is None


def test_an_old_period_stays_offered_where_it_was_chosen(client: Client, here: World) -> None:
    under = item("JC-01", name="季报", period="quarter")
    record = draft(here, item=under, covers_from=date(2020, 1, 1))
    assert choices(client, record, "covers_from")[-1] == ("2020-01-01", "2020年第一季度")
    save(client, record, title="改题")
    assert current_of(record).covers_from == date(2020, 1, 1)


def test_what_was_published_under_a_matter_keeps_its_day(client: Client, here: World) -> None:
    one = published(here, AT, item=law("P20-09"), matter=CONTRACT)
    assert (one.due_on, one.is_late) == (date(2023, 7, 24), True)
    page = client.get(reverse("desk:record", args=[one.record_id]))
    assert row(page, "法定最后公开日") == f"2023年7月24日，依据：{TERM}"
