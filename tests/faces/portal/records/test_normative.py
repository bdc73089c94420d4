"""The pages of normative documents: the public list, its workbook, the office's clean-up."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html as lxml_html
from openpyxl import load_workbook

from gongkai.work.journal.deeds import day_of
from tests.faces.desk.records.scene import scene
from tests.faces.desk.records.test_lists import as_, cells, queries
from tests.faces.ui.browser import CHROMIUM, browser
from tests.factories import officer
from tests.work.records.test_normative import repealing, rule
from tests.work.records.world import World, world

pytestmark = pytest.mark.django_db
LIST, XLSX, CLEANUP = (
    reverse("portal:normative"), reverse("portal:normative_xlsx"), reverse("desk:cleanup"),
)  # fmt: skip


def some(here: World) -> None:
    on = day_of(timezone.now())
    rule(here, "长期办法", on + timedelta(days=400))
    rule(here, "将到期办法", on + timedelta(days=30))
    rule(here, "已到期办法", on - timedelta(days=1))
    repealing(here, rule(here, "废止的办法"))


def shown(client: Client, asked: str = "") -> list[tuple[str, str]]:
    page = lxml_html.document_fromstring(client.get(LIST + asked).content.decode())
    rows = page.xpath("//ul[@class='result']/li")
    return [(one.xpath("string(.//h2)"), one.xpath("string(.//p/*[1])")) for one in rows]


def test_the_public_list_with_its_filters(client: Client) -> None:
    some(world())
    every = [
        ("废止的办法", "废止"), ("已到期办法", "失效"), ("将到期办法", "有效"),
        ("长期办法", "有效"),
    ]  # fmt: skip
    assert shown(client) == every
    assert shown(client, "?status=in_force") == every[2:]
    assert shown(client, "?unit=jyj&status=repealed") == every[:1]
    assert shown(client, "?status=nichts") == shown(client, "?unit=%00") == []
    assert "本文件由《废止决定》废止。" in client.get(LIST).content.decode()


def test_the_empty_list_says_so(client: Client) -> None:
    assert "还没有公开带登记号的规范性文件。" in client.get(LIST).content.decode()


def test_the_workbook_holds_what_the_list_shows(client: Client) -> None:
    some(world())
    answer = client.get(XLSX + "?status=in_force&unit=")
    on = day_of(timezone.now())
    name = f'attachment; filename="normative-documents-{on}.xlsx"'
    assert (answer.status_code, answer["Content-Disposition"]) == (200, name)
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    titles = [row[1].value for row in sheet.iter_rows(min_row=4)]
    assert titles == ["将到期办法", "长期办法"]


def test_the_office_sees_what_to_clean_up() -> None:
    some(world())
    client = as_(officer())
    rows = cells(client.get(CLEANUP), "清理表")
    assert [row[:2] for row in rows] == [["已到期办法", "已到期"], ["将到期办法", "六个月内到期"]]
    assert cells(client.get(CLEANUP + "?organisation=czj"), "清理表") == []


def test_only_the_office_opens_the_clean_up() -> None:
    here = scene()
    codes = {role: as_(person).get(CLEANUP).status_code for role, person in here.roles.items()}
    open_to = {"officer", "openness head"}
    assert codes == {role: 200 if role in open_to else 403 for role in here.roles}


def test_many_rows_cost_no_more_queries(client: Client) -> None:
    here, office = world(), as_(officer())
    some(here)
    before = queries(client, LIST), queries(office, CLEANUP)
    some(here)
    assert (queries(client, LIST), queries(office, CLEANUP)) == before


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}")
@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_no_violation_and_no_overflow(client: Client, mode: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    some(world())
    office = as_(officer())
    found: list[Any] = []
    for one in (client, office):
        one.get("/", {"mode": mode})
    pages = [client.get(LIST).content.decode(), office.get(CLEANUP).content.decode()]
    with browser() as show:
        for html in pages:
            page = show(html)
            faults = [one["id"] for one in axe.Axe().run(page).response["violations"]]
            page.set_viewport_size({"width": 320, "height": 900})
            found.append((faults, page.evaluate("document.documentElement.scrollWidth")))
            page.close()
    assert found == [([], 320), ([], 320)]
