"""The basic catalogue on the portal: the edition in force, those before it, what changed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html

from gongkai.work.org.models.person import Person
from gongkai.work.records.actions import editions
from gongkai.work.records.actions.edition_adopt import adopt
from gongkai.work.records.actions.edition_rows import change_row, remove_row
from gongkai.work.records.models.edition import Edition
from tests.work.records.edition_scene import LATER, first_edition, item, office, one, row
from tests.work.records.world import World, published, world

pytestmark = pytest.mark.django_db
URL = "/catalogue/basic/"


def texts(answer: Any, path: str) -> list[str]:
    page = lxml_html.document_fromstring(answer.content.decode())
    return [" ".join(" ".join(found.itertext()).split()) for found in page.xpath(path)]


def second_edition(by: Person) -> Edition:
    edition = editions.begin(by=by, at=LATER, note="按新方案修订")
    change_row(row=one(edition, "政府预算"), by=by, at=LATER, limit_text="10个工作日")
    remove_row(row=one(edition, "部门预算"), by=by, at=LATER)
    row(edition, by, LATER, second="绩效", field="pilot-01")
    return adopt(edition=edition, by=by, at=LATER)


def test_nothing_adopted_is_said_and_a_draft_is_not_shown() -> None:
    by, _ = office()
    edition = editions.begin(by=by, at=LATER)
    row(edition, by)
    answer = Client().get(URL)
    assert texts(answer, "//h1") == ["主动公开基本目录"]
    assert texts(answer, "//*[@class='empty']")[0].startswith("基本目录还在编制")
    asked = ["1/", "1/table.xlsx", "1/diff/2/"]
    assert {Client().get(URL + one).status_code for one in asked} == {404}


def test_edition_in_force_is_a_table_with_its_dates_and_history() -> None:
    by, _ = office()
    first_edition(by, names=("政府预算", "部门预算"))
    second_edition(by)
    answer = Client().get(URL)
    assert texts(answer, "//h1/following-sibling::p[1]/*") == [
        "施行中", "第 2 版", "最近修订 2023-07-28", "2 个事项", "表格式未核对原文",
    ]  # fmt: skip
    assert texts(answer, "//tr[@id='r-pilot-04-001']/*") == [
        "2", "政府预算 财政预决算", "1.收支总表 2.说明", "《预算法》第十四条", "10个工作日",
        "财政局", "■政府网站 □政府公报", "全社会", "主动", "县级", "0 件", "财政预算、决算信息",
    ]  # fmt: skip
    assert texts(answer, "//tr[contains(@class,'group')]") == ["城乡规划", "财政预决算"]
    assert texts(answer, "//ol[@class='timeline']/li/h3") == ["第 2 版", "第 1 版"]
    page = lxml_html.document_fromstring(answer.content.decode())
    assert "/catalogue/basic/1/diff/2/" in page.xpath("//main//a/@href")


def test_earlier_edition_stays_at_its_address() -> None:
    by, _ = office()
    first_edition(by, names=("政府预算", "部门预算"))
    second_edition(by)
    answer = Client().get(URL + "1/")
    assert texts(answer, "//tr[@id]/th/text()/..") == ["政府预算 财政预决算", "部门预算 财政预决算"]
    assert texts(answer, "//tr[@id='r-pilot-04-002']/td[last()-1]") == ["不再列入"]
    assert "以前的一版" in texts(answer, "//p[@class='lead']")[0]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", "甲乙"), ("?field=pilot-01", "甲"), ("?field=none", "乙"), ("?unit=caizheng", "甲乙"),
        ("?unit=nobody", ""), ("?words=甲", "甲"), ("?words=收支 乙", "乙"), ("?words=%00", "甲乙"),
        ("?field=%00pilot-01", "甲"), ("?page=99", "甲乙"), ("?field=x", ""),
    ],
)  # fmt: skip
def test_table_is_narrowed(asked: str, found: str) -> None:
    by, _ = office()
    edition = editions.begin(by=by, at=LATER)
    row(edition, by, field="pilot-01", second="甲")
    row(edition, by, field="", second="乙")
    adopt(edition=edition, by=by, at=LATER)
    answer = Client().get(URL + asked)
    assert "".join(one[0] for one in texts(answer, "//tr[@id]/th")) == found


def test_what_is_public_under_a_row_is_counted_and_linked() -> None:
    by, _ = office()
    first_edition(by)
    here = world("caizheng", "财政局")
    mine = World(here.organisation, here.clerk, *here.reviewers, item("pilot-04-001"))
    published(mine, matter="政府预算、决算")
    answer = Client().get(URL)
    assert texts(answer, "//tr[@id]/td[last()-1]") == ["1 件"]
    link = lxml_html.document_fromstring(answer.content.decode()).xpath("//tr[@id]//a/@href")[0]
    assert Client().get(link).status_code == 200


def test_changes_are_told_in_words_whichever_way_they_are_asked() -> None:
    by, _ = office()
    first_edition(by, names=("政府预算", "部门预算"))
    second_edition(by)
    answer = Client().get(URL + "1/diff/2/")
    assert (
        "增加 1 个事项，修改 1 个，删去 1 个，不变 0 个" in texts(answer, "//p[@class='lead']")[0]
    )
    assert texts(answer, "//dl[@class='changes']/dt") == ["公开时限"]
    assert texts(answer, "//dl//del") == ["批准后20日内"]
    assert texts(answer, "//dl//ins") == ["10个工作日"]
    assert texts(answer, "//section[@aria-labelledby='h-added']//tbody//th") == ["财政预决算：绩效"]
    assert texts(answer, "//section[@aria-labelledby='h-removed']//tbody//th") == [
        "财政预决算：部门预算"
    ]
    assert Client().get(URL + "2/diff/1/")["Location"] == URL + "1/diff/2/"
    asked = ["1/diff/1/", "1/diff/3/", "0/diff/1/"]
    assert {Client().get(URL + one).status_code for one in asked} == {404}


def test_table_comes_as_a_workbook() -> None:
    by, _ = office()
    first_edition(by)
    answer = Client().get(URL + "1/table.xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book["财政预决算"]["F4"].value == "批准后20日内"
    assert Client().get(URL + "2/table.xlsx").status_code == 404


def test_pages_only_answer_reading() -> None:
    assert {Client().post(url).status_code for url in (URL, URL + "1/", URL + "1/diff/2/")} == {405}


def test_as_many_queries_for_many_rows_as_for_one() -> None:
    by, _ = office()
    first_edition(by)
    few = counted(URL)
    edition = editions.begin(by=by, at=LATER, note="更多")
    for number in range(60):
        row(edition, by, LATER, second=f"第{number}项", field=f"pilot-{number % 26 + 1:02}")
    adopt(edition=edition, by=by, at=LATER)
    assert counted(URL) == few
    assert counted(URL + "1/diff/2/") == 5
    assert len(texts(Client().get(URL + "?page=2"), "//tr[@id]")) == 11


def counted(url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(url).status_code == 200
    return len(captured)


def test_address_is_the_one_the_navigation_names() -> None:
    assert reverse("portal:basic_catalogue") == URL
