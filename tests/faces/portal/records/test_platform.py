"""The platform: four columns and the entry, for the whole place and for one organisation."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html
from openpyxl import load_workbook

from gongkai.rules.columns import GUIDE, REPORT, RULES
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication
from gongkai.work.staffing.actions.organisations import found
from tests.factories import AT, department, district, moment
from tests.work.records.platform import FACTS, guide, guide_draft, report, rule_of_work
from tests.work.records.world import World, draft, item, pass_all, published, world

pytestmark = pytest.mark.django_db
ALL = "/catalogue/"
COLUMNS = [
    "政府信息公开指南",
    "政府信息公开制度",
    "法定主动公开内容",
    "政府信息公开年报",
    "依申请公开",
]
DAY = timedelta(days=1)


def page_of(url: str) -> Any:
    answer = Client().get(url)
    assert answer.status_code == 200, url
    return lxml_html.document_fromstring(answer.content.decode())


def texts(page: Any, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def nav(page: Any, path: str = "/li/a") -> list[tuple[str, str]]:
    """The lines of the left navigation, each with where it leads."""
    lines = page.xpath(f"//ul[@class='tree']{path}")
    return [(" ".join(one.text_content().split()), one.get("href")) for one in lines]


def titles(page: Any) -> list[str]:
    return page.xpath("//ul[@class='result']/li/h2/a/text()")


def town(code: str = "zhen", name: str = "石桥镇人民政府") -> Organisation:
    return found(code=code, name=name, kind="town", by=None, at=AT)


def test_the_navigation_is_the_same_on_every_page_and_keeps_the_organisation() -> None:
    set_up(at=AT)
    here = world()
    guide(here)
    for code in ("", "COL-guide/", "COL-rules/", "COL-report/", "P20-07/", "P20/"):
        lines = nav(page_of(f"{ALL}{code}?organisation=jyj"))
        assert [label.split()[0].rstrip("0123456789") for label, _ in lines] == COLUMNS
        assert {address.partition("?")[2] for _, address in lines} == {"organisation=jyj"}
    current = page_of(f"{ALL}COL-guide/").xpath("//ul[@class='tree']//a[@aria-current]/@href")
    assert current == ["/catalogue/COL-guide/"]
    for _, address in nav(page_of(ALL)):
        assert Client().get(address).status_code == 200


def test_an_instance_without_a_catalogue_has_all_columns() -> None:
    assert [label for label, _ in nav(page_of(ALL))] == [
        *(f"{name}0 件" for name in COLUMNS[:4]),
        "依申请公开",
    ]
    for url in ("/guide/", "/reports/", "/foi/", f"{ALL}COL-rules/"):
        assert Client().get(url).status_code == 200
    for url in (f"{ALL}COL-nothing/", f"{ALL}P20-07/"):
        assert Client().get(url).status_code == 404


def test_what_article_21_asks_depends_on_the_kind_of_organisation() -> None:
    set_up(at=AT)
    department(), town(), district()
    inner = "/li/ul/li/a"
    of_department = nav(page_of(f"{ALL}?organisation=jyj"), inner)
    of_town = nav(page_of(f"{ALL}?organisation=zhen"), inner)
    of_all = nav(page_of(ALL), inner)
    assert [label for label, _ in of_department[15:]] == ["县级公开事项0 件"]
    assert [label for label, _ in of_town[15:]] == ["乡镇公开事项0 件"]
    assert [label for label, _ in of_all[15:]] == ["县级公开事项0 件", "乡镇公开事项0 件"]
    assert len(nav(page_of(f"{ALL}?organisation=jyj"), "/li/ul/li/ul/li/a")) == 7
    assert len(nav(page_of(f"{ALL}?organisation=zhen"), "/li/ul/li/ul/li/a")) == 8
    assert len(nav(page_of(ALL), "/li/ul/li/ul/li/a")) == 7


def test_items_of_the_basic_catalogue_stand_below_theirs_once_it_is_opened() -> None:
    set_up(at=AT)
    parent = CatalogueItem.objects.get(code="P20-04")
    below = item("P20-04-01", name="统计公报", parent=parent)
    here = world()
    published(here, item=below)
    assert "统计公报1 件" not in [label for label, _ in nav(page_of(ALL), "//a")]
    for code in ("P20-04", "P20-04-01"):
        page = page_of(f"{ALL}{code}/")
        assert nav(page, "/li/ul/li/ul/li/a")[0] == ("统计公报1 件", "/catalogue/P20-04-01/")
        assert titles(page) == ["关于义务教育阶段学校招生工作安排"]


def test_crumbs_name_nothing_twice() -> None:
    set_up(at=AT)
    item("P20-07-01", name="部门预算", parent=CatalogueItem.objects.get(code="P20-07"))
    crumbs = "//nav[@class='crumbs']//li"
    assert texts(page_of(f"{ALL}P20/"), crumbs) == ["首页", "法定主动公开内容"]
    assert texts(page_of(f"{ALL}P20-07-01/"), crumbs) == [
        "首页", "法定主动公开内容", "财政预算、决算信息", "部门预算",
    ]  # fmt: skip
    assert texts(page_of(f"{ALL}COL-report/"), crumbs) == ["首页", "政府信息公开年报"]


def test_columns_are_no_part_of_the_content() -> None:
    here = world()
    guide(here)
    report(here, 2022)
    rule_of_work(here)
    published(here, title="招生")
    page = page_of(ALL)
    assert titles(page) == ["招生"]
    assert dict(nav(page)).keys() >= {"法定主动公开内容1 件", "政府信息公开年报1 件"}
    assert titles(page_of(f"{ALL}COL-rules/")) == ["政府信息公开审查制度"]
    assert titles(page_of(f"{ALL}P20/")) == [] if item("P20", name="法定主动公开内容") else []


def test_one_chooses_by_kind_among_those_who_must_disclose_or_did() -> None:
    set_up(at=AT)
    department(), town(), district()
    found(code="qiye", name="水务公司", kind="enterprise", by=None, at=AT)
    found(code="shiye", name="图书馆", kind="institution", by=None, at=AT)
    groups = page_of(ALL).xpath("//select[@name='organisation']/optgroup")
    assert [(one.get("label"), one.xpath("./option/@value")) for one in groups] == [
        ("本级政府（管委会）", ["qhq"]), ("工作部门", ["jyj"]), ("镇（街道）", ["zhen"]),
    ]  # fmt: skip
    published(world("shiye", "图书馆"))
    groups = page_of(f"{ALL}?organisation=shiye").xpath("//select[@name='organisation']/optgroup")
    assert [one.get("label") for one in groups][-1] == "事业单位"
    assert groups[-1].xpath("./option[@selected]/@value") == ["shiye"]


@pytest.mark.parametrize("name", ["organisation", "unit"])
def test_both_names_of_the_parameter_are_understood(name: str) -> None:
    here, there = world(), world("czj", "财政局")
    published(here, title="甲")
    published(there, title="乙")
    assert titles(page_of(f"{ALL}?{name}=czj")) == ["乙"]
    unknown = page_of(f"{ALL}?{name}=nichts")
    assert titles(unknown) == ["乙", "甲"]
    assert texts(unknown, "//div[@class='note warn']") == [
        "没有这个代码的单位，下面是全部单位的信息。请从单位列表里选择。"
    ]


def test_a_guide_is_read_where_it_is_asked_for() -> None:
    here = world()
    live = guide(here, body_html="<p>找教育局办公室。</p>")
    hours = FACTS | {"hours": "工作日 9:00—17:00"}
    edit(record=live.record, by=here.clerk, at=AT, facts=hours, change_note="改了时间")
    submit(record=live.record, by=here.clerk, at=AT)
    again = pass_all(here, live.record, AT + DAY)
    page = page_of(f"{ALL}COL-guide/?organisation=jyj")
    assert texts(page, "//h1") == ["教育局政府信息公开指南"]
    rows = page.xpath("//table[@class='meta told']//tr")
    shown = {row.xpath("./th/text()")[0]: row.xpath("./td")[0].text_content() for row in rows}
    assert shown["办公时间"] == "工作日 9:00—17:00"
    assert list(shown)[:3] == ["政府信息的分类", "编排体系", "获取方式"]
    assert texts(page, "//div[@class='text']") == ["找教育局办公室。"]
    facts = texts(page, "//section[@aria-labelledby='h-guide']//p[@class='facts']")[0]
    assert facts.startswith("最近修订 2023-07-26第 2 稿")
    assert texts(page, "//section[@aria-labelledby='h-guide']/ul[@class='bare']/li") == [
        "第 1 稿，2023-07-25 09:00 发布"
    ]
    links = page.xpath("//section[@aria-labelledby='h-guide']//a/@href")
    assert reverse("portal:record", args=[again.index_number]) in links
    assert reverse("portal:proof", args=[again.index_number]) in links


def test_the_record_page_of_a_guide_shows_its_fields_too() -> None:
    live = guide(world())
    page = page_of(reverse("portal:record", args=[live.index_number]))
    rows = page.xpath("//table[@class='meta told']//tr/th/text()")
    assert rows[-1] == "依申请公开怎样提出"
    assert "正文见附件" not in page.text_content()
    assert "最近修订 2023-07-25" in texts(page, "//p[@class='facts']")[0]
    assert texts(page, "//nav[@class='crumbs']//li")[1] == "政府信息公开指南"
    assert page.xpath("//meta[@name='ColumnName']/@content") == ["政府信息公开指南"]


def test_the_guides_of_all_are_listed_and_so_is_who_has_none() -> None:
    place, here = world("qhq", "青禾区人民政府"), world()
    Organisation.objects.filter(code="qhq").update(kind="district", order=1)
    guide(place)
    guide(here, facts=FACTS | {"phone": "0000-7654321"})
    department("czj", "财政局")
    page = page_of("/guide/")
    assert texts(page, "//h2[@id='h-guide']") == ["青禾区人民政府政府信息公开指南"]
    rows = page.xpath("//section[@aria-labelledby='h-all']//tbody/tr")
    told = [[one.text_content() for one in row.xpath("./*")] for row in rows]
    assert sorted(told) == sorted([
        ["青禾区人民政府", "查看指南", "2023-07-25", FACTS["phone"]],
        ["教育局", "查看指南", "2023-07-25", "0000-7654321"],
        ["财政局", "还没有公开", "—", "—"],
    ])  # fmt: skip
    assert "共 3 个单位，其中 1 个还没有公开指南。" in page.text_content()
    assert page.xpath("//link[@rel='canonical']/@href") == ["/catalogue/COL-guide/"]
    empty = page_of(f"{ALL}COL-guide/?organisation=czj")
    assert "这个单位还没有公开指南" in texts(empty, "//div[@class='empty']")[0]


def test_reports_are_shown_year_by_year_those_of_the_place_first() -> None:
    place, here = world("qhq", "青禾区人民政府"), world()
    Organisation.objects.filter(code="qhq").update(kind="district", order=1)
    report(place, 2022)
    report(here, 2021)
    report(here, 2022, title="教育局2022年政府信息公开工作年度报告")
    page = page_of("/reports/")
    assert texts(page, "//section[@aria-labelledby='h-own']//h3") == [
        "青禾区人民政府2022年政府信息公开工作年度报告"
    ]
    rows = page.xpath("//section[@aria-labelledby='h-years']//tbody/tr")
    told = {row.xpath("./th")[0].text_content(): row.xpath("./td") for row in rows}
    heads = texts(page, "//section[@aria-labelledby='h-years']//thead//th")
    ends = [heads.index("2022 年") - 1, heads.index("2021 年") - 1]
    assert [told["教育局"][end].text_content() for end in ends] == ["2023-07-25", "2023-07-25"]
    assert [told["青禾区人民政府"][end].text_content() for end in ends] == [
        "2023-07-25", "没有公开",
    ]  # fmt: skip
    own = page_of(f"{ALL}COL-report/?organisation=jyj")
    assert titles(own) == [
        "教育局2022年政府信息公开工作年度报告", "教育局2021年政府信息公开工作年度报告",
    ]  # fmt: skip
    assert titles(page_of(f"{ALL}COL-report/?words=2021")) == [
        "教育局2021年政府信息公开工作年度报告"
    ]


def test_files_can_be_downloaded_from_the_list() -> None:
    here = world()
    record = draft(here)
    attach(record=record, file_name="名单.txt", data=b"1", by=here.clerk, at=AT)
    submit(record=record, by=here.clerk, at=AT)
    live = pass_all(here, record)
    (link,) = page_of(ALL).xpath("//ul[@class='result']//p/a")
    assert link.text_content() == "名单.txt（1 字节）"
    answer = Client().get(link.get("href"))
    assert (answer.status_code, answer.content) == (200, b"1")
    assert f"/records/{live.index_number}/files/" in link.get("href")


def rows_of(url: str) -> list[list[Any]]:
    answer = Client().get(url)
    assert answer.status_code == 200
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_list_is_had_as_a_workbook_with_what_article_12_wants() -> None:
    here, there = world(), world("czj", "财政局")
    published(here, title="甲", summary="=1+1")
    published(there, title="乙")
    link = page_of(f"{ALL}20.3/?unit=jyj").xpath("//div[@class='row between']//a/@href")
    assert link == ["/catalogue.xlsx?item=20.3&organisation=jyj"]
    title, subtitle, heads, *rows = rows_of(link[0])
    assert title[0] == "教育局政府信息公开目录：统计信息"
    assert heads == [
        "序号", "索引号", "名称", "内容概述", "生成日期", "发布日期", "公开单位", "目录事项",
        "网址",
    ]  # fmt: skip
    number = Publication.objects.get(title="甲").index_number
    assert rows == [
        ["1", number, "甲", "=1+1", "2023-07-20", "2023-07-25", "教育局", "统计信息",
         f"http://testserver/records/{number}/"],
    ]  # fmt: skip
    assert subtitle[0].endswith("共 1 件")
    assert len(rows_of("/catalogue.xlsx")) == 5
    assert Client().get("/catalogue.xlsx?item=nichts").status_code == 404


def test_a_long_list_says_that_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.faces.portal.records.catalogue.MOST", 2)
    here = world()
    for _ in range(3):
        published(here)
    _, subtitle, _, *rows = rows_of("/catalogue.xlsx")
    assert (len(rows), subtitle[0].partition("共")[2]) == (2, " 3 件，这里是最新的 2 件")


def test_marks_of_a_publication_stand_in_the_list() -> None:
    here = world()
    published(here, moment(date(2023, 8, 21)))
    assert texts(page_of(ALL), "//ul[@class='result']//span[@class='tag warn']") == ["超期补录"]


def test_where_to_apply_is_told_from_the_guides() -> None:
    place, here = world("qhq", "青禾区人民政府"), world()
    Organisation.objects.filter(code="qhq").update(kind="district")
    assert "没有可以依据的地址和电话" in page_of("/foi/").text_content()
    guide(place, facts=FACTS | {"phone": "0000-1111111"})
    guide(here)
    page = page_of("/foi/")
    assert texts(page, "//h2[@id='h-where']") == ["向青禾区人民政府当面或者邮寄申请"]
    table = page.xpath("//table[@class='meta told']")[0].text_content()
    assert "0000-1111111" in table and "政府信息的分类" not in table
    chosen = page_of("/foi/?organisation=jyj")
    assert texts(chosen, "//h2[@id='h-where']") == ["向教育局当面或者邮寄申请"]
    rows = chosen.xpath("//section[@aria-labelledby='h-all']//tbody/tr/th//text()")
    assert set(rows) == {"青禾区人民政府", "教育局"}
    assert nav(page_of(ALL))[-1] == ("依申请公开", "/foi/")


def test_drafts_and_reviews_are_nowhere(here: World | None = None) -> None:
    made = world()
    guide_draft(made)
    submit(record=guide_draft(made, title="在审的指南"), by=made.clerk, at=AT)
    for url in (ALL, "/guide/", "/reports/", "/foi/", f"{ALL}COL-guide/?organisation=jyj"):
        text = Client().get(url).content.decode()
        assert "在审的指南" not in text
        assert FACTS["phone"] not in text


@pytest.mark.parametrize("url", [
    ALL, f"{ALL}?organisation=jyj", f"{ALL}COL-guide/", f"{ALL}COL-report/", "/foi/", "/feeds/",
    f"{ALL}COL-report/?organisation=jyj",
])  # fmt: skip
def test_as_many_queries_for_many_as_for_one(url: str) -> None:
    set_up(at=AT)
    here = world()
    guide(here)
    report(here, 2020)
    published(here)
    with CaptureQueriesContext(connection) as few:
        page_of(url)
    for n in range(3):
        other = world(f"d{n}", f"第{n}局")
        guide(other)
        report(other, 2021)
        published(other)
    with CaptureQueriesContext(connection) as many:
        page_of(url)
    assert len(few) == len(many)


def test_columns_have_the_same_codes_everywhere() -> None:
    set_up(at=AT)
    for code in (GUIDE, RULES, REPORT):
        assert Client().get(reverse("portal:catalogue_item", args=[code])).status_code == 200
