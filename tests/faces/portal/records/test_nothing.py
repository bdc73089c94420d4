"""What organisations signed as nothing to publish, on the portal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from tests.faces.portal.test_meta import COLUMN, page_of, tags
from tests.faces.ui.browser import CHROMIUM, browser
from tests.factories import moment
from tests.work.records.kept import QUARTERLY, adopted
from tests.work.records.test_currency import DUE, kept, under
from tests.work.records.test_nothing import REASON, say
from tests.work.records.world import World, world

pytestmark = pytest.mark.django_db
LIST = reverse("portal:nothing")


def rows(client: Client, asked: str = "") -> list[list[str]]:
    page = lxml_html.document_fromstring(client.get(LIST + asked).content.decode())
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./*")]
        for row in page.xpath("//tbody/tr")
    ]


def two() -> tuple[World, World]:
    """Two organisations and two items; each signed for one, the first for both."""
    here, there = kept(world()), world("czj", "财政局")
    both = [here.organisation, there.organisation]
    at = moment(date(2023, 9, 1))
    adopted(("JC-01", QUARTERLY, both), ("JC-02", QUARTERLY, both), at=at)
    say(here, DUE)
    say(under(here, "JC-02"), DUE)
    say(under(there, "JC-01"), DUE)
    return here, there


def test_everybody_reads_what_was_signed(client: Client) -> None:
    here, there = two()
    entries = {
        (one.organisation.code, one.item.code): one.log_entry.sequence
        for one in here.item.nothing_statements.model.objects.all()
    }
    every = [
        ["2023年第三季度", unit, item, REASON, "2023-11-01 09:00", f"第 {entries[code, item]} 条"]
        for unit, code, item in [
            ("教育局", "jyj", "JC-01"), ("教育局", "jyj", "JC-02"), ("财政局", "czj", "JC-01"),
        ]
    ]  # fmt: skip
    assert sorted(rows(client)) == sorted(every)
    assert rows(client, "?unit=czj") == [every[2]]
    assert rows(client, "?item=JC-02") == [every[1]]
    assert rows(client, "?item=JC-02&unit=czj") == []
    assert len(rows(client, "?unit=%00&item=nichts")) == 3
    text = client.get(LIST + "?item=JC-02&unit=czj").content.decode()
    assert "没有符合这些条件的声明。" in text
    assert there.final.name not in client.get(LIST).content.decode()


def test_the_item_leads_to_all_of_its_statements(client: Client) -> None:
    two()
    text = client.get(reverse("portal:catalogue_item", args=["JC-01"])).content.decode()
    assert f'href="{LIST}?item=JC-01"' in text


def test_before_anybody_signed(client: Client) -> None:
    assert "还没有单位声明过。" in client.get(LIST).content.decode()


def test_the_tags_of_the_page() -> None:
    found = tags(page_of(LIST))
    assert (set(found), "" in found.values()) == (COLUMN, False)


def test_it_asks_as_much_for_many_as_for_one(
    client: Client, django_assert_num_queries: Any
) -> None:
    here = kept(world())
    say(here, DUE)
    with django_assert_num_queries(4):
        client.get(LIST)
    codes = [f"JC-2{n}" for n in range(5)]
    adopted(*((one, QUARTERLY, [here.organisation]) for one in codes), at=moment(DUE, 10))
    for one in codes:
        say(under(here, one), date(2024, 1, 2), from_on=date(2023, 10, 1))
    with django_assert_num_queries(4):
        assert len(rows(client)) == 6


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}")
def test_no_violation_and_no_overflow(client: Client) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    two()
    html = client.get(LIST).content.decode()
    with browser() as show:
        page = show(html)
        faults = [one["id"] for one in axe.Axe().run(page).response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size({"width": 320, "height": 900})
        narrow = page.evaluate("document.documentElement.scrollWidth")
        page.close()
    assert (faults, wide, narrow) == ([], 1280, 320)
