"""The desk's pages of the basic catalogue: who may open them, the table, the row, the adoption."""

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
from gongkai.work.records.models.edition import Edition, Row
from gongkai.work.records.queries.editions import current, draft
from tests.factories import (
    AT,
    administrator,
    clerk,
    department,
    head,
    officer,
    openness_head,
    reviewers,
)
from tests.work.records.edition_scene import LATER, first_edition, office, row

pytestmark = pytest.mark.django_db
ROW: dict[str, Any] = {
    "field": "pilot-04", "column": "P20-07", "first": "财政预决算", "second": "部门预算",
    "content": "收支表", "basis": "《预算法》第十四条", "limit_text": "批准后20日内",
    "publishers_text": "财政局", "channel_website": "must", "channel_print": "may",
    "audience": "all", "mode": "proactive", "at_county": "on",
}  # fmt: skip


def as_(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def page_of(answer: Any) -> Any:
    return lxml_html.document_fromstring(answer.content.decode())


def texts(answer: Any, path: str) -> list[str]:
    return [" ".join(" ".join(one.itertext()).split()) for one in page_of(answer).xpath(path)]


def begun(by: Person, *seconds: str, **parts: Any) -> Edition:
    edition = editions.begin(by=by, at=AT)
    for second in seconds:
        row(edition, by, second=second, **parts)
    return edition


def places(number: int, code: str) -> dict[str, str]:
    one, of = [number], [number, code]
    return {
        "editions": reverse("desk:editions"),
        "edition": reverse("desk:edition", args=one),
        "describe": reverse("desk:edition_describe", args=one),
        "abandon": reverse("desk:edition_abandon", args=one),
        "adopt": reverse("desk:edition_adopt", args=one),
        "xlsx": reverse("desk:edition_xlsx", args=one),
        "upload": reverse("desk:edition_upload", args=one),
        "row new": reverse("desk:edition_row_new", args=one),
        "row": reverse("desk:edition_row", args=of),
        "row remove": reverse("desk:edition_row_remove", args=of),
    }


def test_only_the_office_opens_these_pages_and_acts_on_them() -> None:
    by, caizheng = office()
    begun(by, "政府预算")
    asked = places(1, "pilot-04-001")
    people = [clerk(caizheng), *reviewers(caizheng), head(caizheng), administrator()]
    for person in people:
        client = as_(person)
        assert {client.get(url).status_code for url in asked.values()} == {403}
        assert {client.post(url).status_code for url in asked.values()} <= {403, 405}
        assert client.post(reverse("desk:edition_rows", args=[1])).status_code == 403
    for person in (by, openness_head()):
        client = as_(person)
        assert {client.get(url).status_code for url in asked.values()} == {200}
    assert {Client().get(url).status_code for url in asked.values()} == {302}
    assert (Row.objects.count(), Edition.objects.count()) == (1, 1)


@pytest.mark.parametrize("url", ["/desk/catalogue/editions/9/", "/desk/catalogue/editions/99999/",
    "/desk/catalogue/editions/1/rows/none/", "/desk/catalogue/editions/1/rows/%00/"])  # fmt: skip
def test_what_is_not_there_is_not_found(url: str) -> None:
    by, _ = office()
    begun(by)
    assert as_(by).get(url).status_code == 404


def test_first_edition_is_begun_from_the_empty_list() -> None:
    by, _ = office()
    client = as_(by)
    url = reverse("desk:editions")
    assert texts(client.get(url), "//*[@class='empty']")[0].startswith("还没有编制过基本目录")
    answer = client.post(url, {"title": "青禾区目录", "note": ""})
    assert answer["Location"] == reverse("desk:edition", args=[1])
    assert client.post(url, {"title": "再来"}).status_code == 409
    assert texts(client.get(answer["Location"]), "//*[@class='empty']")[0].startswith(
        "这一版还没有事项"
    )
    assert draft().title == "青禾区目录"  # type: ignore[union-attr]  # there is one


def test_table_shows_cells_and_what_is_wrong_at_the_row() -> None:
    by, _ = office()
    begun(by, "政府预算")
    row(editions.editions.draft(), by, second="决算", limit_text="及时", column="")  # type: ignore[arg-type]  # there is one
    answer = as_(by).get(reverse("desk:edition", args=[1]))
    cells = texts(answer, "//tr[@id='r-pilot-04-001']/*")
    assert cells[1:-1] == [
        "1", "政府预算 财政预决算，pilot-04-001", "财政预算、决算信息", "1.收支总表 2.说明",
        "《预算法》第十四条", "批准后20日内", "财政局", "■政府网站 □政府公报", "全社会", "主动",
        "县级",
    ]  # fmt: skip
    assert texts(answer, "//tr[@id='r-pilot-04-002']//*[@class='error']") == [
        "没有归入栏目。请选择条例第二十、二十一条中的一项（每项都要对应栏目）。",
        "公开时限“及时”没有确定的天数。请写明多少个工作日内（条例第二十六条）。",
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", "甲乙丙"), ("?field=pilot-01", "甲"), ("?field=none", "丙"), ("?column=none", "乙"),
        ("?unit=caizheng", "甲丙"), ("?unit=none", "乙"), ("?show=flawed", "乙"),
        ("?field=pilot-01&show=flawed", ""), ("?field=%00", ""), ("?page=99", "甲乙丙"),
    ],
)  # fmt: skip
def test_table_is_narrowed(asked: str, found: str) -> None:
    by, _ = office()
    edition = begun(by)
    row(edition, by, second="甲", field="pilot-01")
    row(edition, by, second="乙", column="", publishers_text="无名局")
    row(edition, by, second="丙", field="")
    answer = as_(by).get(reverse("desk:edition", args=[1]) + asked)
    assert "".join(texts(answer, "//tr[@id]/th/a")) == found


