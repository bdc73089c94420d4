"""The workbench: its figures, the burn-down, the list behind them, and who sees what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html as lxml_html

from gongkai.work.journal.deeds import day_of
from gongkai.work.records.models.completeness import Completeness
from tests.faces.desk.records.scene import ROLES, scene
from tests.faces.desk.records.test_lists import as_, cells, queries
from tests.factories import adopted_plan, moment, officer
from tests.work.records.test_workbench import BENT, only_a_file, taken_over
from tests.work.records.world import World, published, withdrawn, world

pytestmark = pytest.mark.django_db
PAGE = reverse("desk:history")
LIST = reverse("desk:history_documents")
TODAY = day_of(timezone.now())
AT = moment(TODAY - timedelta(days=30))


def stats(answer: Any) -> dict[str, str]:
    page = lxml_html.document_fromstring(answer.content.decode())
    return {
        one.xpath("./dt")[0].text_content(): one.xpath("./dd")[0].text_content()
        for one in page.xpath("//dl[@class='stats']/div")
    }


def text(answer: Any) -> str:
    page = lxml_html.document_fromstring(answer.content.decode())
    return " ".join(page.xpath("//main")[0].text_content().split())


def task(here: World, until: date) -> None:
    adopted_plan(
        {"requirement": "规范各类历史政府文件发布格式", "units": [here.organisation],
         "deadline": f"{until.year}年{until.month}月{until.day}日前"},
        year=until.year, issued_on=TODAY - timedelta(days=60),
    )  # fmt: skip


def test_figures_by_department_and_by_what_is_lacking() -> None:
    here, there = world(), world("czj", "财政局")
    published(here, AT, title="甲", **BENT)
    published(here, AT, expires_on=AT.date())
    taken_over(here, AT, title="等着的")
    only_a_file(there, AT)
    answer = as_(officer()).get(PAGE)
    assert stats(answer) == {
        "文件": "4件", "还没有完成": "3件", "其中等待发布": "1件", "要素完整度": "94%",
    }  # fmt: skip
    assert cells(answer, "各单位的文件") == [
        ["教育局", "3", "2", "1", "96%", "1", "0", "1", "0", "0"],
        ["财政局", "1", "1", "0", "90%", "1", "0", "0", "0", "0"],
    ]
    assert [row[:3] for row in cells(answer, "各种缺项")] == [
        ["发文字号写法不对", "应当补齐", "1"], ["正文只在附件里", "应当补齐", "1"],
        ["缺关键词", "建议补充", "4"], ["缺内容概述", "建议补充", "4"],
    ]  # fmt: skip


def test_the_day_of_the_plan_is_offered_with_its_source() -> None:
    here = world()
    until = TODAY + timedelta(days=40)
    task(here, until)
    published(here, AT, **BENT)
    answer = as_(here.clerk).get(PAGE)
    said = text(answer)
    assert f"完成日期取自《青禾区{until.year}年政务公开工作方案》第1项" in said
    assert "这一项是按文字找出来的，不对的话请改日期。" in said
    rows = cells(answer, "每天还没有完成的文件")
    today = next(row for row in rows if row[0] == str(TODAY))
    assert today[1:4] == ["1", "1", "0"]
    assert (rows[-1][0], rows[-1][1:]) == (str(until), ["—", "—", "—", "0"])


def test_without_a_plan_the_day_is_asked_for() -> None:
    here = world()
    published(here, AT, **BENT)
    client = as_(here.clerk)
    answer = client.get(PAGE)
    assert "填上要在哪一天以前完成，就能看到进度。" in text(answer)
    assert cells(answer, "每天还没有完成的文件") == []
    asked = client.get(f"{PAGE}?until={TODAY + timedelta(days=7)}")
    assert cells(asked, "每天还没有完成的文件")[-2][:2] == [str(TODAY), "1"]


def test_several_tasks_are_put_to_choice() -> None:
    here = world()
    row = {"requirement": "规范历史文件", "units": [here.organisation]}
    year = TODAY.year
    adopted_plan(
        {**row, "deadline": f"{year}年10月31日前"}, {**row, "deadline": f"{year}年11月30日前"},
        year=year, issued_on=date(year, 1, 10),
    )  # fmt: skip
    published(here, AT)
    answer = as_(here.clerk).get(PAGE)
    page = lxml_html.document_fromstring(answer.content.decode())
    links = page.xpath("//main//a[starts-with(@href, '?until=')]/@href")
    assert links == [f"?until={year}-10-31", f"?until={year}-11-30"]


@pytest.mark.parametrize(("asked", "sentence"), [
    ("?since=abc", "哪一年以来的文件要填整数"), ("?since=1900", "哪一年以来的文件不能小于 1949"),
    ("?until=bald", "哪一天以前完成不是日期，请按 2026-09-16 这样填写"),
    ("?organisation=nichts", "单位里没有这一项，请从列出的选项中选择"),
])  # fmt: skip
def test_what_cannot_be_read_is_said(asked: str, sentence: str) -> None:
    here = world()
    published(here, AT)
    answer = as_(here.clerk).get(PAGE + asked)
    assert (answer.status_code, sentence in text(answer)) == (200, True)


def test_a_year_without_documents_says_so() -> None:
    here = world()
    assert "这一年以来还没有文件。" in text(as_(here.clerk).get(PAGE))


def test_a_department_sees_its_own_and_the_office_all() -> None:
    here = scene()
    published(here.here, AT, title="教育的", **BENT)
    published(here.there, AT, title="财政的", **BENT)
    seen: dict[str, Any] = {}
    for role in ROLES:
        client = as_(here.roles[role])
        answer, listed = client.get(PAGE), client.get(LIST)
        rows = (
            [row[0] for row in cells(answer, "各单位的文件")] if answer.status_code == 200 else []
        )
        titles = (
            {row[0] for row in cells(listed, "文件清单")} if listed.status_code == 200 else set()
        )
        seen[role] = (answer.status_code, rows, titles)
    own, other = (200, ["教育局"], {"教育的"}), (200, ["财政局"], {"财政的"})
    both = (200, ["教育局", "财政局"], {"教育的", "财政的"})
    assert seen == {
        "clerk": own, "first": own, "second": own, "final": own, "head": own,
        "other clerk": other, "other final": other, "officer": both, "openness head": both,
        "administrator": (403, [], set()),
    }  # fmt: skip
    narrowed = as_(here.roles["clerk"]).get(f"{LIST}?organisation=czj")
    assert cells(narrowed, "文件清单") == []


def test_what_waits_is_told_by_its_title_inside_alone() -> None:
    here = world()
    taken_over(here, AT, title="还没有公开的标题")
    inside, office = as_(here.clerk).get(LIST), as_(officer()).get(LIST)
    assert [row[0] for row in cells(inside, "文件清单")] == ["还没有公开的标题"]
    assert ("还没有公开的标题" in office.content.decode(), cells(office, "文件清单")) == (False, [])
    assert stats(as_(officer()).get(PAGE))["其中等待发布"] == "1件"


@pytest.mark.parametrize(("asked", "titles"), [
    ("", ["新的", "旧的", "附件"]), ("?state=lacking", ["旧的", "附件"]),
    ("?state=complete", ["新的"]), ("?state=waiting", []),
    ("?lack=document_number_form", ["旧的"]), ("?lack=text_attached", ["附件"]),
    ("?lack=nichts", ["新的", "旧的", "附件"]), ("?year=2019", ["旧的"]), ("?year=abc", None),
    ("?words=附", ["附件"]), ("?words=%00新", ["新的"]), ("?item=20.3&state=lacking", None),
    ("?item=x", []), ("?since=2019", ["新的", "旧的"]), ("?since=99999", None), ("?page=x", None),
    ("?organisation=jyj", None),
])  # fmt: skip
def test_the_list_is_narrowed(asked: str, titles: list[str] | None) -> None:
    here = world()
    published(here, AT, title="新的", issued_on=date(2022, 1, 1))
    published(here, AT, title="旧的", issued_on=date(2019, 1, 1), **BENT)
    only_a_file(here, AT, title="附件", issued_on=date(2018, 1, 1))
    answer = as_(here.clerk).get(LIST + asked)
    found = [row[0] for row in cells(answer, "文件清单")]
    if titles is not None:
        assert found == titles
    assert answer.status_code == 200


def test_a_row_of_the_list_says_what_is_lacking() -> None:
    here = world()
    publication = published(here, AT, title="旧的", issued_on=date(2019, 1, 1), **BENT)
    (row,) = cells(as_(here.clerk).get(LIST), "文件清单")
    assert row == [
        "旧的", "2019-01-01", str(publication.published_on), "有效", "90%",
        "发文字号写法不对建议：字号年份不同、缺关键词、缺内容概述",
    ]  # fmt: skip
    withdrawn(here, publication, AT)
    assert cells(as_(here.clerk).get(LIST), "文件清单") == []


def test_many_documents_cost_no_more_queries() -> None:
    here = world()
    published(here, AT, **BENT)
    taken_over(here, AT)
    task(here, TODAY + timedelta(days=30))
    client, office = as_(here.clerk), as_(officer())
    urls = (PAGE, LIST, f"{LIST}?state=open")
    few = [queries(one, url) for one in (client, office) for url in urls]
    for _ in range(3):
        published(here, AT, **BENT)
        taken_over(here, AT)
    assert [queries(one, url) for one in (client, office) for url in urls] == few


def test_what_is_not_measured_yet_is_said() -> None:
    here = world()
    published(here, AT)
    client = as_(here.clerk)
    assert "还没有按现在的规则核算" not in text(client.get(PAGE))
    Completeness.objects.all().delete()
    assert "有一些文件还没有按现在的规则核算" in text(client.get(PAGE))


def test_the_navigation_marks_the_nearest_page_alone() -> None:
    here = world()
    answer = as_(here.clerk).get(LIST)
    page = lxml_html.document_fromstring(answer.content.decode())
    current = page.xpath("//nav[@class='sidenav']//a[@aria-current]")
    assert [one.text_content().strip() for one in current] == ["历史文件规范化"]