def test_as_many_queries_for_many_rows_as_for_one() -> None:
    by, _ = office()
    edition = begun(by, "第0项")
    client = as_(by)
    asked = [reverse(f"desk:{name}", args=[1]) for name in ("edition", "edition_adopt")]
    few = [counted(client, url) for url in asked]
    for number in range(1, 61):
        row(edition, by, second=f"第{number}项", field=f"pilot-{number % 26 + 1:02}")
    assert [counted(client, url) for url in asked] == few
    shown = texts(client.get(asked[0]), "//tr[@id]")
    assert len(shown) == 50
    assert len(texts(client.get(asked[0] + "?page=2"), "//tr[@id]")) == 11


def counted(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_row_is_added_changed_and_removed() -> None:
    by, caizheng = office()
    begun(by)
    client = as_(by)
    made = client.post(reverse("desk:edition_row_new", args=[1]), ROW)
    assert made["Location"] == reverse("desk:edition", args=[1])
    one = Row.objects.get()
    assert (one.code, one.channels, one.channels_must) == (
        "pilot-04-001", ["website", "print"], ["website"],
    )  # fmt: skip
    assert list(one.publishers.all()) == [caizheng]
    changed = ROW | {"second": "决算", "channel_other": "may", "other": "宣传车", "at_town": "on"}
    url = reverse("desk:edition_row", args=[1, one.code])
    assert client.post(url, changed | {"publishers": [caizheng.pk]})["Location"].endswith(
        "?field=pilot-04"
    )
    one.refresh_from_db()
    assert (one.second, one.channels, one.at_town) == (
        "决算", ["website", "print", "other:宣传车"], True,
    )  # fmt: skip
    chosen = page_of(client.get(url)).xpath(
        "//select[@name='channel_other']/option[@selected]/@value"
    )
    assert chosen == ["may"]
    client.post(reverse("desk:edition_row_remove", args=[1, one.code]))
    assert Row.objects.count() == 0


def test_row_says_what_is_wrong_with_the_form_and_loses_nothing() -> None:
    by, _ = office()
    begun(by)
    wrong = ROW | {"first": "", "other": "宣传车", "code": "甲乙"}
    answer = as_(by).post(reverse("desk:edition_row_new", args=[1]), wrong)
    assert texts(answer, "//section[contains(@class,'errors')]//li") == [
        "代码只用字母、数字、点和短横线", "请填写一级事项",
        "写了“其他”渠道是什么，请选它是必选还是可选",
    ]  # fmt: skip
    page = page_of(answer)
    assert page.xpath("//input[@name='second']/@value") == ["部门预算"]
    assert Row.objects.count() == 0
    taken = ROW | {"code": "P20-07"}
    answer = as_(by).post(reverse("desk:edition_row_new", args=[1]), taken)
    assert answer.status_code == 409


def test_publishers_follow_the_name_unless_somebody_chose() -> None:
    by, caizheng = office()
    minzheng = department("minzheng", "民政局")
    begun(by, "部门预算")
    url, client = reverse("desk:edition_row", args=[1, "pilot-04-001"]), as_(by)
    mine = {"publishers": [caizheng.pk]}

    def named() -> list[str]:
        return [one.code for one in Row.objects.get().publishers.all()]

    client.post(url, ROW | {"publishers_text": "民政局"} | mine)
    assert named() == ["minzheng"]
    client.post(url, ROW | {"publishers_text": "无名局"} | {"publishers": [minzheng.pk]})
    assert named() == []
    client.post(url, ROW | {"publishers_text": "无名局"} | mine)
    assert named() == ["caizheng"]
    client.post(url, ROW | {"publishers_text": "无名局", "content": "别的"} | mine)
    assert named() == ["caizheng"]


def test_rows_are_moved_and_put_under_a_column() -> None:
    by, _ = office()
    begun(by, "甲", "乙", column="")
    client, url = as_(by), reverse("desk:edition_rows", args=[1])
    moved = client.post(url, {"act": "down:pilot-04-001"})
    assert moved["Location"].endswith("?field=pilot-04#r-pilot-04-001")
    assert "".join(Row.objects.order_by("order").values_list("second", flat=True)) == "乙甲"
    chosen = {"act": "column", "column": "P20-07", "row": ["pilot-04-002", "x\0"]}
    back = client.post(url, chosen | {"query": "field=pilot-04&show=flawed"})
    assert back["Location"].endswith("/1/?field=pilot-04&show=flawed")
    assert [one.column and one.column.code for one in Row.objects.order_by("code")] == [
        None, "P20-07",
    ]  # fmt: skip
    for given in ({"act": "column", "row": ["pilot-04-001"]}, {"act": "column", "column": "P20"},
                  {"act": "column", "column": "P20-07"}):  # fmt: skip
        assert client.post(url, given).status_code == 409
    assert client.post(url, {"act": "up:none"}).status_code == 404
    assert client.get(url).status_code == 405


def test_adoption_tells_every_reason_then_the_changes_and_adopts_what_was_seen() -> None:
    by, _ = office()
    first_edition(by, names=("政府预算", "部门预算"))
    edition = editions.begin(by=by, at=LATER)
    client, url = as_(by), reverse("desk:edition_adopt", args=[2])
    assert texts(client.get(url), "//section[@aria-labelledby='h-r']//li") == [
        "没有填“修订说明”。请补上。"
    ]
    client.post(reverse("desk:edition_describe", args=[2]), {"title": "目录", "note": "修订"})
    client.post(
        reverse("desk:edition_row", args=[2, "pilot-04-002"]), ROW | {"content": "全部表格"}
    )
    answer = client.get(url)
    assert texts(answer, "//dl[@class='changes']/dt") == ["公开内容（要素）", "可选渠道（□）"]
    seen = page_of(answer).xpath("//input[@name='seen_hash']/@value")[0]
    row(edition, by, second="后来的")
    late = client.post(url, {"seen_hash": seen})
    assert (late.status_code, current().number) == (409, 1)  # type: ignore[union-attr]  # there is one
    seen = page_of(late).xpath("//input[@name='seen_hash']/@value")[0]
    done = client.post(url, {"seen_hash": seen}, follow=True)
    assert done.status_code == 200
    assert current().number == 2  # type: ignore[union-attr]  # there is one
    assert client.get(url)["Location"] == reverse("desk:edition", args=[2])
    assert client.post(url, {"seen_hash": seen}).status_code == 409


def test_adopted_edition_is_shown_without_anything_to_change_it() -> None:
    by, _ = office()
    first_edition(by)
    client = as_(by)
    asked = places(1, "pilot-04-001")
    page = page_of(client.get(asked["edition"]))
    assert page.xpath("//main//form[@method='post']") == []
    found = {name: client.get(url).status_code for name, url in asked.items()}
    redirected = dict.fromkeys(("adopt", "upload", "row new", "row"), 302)
    assert found == dict.fromkeys(asked, 200) | redirected | {
        "abandon": 404, "row remove": 404, "describe": 200,
    }  # fmt: skip
    assert client.post(asked["describe"], {"title": "x"}).status_code == 409


def test_draft_is_thrown_away_after_a_question() -> None:
    by, _ = office()
    begun(by, "甲")
    client, url = as_(by), reverse("desk:edition_abandon", args=[1])
    assert client.get(url).status_code == 200
    assert client.post(url)["Location"] == reverse("desk:editions")
    assert Edition.objects.count() == 0


def test_table_is_exported_in_the_official_shape() -> None:
    by, _ = office()
    begun(by, "政府预算")
    answer = as_(by).get(reverse("desk:edition_xlsx", args=[1]))
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book["财政预决算"]["C4"].value == "政府预算"


def test_catalogue_leads_to_the_editions_and_marks_what_ended() -> None:
    by, _ = office()
    first_edition(by)
    answer = as_(officer()).get(reverse("desk:catalogue"))
    assert reverse("desk:editions") in page_of(answer).xpath("//main//a/@href")
